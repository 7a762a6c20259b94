package pyre

import (
	"errors"
	"reflect"
	"testing"
)

// FuzzPattern checks that any pattern is parsed or refused, that what is
// translated compiles, and that RE2 finds what the reference matcher finds.
func FuzzPattern(f *testing.F) {
	seeds := []struct{ pattern, text string }{
		{`\b\d{3}-\d{2}-\d{4}\b`, "123-45-6789"},
		{`(?P<n>a+)|[^\W\d_]*?$`, "aaB\n"},
		{`(?i-s:[à-ÿ].)(?x: k {2} )`, "É\nKk"},
		{`(?<=a)b(?!c)(?(1)x|y)\1`, "ab"},
		{`(?m)^(?:a|b??){2,3}\Z`, "a\nb"},
		{`(?a)\w\B.|\x41\u00e9\012[^]a-]`, "Aé\n"},
		{"\xed\xa0\x80{,3}+(?#c)\\N{DASH}", "\U0010FFFF"},
	}
	for _, s := range seeds {
		f.Add(s.pattern, s.text)
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if len(expr) > 200 || len(text) > 200 {
			return
		}
		p, err := Parse(expr)
		if err != nil {
			var syntax *SyntaxError
			var limit *LimitError
			if !errors.As(err, &syntax) && !errors.As(err, &limit) {
				t.Fatalf("unexpected error %v", err)
			}
			return
		}
		program := Compile([]*Pattern{p}, goPython)
		switch program.Reason(0) {
		case "":
			checkNative(t, program, p, []rune(text))
		case "RE2 refuses it":
			t.Fatal("a translation does not compile")
		}
	})
}

func checkNative(t *testing.T, program *Program, p *Pattern, text []rune) {
	want, err := p.FindAllRunes(text, GoFacts(), 100_000)
	if err != nil {
		return
	}
	prepared := prepare(t, program, text)
	if got := program.FindAll(nil, 0, prepared); !reflect.DeepEqual(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	if got := program.Search(0, prepared); got != (len(want) > 0) {
		t.Fatalf("search says %v", got)
	}
}
