package pyre

import (
	"slices"
	"testing"
)

func TestEqual(t *testing.T) {
	classes := [][]rune{
		{'I', 'i', 0x0130, 0x0131},
		{'S', 's', 0x017F},
		{'K', 'k', 0x212A},
		{0x00B5, 0x039C, 0x03BC},
		{0x0345, 0x0399, 0x03B9, 0x1FBE},
		{0x00DF, 0x1E9E},
		{0x0390, 0x1FD3},
		{0xFB05, 0xFB06},
		{0x01C4, 0x01C5, 0x01C6},
		{0x10400, 0x10428},
		{'1'},
		{0x4E2D},
	}
	for _, class := range classes {
		for _, r := range class {
			if got := GoFacts().Equal(r); !slices.Equal(got, class) {
				t.Errorf("%U: got %U, want %U", r, got, class)
			}
		}
	}
}

func TestKind(t *testing.T) {
	cases := map[Kind][]rune{
		Digit: {'0', '9', 0x0660, 0xFF15, 0x1D7D8},
		Word:  {'a', 'Z', '_', 0xAA, 0xB2, 0xE9, 0x2167, 0x4E2D, 0x0130, 0x10400},
		Space: {' ', '\t', '\r', 0x1C, 0x1F, 0x85, 0xA0, 0x2028, 0x3000},
		Other: {0, '-', 0x7F, 0x0301, 0x0345, 0x200B, 0xD800, 0x1F600, 0x10FFFF},
	}
	for want, runes := range cases {
		for _, r := range runes {
			if got := GoFacts().Kind(r); got != want {
				t.Errorf("%U: got %d, want %d", r, got, want)
			}
		}
	}
}

// TestASCIIFacts checks that the small facts say of ASCII what the full ones do.
func TestASCIIFacts(t *testing.T) {
	for r := rune(0); r < 0x80; r++ {
		if got, want := asciiFacts().Equal(r), GoFacts().Equal(r); !slices.Equal(got, want) {
			t.Errorf("%U: got %U, want %U", r, got, want)
		}
	}
}
