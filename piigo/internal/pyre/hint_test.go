package pyre

import (
	"reflect"
	"strings"
	"testing"
)

func TestHint(t *testing.T) {
	const far = maxWidth
	cases := []struct {
		pattern       string
		literals      []string
		before, after uint64
	}{
		{`\bemp-[0-8]{4,6}\b`, []string{"emp-"}, 0, 6},
		{`[a-y.]+@corp`, []string{"@corp"}, far, 0},
		{`secret[a-f]*`, []string{"secret"}, 0, far},
		{`[0-8]{2}-[0-8]{3}:[0-8]`, []string{"-"}, 2, 5},
		{`(?:foo|ba+)x?`, []string{"foo", "b"}, 0, far},
		{`(?:foo|bar)quux`, []string{"quux"}, 3, 0},
		{`x(?:yz){2,3}`, []string{"yz"}, 1, 4},
		{`(?:[ab]{3}ee|[ab]{9}ff)x?`, []string{"ee", "ff"}, 9, 1},
		{`(?:ab)?[c-e]`, nil, 0, 0},
		{`[ab]x|[cd]`, nil, 0, 0},
		{`a(b(cd))e`, []string{"abcde"}, 0, 0},
	}
	for _, c := range cases {
		t.Run(c.pattern, func(t *testing.T) {
			// The second pattern keeps every letter a byte of its own.
			program, _ := compileAll(t, c.pattern, strings.Join(strings.Split(
				"abcdefghijklmnopqrstuvwxyz012345678.", ""), "|"), `[a-d]|[ab]|[ac]`,
				`a|b|c|d|e|f|x|0|1|8|y|\.`)
			got := program.patterns[0].hint
			var literals []string
			for _, l := range got.literals {
				literals = append(literals, string(l))
			}
			if !reflect.DeepEqual(literals, c.literals) {
				t.Errorf("got %q", literals)
			}
			if c.literals != nil && (got.before != c.before || got.after != c.after) {
				t.Errorf("got %d before, %d after", got.before, got.after)
			}
		})
	}
}

// TestWindows compares the search in windows with that in the whole text.
func TestWindows(t *testing.T) {
	patterns := []string{
		`\bemp-\d{4,6}\b`, `^key=\w{3}$`, `(?m:^)key=\w{3}(?m:$)`, `[\w.]+@corp`, `ab|ba`,
		`secret\S+`, `aba`, `a.{0,300}z`, `.key`, `\Akey|key\Z`, `\Bkey\B`, `x{3}`,
	}
	pieces := []string{
		"emp-12345", "key=abc", "joe.doe@corp", "secret: x", "abababa", "a z", "xxxxxxx",
		"key", "aemp-1234", "emp-12345678",
	}
	for _, gap := range []string{"", " ", "\n", "k", strings.Repeat(" ", 300),
		strings.Repeat("-", 255), strings.Repeat("\n", 258), strings.Repeat("x", 700)} {
		for _, expr := range patterns {
			program, _ := compileAll(t, expr)
			// Often enough for a literal to be taken for common where there is no gap.
			times := 1 + 34/(1+len(gap))
			text := prepare(t, program, []rune(strings.Repeat(strings.Join(pieces, gap), times)))
			got := program.FindAll(nil, 0, text)
			c := &program.patterns[0]
			if len(c.hint.literals) == 0 {
				t.Fatalf("%q has no hint", expr)
			}
			c.hint = hint{}
			if want := program.FindAll(nil, 0, text); !reflect.DeepEqual(got, want) {
				t.Errorf("%q, gap of %d: got %v, want %v", expr, len(gap), got, want)
			}
		}
	}
}

func TestCommonLiteralMakesOneWindow(t *testing.T) {
	program, _ := compileAll(t, `[a-z]{17}`)
	text := prepare(t, program, []rune(strings.Repeat("of words, ", 10_000)))
	if n := len(program.patterns[0].windows(text.bytes)); n > 2 {
		t.Errorf("%d windows", n)
	}
}
