package pyre

import (
	"slices"
	"testing"
)

func TestDecode(t *testing.T) {
	cases := []struct {
		name, in string
		want     []rune
		ok       bool
	}{
		{"empty", "", []rune{}, true},
		{"all lengths", "aé中😀\x00", []rune{'a', 'é', '中', '😀', 0}, true},
		{"replacement character", "\uFFFD", []rune{0xFFFD}, true},
		{"first surrogate", "\xed\xa0\x80", []rune{0xD800}, true},
		{"last surrogate", "\xed\xbf\xbfz", []rune{0xDFFF, 'z'}, true},
		{"stray byte", "a\x80", nil, false},
		{"short surrogate", "\xed\xa0", nil, false},
		{"overlong", "\xc0\x80", nil, false},
		{"too large", "\xf4\x90\x80\x80", nil, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok := decode(c.in)
			if ok != c.ok || !slices.Equal(got, c.want) {
				t.Errorf("got %U, %v", got, ok)
			}
		})
	}
}
