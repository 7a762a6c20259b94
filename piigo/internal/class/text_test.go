package class

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestOffsetsAndIndexes(t *testing.T) {
	for name, unit := range map[string]string{
		"ASCII": "abcdefghij", "Latin-1": "aé", "three bytes": "a漢字", "emoji": "😀", "invalid": "a\xffb\xc3",
	} {
		s := ""
		for range 40 {
			s += unit
			text := Of(s)
			require.Len(t, text.Bytes, utf8.RuneCountInString(s), name)
			i := 0
			for off := range s {
				require.Equal(t, off, text.Offset(i), name)
				require.Equal(t, i, text.Index(off), name)
				i++
			}
			require.Equal(t, len(s), text.Offset(i), name)
			require.Equal(t, i, text.Index(len(s)), name)
			require.Len(t, Runes(s), i, name)
			require.Equal(t, s, String(Runes(s)), name)
		}
	}
}

// TestFoldIsAllThatEqualsASCII checks the four code points with codes of their
// own against Go's case folding.
func TestFoldIsAllThatEqualsASCII(t *testing.T) {
	for r := rune(utf8.RuneSelf); r <= unicode.MaxRune; r++ {
		folds := r == 'İ' || r == 'ı'
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			folds = folds || f < utf8.RuneSelf
		}
		letter := Attrs[Code(r)]&L != 0
		require.Equal(t, folds, letter, "%U", r)
	}
}
