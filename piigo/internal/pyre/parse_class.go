package pyre

// classItem is one member of a bracketed class: a code point, or a category
// such as \d when category is set, or a \N{...}.
type classItem struct {
	char     rune
	category rune
	unknown  bool
	text     string // its first token, for errors
	size     int    // that token's length in code points
}

// class reads a bracketed class behind its opening bracket.
func (p *parser) class(f flags) *charSet {
	here := p.tell() - 1
	set := &charSet{fold: f.fold()}
	set.negate = p.match('^')
	for empty := true; ; empty = false {
		t := p.get()
		if !t.valid {
			fail(here, "unterminated character set")
		}
		if t.is(']') && !empty {
			return set
		}
		low := p.classItem(t)
		if !p.match('-') {
			set.add(low, f)
			continue
		}
		t = p.get()
		if !t.valid {
			fail(here, "unterminated character set")
		}
		if t.is(']') {
			set.add(low, f)
			set.add(classItem{char: '-'}, f)
			return set
		}
		set.addRange(low, p.classItem(t), p)
	}
}

func (p *parser) classItem(t token) classItem {
	item := classItem{char: t.char}
	if t.escaped {
		item = p.classEscape(t)
	}
	item.text, item.size = t.String(), t.size()
	return item
}

// classEscape reads an escape inside a bracketed class.
func (p *parser) classEscape(t token) classItem {
	switch t.char {
	case 'd', 'D', 's', 'S', 'w', 'W':
		return classItem{category: t.char}
	case 'N':
		p.namedCharacter()
		return classItem{unknown: true}
	}
	if r, ok := p.charEscape(t); ok {
		return classItem{char: r}
	}
	switch {
	case isDigit(t.char, 8):
		return classItem{char: p.octal(t)}
	case isASCIILetter(t.char) || isDigit(t.char, 10):
		p.fail(2, "bad escape "+t.String())
	}
	return classItem{char: t.char}
}

func (c *charSet) add(item classItem, f flags) {
	switch {
	case item.unknown:
		c.unknown = true
	case item.category != 0:
		c.addCategory(item.category, f)
	default:
		c.literals = append(c.literals, item.char)
	}
}

// addRange adds the range from low to high, which p has just read.
func (c *charSet) addRange(low, high classItem, p *parser) {
	known := !low.unknown && !high.unknown
	if low.category != 0 || high.category != 0 || known && high.char < low.char {
		p.fail(low.size+1+high.size, "bad character range "+low.text+"-"+high.text)
	}
	if !known {
		c.unknown = true
		return
	}
	c.ranges = append(c.ranges, span{low.char, high.char})
}
