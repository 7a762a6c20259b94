package pyre

import (
	"reflect"
	"testing"
)

func TestReferenceOnClassBytes(t *testing.T) {
	cases := []struct {
		name, pattern, text string
		want                [][2]int
	}{
		{"ssn", `\b\d{3}-\d{2}-\d{4}\b|\b\d{9}\b`, "123-45-6789 987654321",
			[][2]int{{0, 11}, {12, 21}}},
		{"other digits are digits", `\b\d{3}\b`, "\x80\x80\x80 1\x802", [][2]int{{0, 3}, {4, 7}}},
		{"other words stop a boundary", `\bab\b`, "\x81ab ab", [][2]int{{4, 6}}},
		{"letters that fold", `^[a-z]+$`, "\x84\x85\x86\x87", [][2]int{{0, 4}}},
		{"folded k", `KEY`, "\x87ey", [][2]int{{0, 3}}},
		{"s is not i", `s`, "\x84\x85\x86", [][2]int{{2, 3}}},
		{"other spaces", `a\sb`, "a\x82b a\x83b", [][2]int{{0, 3}}},
		{"empty matches", `x*`, "axb", [][2]int{{0, 0}, {1, 2}, {2, 2}, {3, 3}}},
		{"lazy empty matches", `x??`, "x", [][2]int{{0, 0}, {0, 1}, {1, 1}}},
		{"dollar before a final newline", `a$`, "a\na\n", [][2]int{{2, 3}}},
		{"none", `q`, "abc", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, err := Parse(c.pattern)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.FindAllReference([]byte(c.text)); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
