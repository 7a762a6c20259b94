// Command genrules prints the Python module of the built-in rules, made from
// package rules, so that both backends have one source of patterns.
package main

import (
	"fmt"
	"strings"

	"github.com/piigo/piigo/piigo/rules"
)

func main() {
	fmt.Print(`# Generated from piigo/rules by "make generate". Do not edit.

"""The built-in patterns: type, option that enables it, its patterns in order.

A pattern is its expression, its masking strategy and a description.
"""

from typing import Final

BUILTIN: Final[tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...]] = (
`)
	for _, rule := range rules.Registry {
		fmt.Printf("    (\n        %q,\n        %q,\n        (\n", rule.Type, rule.Flag)
		for _, p := range rule.Patterns {
			fmt.Printf("            (\n%s                %q,\n                %q,\n            ),\n",
				literal(p.Expr), p.Strategy, p.Description)
		}
		fmt.Print("        ),\n    ),\n")
	}
	fmt.Print(")\n")
}

// lineWidth is the longest expression that is written on one line.
const lineWidth = 65

// literal returns the lines of a raw Python string literal for an expression,
// split where it is long.
func literal(expr string) string {
	quote := `"`
	if strings.Contains(expr, `"`) {
		quote = `"""`
	}
	var b strings.Builder
	for len(expr) > 0 {
		n := min(len(expr), lineWidth)
		// A raw literal must not end in a backslash or in its own quote.
		for n > 1 && (expr[n-1] == '\\' || expr[n-1] == '"') {
			n--
		}
		fmt.Fprintf(&b, "                r%s%s%s\n", quote, expr[:n], quote)
		expr = expr[n:]
	}
	return strings.TrimSuffix(b.String(), "\n") + ",\n"
}
