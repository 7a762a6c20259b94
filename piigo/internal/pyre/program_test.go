package pyre

import (
	"reflect"
	"strings"
	"testing"
)

var goPython = Interpreter{Facts: GoFacts}

// compileOne makes a Program of patterns that must be valid.
func compileAll(t testing.TB, exprs ...string) (*Program, []*Pattern) {
	t.Helper()
	var patterns []*Pattern
	for _, expr := range exprs {
		p, err := Parse(expr)
		if err != nil {
			t.Fatalf("%q: %v", expr, err)
		}
		patterns = append(patterns, p)
	}
	return Compile(patterns, goPython), patterns
}

// prepare maps a text to the program's alphabet.
func prepare(t testing.TB, p *Program, text []rune) Text {
	t.Helper()
	mapped := make([]byte, len(text))
	for i, r := range text {
		mapped[i] = p.Alphabet().Byte(r, GoFacts().Kind(r))
	}
	prepared, err := p.Prepare(mapped)
	if err != nil {
		t.Fatal(err)
	}
	return prepared
}

func TestFindAll(t *testing.T) {
	cases := []struct {
		name, pattern, text string
		want                [][2]int
	}{
		{"folded letters", `[a-z]+`, "ABC\u0130\u0131\u017f\u212a\u00e9", [][2]int{{0, 7}}},
		{"boundary beside other letters", `\bab\b`, "éab ab", [][2]int{{4, 6}}},
		{"digits of other scripts", `\d+`, "1\u0660\u00b2", [][2]int{{0, 2}}},
		{"literal beyond ASCII", `straße`, "STRAẞE Strasse", [][2]int{{0, 6}}},
		{"greek with its variants", `ι`, "Ιι\u0345\u1fbe", [][2]int{{0, 1}, {1, 2}, {2, 3}, {3, 4}}},
		{"range beyond ASCII", `[а-я]+`, "ПРИВЕТ hi", [][2]int{{0, 6}}},
		{"case counts in a group", `(?-i:A)b`, "AB aB", [][2]int{{0, 2}}},
		{"ascii digits", `(?a)\d`, "\u06601", [][2]int{{1, 2}}},
		{"ascii spaces", `(?a)\s`, "\x1c\u2003 ", [][2]int{{2, 3}}},
		{"range beyond U+FFFF tests upper cases", "(?a)[\U00010400-\U00010410]",
			"\U00010428\U00010440", [][2]int{{0, 1}}},
		{"outside of ASCII", `[^\x00-\x7f]+`, "a\u0131é中", [][2]int{{2, 4}}},
		{"dollar", `a$`, "a\na\n", [][2]int{{2, 3}}},
		{"dollar twice", `$`, "a\n", [][2]int{{1, 1}, {2, 2}}},
		{"newline and dollar", `\n$`, "\n\n", [][2]int{{0, 1}, {1, 2}}},
		{"lines", `(?m)^a$`, "a\nb\na\n", [][2]int{{0, 1}, {4, 5}}},
		{"end of text", `a\Z`, "a\na", [][2]int{{2, 3}}},
		{"dot", `.+`, "a\r\u2028b\nc", [][2]int{{0, 4}, {5, 6}}},
		{"empty matches", `x*`, "axb", [][2]int{{0, 0}, {1, 2}, {2, 2}, {3, 3}}},
		{"empty matches at boundaries", `a+|\b`, "aa b", [][2]int{{0, 2}, {2, 2}, {3, 3}, {4, 4}}},
		{"first branch wins", `a|ab`, "ab", [][2]int{{0, 1}}},
		{"lazy", `a.*?b`, "axbxb", [][2]int{{0, 3}}},
		{"no boundary in an empty text", `\B`, "", nil},
		{"empty text", `a?`, "", [][2]int{{0, 0}}},
		{"bytes that look like UTF-8", `.`, "\u2014\u2014é\u2014",
			[][2]int{{0, 1}, {1, 2}, {2, 3}, {3, 4}}},
		{"surrogate", `[^a]`, "a\U0001F600", [][2]int{{1, 2}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			program, patterns := compileAll(t, c.pattern)
			if reason := program.Reason(0); reason != "" {
				t.Fatal(reason)
			}
			text := prepare(t, program, []rune(c.text))
			if got := program.FindAll(nil, 0, text); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if got := program.Search(0, text); got != (c.want != nil) {
				t.Errorf("search says %v", got)
			}
			ref, err := patterns[0].FindAllRunes([]rune(c.text), GoFacts(), 0)
			if err != nil || !reflect.DeepEqual(ref, c.want) {
				t.Errorf("reference: got %v, %v", ref, err)
			}
		})
	}
}

func TestEmptyNonBoundary(t *testing.T) {
	p, err := Parse(`\B`)
	if err != nil {
		t.Fatal(err)
	}
	python := goPython
	python.EmptyNonBoundary = true
	program := Compile([]*Pattern{p}, python)
	if !program.Search(0, prepare(t, program, nil)) {
		t.Error(`\B does not match in an empty text`)
	}
}

func TestFlagAInHighRanges(t *testing.T) {
	p, err := Parse("(?a)[A\U00010400-\U00010410]")
	if err != nil {
		t.Fatal(err)
	}
	for _, asciiHigh := range []bool{false, true} {
		python := goPython
		known := *GoFacts()
		known.asciiHigh = asciiHigh
		python.Facts = func() *Facts { return &known }
		program := Compile([]*Pattern{p}, python)
		if program.Reason(0) != "" {
			t.Fatal(program.Reason(0))
		}
		for text, want := range map[string]bool{"a": true, "\U00010400": true, "\U00010428": !asciiHigh} {
			if got := program.Search(0, prepare(t, program, []rune(text))); got != want {
				t.Errorf("asciiHigh %t: %q found: %t", asciiHigh, text, got)
			}
		}
	}
}

func TestReason(t *testing.T) {
	const beginning = "a class at its beginning under a flag a or u of its own"
	cases := []struct{ pattern, want string }{
		{`a(?=b)`, "a look-ahead"},
		{`(?<!a)b`, "a look-behind"},
		{`(a)\1`, "a back-reference"},
		{`a*+`, "a possessive repeat"},
		{`(?>a)`, "an atomic group"},
		{`(a)(?(1)b)`, "a conditional group"},
		{`a*?`, "it prefers an empty match to a longer one"},
		{`|a`, "it prefers an empty match to a longer one"},
		{`(?:|ab|a){0,2}$b`, "it repeats a part that prefers to match nothing"},
		{`a{1001}`, "a counted repeat is too large"},
		{`(?:a{40}){40}`, "a counted repeat is too large"},
		{`(?:[ab]{3}){300}(?:[ab]{4}){249}(?:[ab]{3}){300}`, "it is too large"},
		{`(?m:^)a$`, "$ with and without multi-line mode"},
		{`(?a)\bk`, "an ASCII word boundary"},
		{"𐐀", "an upper-case letter beyond U+FFFF"},
		{`(?a:\W)`, beginning},
		{`(?:)(?a:|([^\dx])y)`, beginning},
		{`(?a)(?u:[x\s])`, beginning},
		{`(?a)(?u:[^\S])`, beginning},
		{`(?a:\w)`, ""},
		{`(?a:[^\Wx])`, ""},
		{`(?a:[^x])`, ""},
		{`(?a)\W`, ""},
		{`(?a)(?u:\D)`, ""},
		{`x(?a:\W)`, ""},
		{`^(?a:\W)`, ""},
		{`(?a:\W+)`, ""},
		{`𐐨a?`, ""},
		{`a{1000}`, ""},
		{`(?:a*)*b`, ""},
		{`(?:a|\b)*`, ""},
		{`(|a){2}b`, ""},
	}
	for _, c := range cases {
		program, _ := compileAll(t, c.pattern)
		if got := program.Reason(0); got != c.want {
			t.Errorf("%q: got %q, want %q", c.pattern, got, c.want)
		}
	}
}

// TestAlphabetIsShared runs patterns together that need other alphabets alone.
func TestAlphabetIsShared(t *testing.T) {
	exprs := []string{`\bk\w+`, `(?-i:[A-F]+)`, `[а-я]+`, `é|ß`, `\d{2}`, `(?a)\w+`, `[^é]+$`}
	text := []rune("Kéy FACE Ünï ПРИВЕТ é1\u0660 straẞe\n12")
	program, patterns := compileAll(t, exprs...)
	for i, p := range patterns {
		if reason := program.Reason(i); reason != "" {
			t.Fatalf("%q: %s", exprs[i], reason)
		}
		got := program.FindAll(nil, i, prepare(t, program, text))
		want, err := p.FindAllRunes(text, GoFacts(), 0)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %v, want %v", exprs[i], got, want)
		}
	}
}

// TestAlphabetOverflow gives a program more letters to tell apart than there
// are word bytes: the patterns that do not fit must say so and the others work.
func TestAlphabetOverflow(t *testing.T) {
	var exprs []string
	for _, script := range []string{"abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцч",
		"αβγδεζηθικλμνξοπρστυφχψω"} {
		for _, letter := range script {
			exprs = append(exprs, string(letter)+"+")
		}
	}
	program, _ := compileAll(t, exprs...)
	native := 0
	for i, expr := range exprs {
		switch program.Reason(i) {
		case "":
			native++
			text := []rune("-" + strings.TrimSuffix(expr, "+") + "-")
			want := [][2]int{{1, 2}}
			got := program.FindAll(nil, i, prepare(t, program, text))
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%q: got %v", expr, got)
			}
		case Crowded:
		default:
			t.Errorf("%q: %s", expr, program.Reason(i))
		}
	}
	if native < 50 || native == len(exprs) {
		t.Errorf("%d of %d patterns fit", native, len(exprs))
	}
}

func TestFromClass(t *testing.T) {
	cases := []struct {
		pattern string
		ok      bool
	}{
		{`\b[A-Z]{2}\d+\s?\W`, true},
		{`[^\x00-\x7f]`, true},
		{`(?-i:k\u212a)`, true},
		{`é`, false},
		{`[а-я]`, false},
		{`[\x80-\U0010ffff]`, false},
	}
	text := "aZ09_ \n\u0130\u0131\u017f\u212aé中\u0660\u2003\u2014"
	for _, c := range cases {
		program, _ := compileAll(t, c.pattern)
		table, ok := program.Alphabet().FromClass()
		if ok != c.ok {
			t.Errorf("%q: got %v", c.pattern, ok)
		}
		for _, r := range text {
			k := GoFacts().Kind(r)
			b := program.Alphabet().Byte(r, k)
			if ok && table[ClassByte(r, k)] != b {
				t.Errorf("%q: other byte for %U", c.pattern, r)
			}
			if isWordByte(b) != (k <= Word) {
				t.Errorf("%q: byte %#x for %U", c.pattern, b, r)
			}
		}
	}
}
