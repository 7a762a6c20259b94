package pyre

import (
	"strings"
	"testing"
)

// benchPatterns are the custom patterns that a gateway's operator might add.
var benchPatterns = []string{
	`\bemp-[0-9]{4,6}\b`, `\b[A-Z]{2}\d{6}\b`, `(?:foo|bar|baz)\d+`, `\d{3}-\d{4}`,
	`\bproject (?:alpha|beta)\b`, `xyz[a-z]*q`, `[0-9a-f]{32}`,
	`[\w.]+@corp\.example`, `\bid[:=] ?\w{6,}`, `secret\S+`,
}

// BenchmarkFindAll runs all patterns over texts of about 100 KB.
func BenchmarkFindAll(b *testing.B) {
	prose := "the quick brown fox jumps over the lazy dog, order 12345 shipped to " +
		"77 main street; see notes. "
	items := "emp-12345 id: abcdef7 foo12 123-4567 ab123456 "
	texts := []struct {
		name, text string
		want       int
	}{
		{"Clean100KB", strings.Repeat(prose, 1060), 0},
		{"Sparse100KB", strings.Repeat(strings.Repeat(prose, 10)+items, 100), 500},
		{"Dense100KB", strings.Repeat(items, 2100), 10500},
	}
	program, patterns := compileAll(b, benchPatterns...)
	table, _ := program.Alphabet().FromClass()
	for _, c := range texts {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			mapped := make([]byte, len(c.text))
			var spans [][2]int
			for b.Loop() {
				for i := range mapped {
					mapped[i] = table[c.text[i]]
				}
				text, err := program.Prepare(mapped)
				if err != nil {
					b.Fatal(err)
				}
				spans = spans[:0]
				for i := range patterns {
					spans = program.FindAll(spans, i, text)
				}
			}
			if len(spans) != c.want {
				b.Errorf("found %d, want %d", len(spans), c.want)
			}
		})
	}
}

// BenchmarkCompile makes a program of ten patterns.
func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		program, _ := compileAll(b, benchPatterns...)
		if program.Reason(0) != "" {
			b.Fatal(program.Reason(0))
		}
	}
}
