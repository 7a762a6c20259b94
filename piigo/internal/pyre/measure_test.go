package pyre

import "testing"

func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		pattern       string
		size, largest int
	}{
		{``, 0, 0},
		{`abc`, 3, 0},
		{`(?:a|[bc])\b$`, 4, 0},
		{`a+`, 2, 1},
		{`a{3}`, 4, 3},
		{`(?:a{3}b){4,5}`, 26, 5},
		{`a{7,}`, 8, 7},
		{`(?:(?:a{1000}){1000}){1000}`, 1_001_001_001, 1000},
		{`((((a{90000}){90000}){90000}){90000}){90000}`, maxSize, 90000},
		{`(a)\1(?=b)`, 4, 0},
	} {
		p, err := Parse(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		if size := p.Size(); size != c.size && (c.size < maxSize || size < maxSize/2) {
			t.Errorf("%q: size %d, want %d", c.pattern, size, c.size)
		}
		if largest := p.LargestRepeat(); largest != c.largest {
			t.Errorf("%q: largest repeat %d, want %d", c.pattern, largest, c.largest)
		}
	}
}
