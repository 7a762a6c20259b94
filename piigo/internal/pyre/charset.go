package pyre

// foldMode is how the case of literals and ranges is folded.
type foldMode uint8

const (
	foldNone    foldMode = iota // as written
	foldASCII                   // A-Z equal a-z
	foldUnicode                 // simple case folding as re does it
)

// charSet is what one code point of text is matched with, as written: a
// literal, a dot, an escape such as \d or a bracketed class.
type charSet struct {
	literals []rune  // subject to fold
	ranges   []span  // subject to fold
	plain    []span  // never folded
	kinds    kindSet // \d \w \s and their negations, Unicode meaning
	negate   bool
	fold     foldMode
	unknown  bool // holds a \N{...}, whose code point only Python knows

	// What it was written with: \d, \s or \w; \D, \S or \W; these under the flag a.
	categories, inverted, ascii bool
}

func literal(r rune, f flags) *charSet {
	return &charSet{literals: []rune{r}, fold: f.fold()}
}

// dot is the set of the pattern ".".
func dot(f flags) *charSet {
	if f&flagDotAll != 0 {
		return &charSet{kinds: allKinds}
	}
	return &charSet{plain: []span{{'\n', '\n'}}, negate: true}
}

var (
	asciiDigits = []span{{'0', '9'}}
	asciiSpaces = []span{{'\t', '\r'}, {' ', ' '}}
	asciiWords  = []span{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
)

// addCategory adds what \d, \D, \s, \S, \w or \W stands for; letter is one of
// those six.
func (c *charSet) addCategory(letter rune, f flags) {
	kinds, ascii := setWord, asciiWords
	switch letter {
	case 'd', 'D':
		kinds, ascii = setDigit, asciiDigits
	case 's', 'S':
		kinds, ascii = setSpace, asciiSpaces
	}
	negated := letter < 'a'
	c.ascii = f&flagASCII != 0
	c.categories = c.categories || !negated
	c.inverted = c.inverted || negated
	switch {
	case f&flagASCII == 0 && negated:
		c.kinds |= allKinds &^ kinds
	case f&flagASCII == 0:
		c.kinds |= kinds
	case negated:
		c.plain = append(c.plain, complement(ascii)...)
	default:
		c.plain = append(c.plain, ascii...)
	}
}
