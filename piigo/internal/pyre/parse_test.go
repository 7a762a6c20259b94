package pyre

import (
	"errors"
	"strings"
	"testing"
)

func TestParseRefuses(t *testing.T) {
	cases := []struct {
		name, pattern, reason string
		position              int
	}{
		{"nothing to repeat", `ab|*c`, "nothing to repeat", 3},
		{"repeated anchor", `^*`, "nothing to repeat", 1},
		{"repeated repeat", `a**`, "multiple repeat", 2},
		{"repeat bounds", `a{3,2}`, "min repeat greater than max repeat", 2},
		{"huge repeat", `a{4294967295}`, "the repetition number is too large", NoPosition},
		{"open group", `x(a`, "missing ), unterminated subpattern", 1},
		{"open comment", `x(?#a`, "missing ), unterminated comment", 1},
		{"closed too often", `a)b`, "unbalanced parenthesis", 1},
		{"open class", `x[a`, "unterminated character set", 1},
		{"range backwards", `[z-a]`, "bad character range z-a", 1},
		{"range of a category", `[\d-z]`, `bad character range \d-z`, 1},
		{"escape at the end", `a\`, "bad escape (end of pattern)", 1},
		{"escaped letter", `é\q`, `bad escape \q`, 1},
		{"short hexadecimal", `\x4`, `incomplete escape \x4`, 0},
		{"no code point", `\U00110000`, `bad escape \U00110000`, 0},
		{"large octal", `\777`, `octal escape value \777 outside of range 0-0o377`, 0},
		{"unknown group", `(a)\2`, "invalid group reference 2", 4},
		{"reference to itself", `(a\1)`, "cannot refer to an open group", 2},
		{"reference by name", `(?P=x)`, "unknown group name 'x'", 4},
		{"condition on no group", `(?(2)a)`, "invalid group reference 2", 3},
		{"three branches", `(a)(?(1)b|c|d)`,
			"conditional backref with more than two branches", 11},
		{"name that is none", `(?P<1a>x)`, "bad character in group name '1a'", 4},
		{"name with a space", `(?P<a b>x)`, "bad character in group name 'a b'", 4},
		{"name with a control", "(?P<a\x01>x)", `bad character in group name 'a\x01'`, 4},
		{"name used twice", `(?P<a>x)(?P<a>y)`,
			"redefinition of group name 'a' as group 2; was group 1", 12},
		{"no name", `(?P<>x)`, "missing group name", 4},
		{"open name", `(?P<a`, "missing >, unterminated name", 4},
		{"flags in the middle", `a(?i)`,
			"global flags not at the start of the expression", 1},
		{"flags that differ", `(?au)a`,
			"bad inline flags: flags 'a', 'u' and 'L' are incompatible", 4},
		{"flags one by one", `(?a)(?u)a`, "ASCII and UNICODE flags are incompatible",
			NoPosition},
		{"locale", `(?L)a`, "bad inline flags: cannot use 'L' flag with a str pattern", 3},
		{"on and off", `(?i-i:a)`, "bad inline flags: flag turned on and off", 5},
		{"unknown flag", `(?iq)`, "unknown flag", 3},
		{"unknown extension", `(?<a>x)`, "unknown extension ?<a", 1},
		{"open look-behind", `(?<=a*)b`, "look-behind requires fixed-width pattern",
			NoPosition},
		{"group of the same look-behind", `(?<=(a)\1)`,
			"cannot refer to group defined in the same lookbehind subpattern", 9},
		{"not text", "\xff", "pattern is not text", NoPosition},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(c.pattern)
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("got error %v", err)
			}
			if syntax.Reason != c.reason || syntax.Position != c.position {
				t.Errorf("got %q at %d, want %q at %d",
					syntax.Reason, syntax.Position, c.reason, c.position)
			}
		})
	}
}

func TestParseAccepts(t *testing.T) {
	patterns := []string{
		``, `a|`, `|`, `()`, `a{`, `a{1`, `a{x}`, `a{}`, `a{,}`, `{`, `[]]`, `[^]]`, `[a-]`,
		`[[a]`, `[a&&b]`, `(?#c)a`, `(?i)(?s)a`, `(?x) a # b`, `(?i-s:a)`, `(?a:a)(?u:b)`,
		`(?P<a>x)(?P=a)`, `(a)(?(1)b|c)`, `(a)(?(01)b)`, `(?>a+)`, `a++`, `(?=a)*`, `(?:^)*`,
		`(?<=a|b)c`, `(?<!abc)d`, `(?<=(?:)*)a`, `(a)(?<=\1)`, `\012`, `\0`, `[\08]`,
		`\u00e9`, `\-`, `a{0}`, "\xed\xa0\x80", `(?m)^a$`, `(?x)[ #]`,
	}
	for _, pattern := range patterns {
		p, err := Parse(pattern)
		if err != nil {
			t.Errorf("%q: %v", pattern, err)
			continue
		}
		if p.Undecided() != "" {
			t.Errorf("%q is undecided: %s", pattern, p.Undecided())
		}
	}
}

func TestParseLeavesToPython(t *testing.T) {
	for _, pattern := range []string{
		`\N{DIGIT ONE}`, `[\N{DIGIT ONE}-9]`, `(?P<é>a)`, `(?t)a`, `\z`, `(a)(?(+1)b)`,
	} {
		p, err := Parse(pattern)
		if err != nil {
			t.Errorf("%q: %v", pattern, err)
			continue
		}
		program := Compile([]*Pattern{p}, goPython)
		if p.Undecided() == "" || program.Reason(0) != p.Undecided() {
			t.Errorf("%q: undecided %q, reason %q", pattern, p.Undecided(), program.Reason(0))
		}
	}
}

func TestParseLimits(t *testing.T) {
	deep := strings.Repeat("(", MaxNesting+1) + strings.Repeat(")", MaxNesting+1)
	conditions := "(a)" + strings.Repeat("(?(1)", MaxNesting+1)
	cases := []struct{ name, pattern, limit string }{
		{"length", strings.Repeat("é", MaxPatternLength+1), "pattern length"},
		{"nesting", deep, "nesting of groups"},
		{"nesting of conditions", conditions, "nesting of groups"},
		{"count", `a{100001}`, "number in a counted repeat"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(c.pattern)
			var limit *LimitError
			if !errors.As(err, &limit) || limit.Limit != c.limit {
				t.Errorf("got error %v", err)
			}
		})
	}
	for _, pattern := range []string{
		strings.Repeat("é", MaxPatternLength), deep[1 : len(deep)-1], `a{100000}`,
	} {
		if _, err := Parse(pattern); err != nil {
			t.Errorf("at the limit: %v", err)
		}
	}
}
