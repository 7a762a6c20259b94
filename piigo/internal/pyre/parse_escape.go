package pyre

import "strconv"

// simpleEscapes are the escapes that name a control character. \b is among
// them in a class only.
var simpleEscapes = map[rune]rune{
	'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
	'\\': '\\',
}

// escape reads an escape outside of a class.
func (p *parser) escape(t token, f flags) node {
	ascii := f&flagASCII != 0
	switch t.char {
	case 'A':
		return &anchorNode{beginText}
	case 'Z':
		return &anchorNode{endText}
	case 'z':
		p.undecide(`the escape \z, which Python 3.13 and older refuse`)
		return &anchorNode{endText}
	case 'b':
		return boundary(ascii, wordBoundary, asciiBoundary)
	case 'B':
		return boundary(ascii, notWordBoundary, notASCIIBoundary)
	case 'd', 'D', 's', 'S', 'w', 'W':
		set := &charSet{}
		set.addCategory(t.char, f)
		return &charNode{set}
	case 'N':
		p.namedCharacter()
		return &charNode{&charSet{unknown: true}}
	}
	if r, ok := p.charEscape(t); ok {
		return &charNode{literal(r, f)}
	}
	switch {
	case t.char == '0':
		digits := "0" + p.digits(2, 8)
		return &charNode{literal(parseInt(digits, 8), f)}
	case isDigit(t.char, 10):
		return p.numberEscape(t, f)
	case isASCIILetter(t.char):
		p.fail(2, "bad escape "+t.String())
	}
	return &charNode{literal(t.char, f)}
}

func boundary(ascii bool, plain, restricted anchorKind) node {
	if ascii {
		return &anchorNode{restricted}
	}
	return &anchorNode{plain}
}

// charEscape reads the escapes that mean the same code point inside and
// outside of a class.
func (p *parser) charEscape(t token) (rune, bool) {
	if r, ok := simpleEscapes[t.char]; ok {
		return r, true
	}
	switch t.char {
	case 'x':
		return p.hex(t, 2), true
	case 'u':
		return p.hex(t, 4), true
	case 'U':
		return p.hex(t, 8), true
	}
	return 0, false
}

// hex reads exactly n hexadecimal digits.
func (p *parser) hex(t token, n int) rune {
	digits := p.digits(n, 16)
	text := t.String() + digits
	if len(digits) < n {
		p.fail(len(text), "incomplete escape "+text)
	}
	r := parseInt(digits, 16)
	if r > maxRune || r < 0 {
		p.fail(len(text), "bad escape "+text)
	}
	return r
}

// octal reads up to two more octal digits of an escape.
func (p *parser) octal(t token) rune {
	return p.octalValue(string(t.char) + p.digits(2, 8))
}

func (p *parser) octalValue(digits string) rune {
	r := parseInt(digits, 8)
	if r > 0o377 {
		p.fail(len(digits)+1,
			`octal escape value \`+digits+` outside of range 0-0o377`)
	}
	return r
}

// numberEscape reads an escape that begins with 1 to 9 outside of a class:
// three octal digits are a code point, anything else a group.
func (p *parser) numberEscape(t token, f flags) node {
	digits := string(t.char) + p.digits(1, 10)
	if len(digits) == 2 && isDigit(t.char, 8) && isDigit(rune(digits[1]), 8) {
		if third := p.digits(1, 8); third != "" {
			return &charNode{literal(p.octalValue(digits+third), f)}
		}
	}
	number := int(parseInt(digits, 10))
	if number >= len(p.groups) {
		p.fail(len(digits), "invalid group reference "+itoa(number))
	}
	p.checkReference(number, len(digits)+1)
	return &backrefNode{number}
}

// namedCharacter reads the braces of a \N{...}. Go's library has no table of
// names, so that Python has the last word.
func (p *parser) namedCharacter() {
	if !p.match('{') {
		p.fail(0, "missing {")
	}
	p.until('}', "character name")
	p.undecide(`a \N{...} character name`)
}

// parseInt converts digits that were read as such; too many of them for 32
// bits give -1.
func parseInt(digits string, base int) rune {
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil {
		return -1
	}
	return rune(n)
}

func isASCIILetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
