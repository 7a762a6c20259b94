package pyre

import (
	"errors"
	"strings"
	"testing"
)

var goPython = Interpreter{Facts: GoFacts}

func TestCheckBacktracking(t *testing.T) {
	const (
		fine      = ""
		explosive = "repeats that backtrack exponentially"
		large     = "size of a pattern for re"
		loop      = "size of a repeated part of a pattern for re"
	)
	cases := []struct{ name, pattern, want string }{
		{"plain", `abc`, fine},
		{"one repeat", `a+b`, fine},
		{"repeats side by side", `\s*\s*x`, fine},
		{"nested plus", `(a+)+b`, explosive},
		{"nested star", `(a*)*b`, explosive},
		{"star in plus", `(?:a*)+b`, explosive},
		{"words with optional space", `(?:\w+\s?)+$`, explosive},
		{"words with required space", `(?:\w+\s)+$`, fine},
		{"overlapping branches", `(a|aa)+b`, explosive},
		{"equal branches", `(a|a)*b`, explosive},
		{"branches that differ", `(a|b)*c`, fine},
		{"branches that fold", `(?:k|\u212a)*c`, explosive},
		{"branches that do not fold", `(?-i:k|\u212a)*c`, fine},
		{"class and digit", `(?:[a-z0-9]|\d)*c`, explosive},
		{"two optional in a loop", `(?:a?a?)*b`, explosive},
		{"one optional in a loop", `(?:a?)*b`, fine},
		{"empty branch in a loop", `(?:(?:|)a)*b`, explosive},
		{"empty rounds in a loop", `(?:(?:a?)*b)*c`, explosive},
		{"empty required rounds in a loop", `(?:(?:a?)+b)*c`, explosive},
		{"empty branch beside another in a loop", `(?:(?:a|)b)*c`, fine},
		{"quoted string", `"(?:[^"\\]|\\.)*"`, fine},
		{"quoted string, wrong", `"(?:[^"]|\\.)*"`, explosive},
		{"dotted quad", `(?:\d{1,3}\.){3}\d{1,3}`, fine},
		{"card number", `\b(?:\d[ -]*?){13,16}\b`, fine},
		{"few ambiguous rounds", `(?:\w+\s?){1,3}$`, fine},
		{"many ambiguous rounds", `(?:\w+\s?){1,30}$`, explosive},
		{"nested counts", `(?:a{1,40}){1,40}b`, explosive},
		{"exact counts", `(?:a{4}){4,40}b`, fine},
		{"possessive", `(?:a++)+b`, fine},
		{"atomic", `(?:(?>a+))+b`, fine},
		{"inside of an atomic group", `(?>(a+)+b)`, explosive},
		{"fixed atomic branches", `(?:(?>a)|a)*b`, explosive},
		{"look-ahead in front", `(?=a)b+`, fine},
		{"inside of a look-ahead", `(?=(a+)+b)a`, explosive},
		{"around a look-behind", `(?:\w+(?<=a))+b`, explosive},
		{"back-reference in a loop", `(?:(a)\1*)*b`, explosive},
		{"doubled words", `\b(\w+)\s+\1\b`, fine},
		{"conditional in a loop", `(x)?(?:(?(1)a|a+))+b`, explosive},
		{"conditional", `(<)?\w+@\w+(?(1)>)`, fine},
		{"too large", `(?=a)(?:` + strings.Repeat("abcd", 1001) + `)`, large},
		{"long loop of branches", `(?=a)(?:` + strings.Repeat(`\w|`, 1500) + `-)*`, loop},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, err := Parse(c.pattern)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			var limit *LimitError
			if err := p.CheckBacktracking(goPython); errors.As(err, &limit) {
				got = limit.Limit
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
