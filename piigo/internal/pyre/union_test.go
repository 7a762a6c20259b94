package pyre

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestUnionIsAnyOfThePatterns compares a union with its patterns, one by one.
func TestUnionIsAnyOfThePatterns(t *testing.T) {
	sources := []string{`^a+$`, `b\Z`, `(?m)^c$`, `\bd\b`, `e{2}`, `^$`, `[^\W\d_]{4}$`, `(?s)f.g`}
	var patterns []*Pattern
	for _, source := range sources {
		p, err := Parse(source)
		require.NoError(t, err)
		patterns = append(patterns, p)
	}
	program := Compile(patterns, Interpreter{Facts: GoFacts})
	texts := []string{"", "\n", "a", "aa\n", "aa\n\n", "ab", "b\n", "x\nc\ny", "c\n\n", "d", "d_", "ee", "été4", "abcd", "f\ng", "f g"}
	for n := 1; n < 1<<len(sources); n += 3 {
		var chosen []int
		for i := range sources {
			require.Empty(t, program.Reason(i), sources[i])
			if n>>i&1 != 0 {
				chosen = append(chosen, i)
			}
		}
		union := program.Union(chosen)
		require.LessOrEqual(t, len(union.parts), 2)
		for _, text := range texts {
			prepared := mapText(t, program, text)
			want := false
			for _, i := range chosen {
				want = want || program.Search(i, prepared)
			}
			require.Equal(t, want, union.Search(prepared), "%v in %q", chosen, text)
		}
	}
}

func mapText(t *testing.T, program *Program, text string) Text {
	t.Helper()
	var mapped []byte
	for _, r := range text {
		mapped = append(mapped, program.Alphabet().Byte(r, GoFacts().Kind(r)))
	}
	prepared, err := program.Prepare(mapped)
	require.NoError(t, err)
	return prepared
}
