package pyre

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPiecesOfLongTexts compares what is found in the pieces of a text with what is
// found in the whole.
func TestPiecesOfLongTexts(t *testing.T) {
	const length = 500
	lines := []string{"", "a", " a-1", "b ab", "ab1 é", strings.Repeat("x ", 40)}
	var text strings.Builder
	for n := 0; text.Len() < 3*length; n++ {
		text.WriteString(lines[n*n%7%len(lines)] + "\n")
	}
	for _, whole := range []string{text.String(), text.String() + "ab", strings.Repeat("ab", length)} {
		for _, source := range []string{
			`ab`, `\ba\b`, `^a`, `(?m)^a$`, `(?m)^[ab]+`, `b$`, `b\Z`, `\Aa`, `\w+1`, `\B\d`, `[^\n]b`, `(?:a|b)+\b`,
			`b\s+a`, `[^x]{3}`, `é`, `.b`, `(?s).b`,
		} {
			p, err := Parse(source)
			require.NoError(t, err)
			program := Compile([]*Pattern{p}, Interpreter{Facts: GoFacts})
			require.Empty(t, program.Reason(0), source)
			prepared := mapText(t, program, whole)
			c := &program.patterns[0]
			var want [][2]int
			for _, match := range c.re.FindAllIndex(c.text(prepared), -1) {
				want = append(want, [2]int{match[0], match[1]})
			}
			windows := c.windowsOf(c.text(prepared), length)
			var got [][2]int
			for _, w := range windows {
				for _, match := range c.re.FindAllIndex(c.text(prepared)[w.lo:w.hi], -1) {
					got = append(got, [2]int{w.lo + match[0], w.lo + match[1]})
				}
			}
			require.Equal(t, want, got, source)
			require.Equal(t, len(want) > 0, program.Search(0, prepared), source)
			if c.inLine && strings.Contains(whole, "\n") && len(c.hint.literals) == 0 {
				require.Greater(t, len(windows), 1, source)
			}
		}
	}
}
