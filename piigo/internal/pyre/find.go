package pyre

// FindAll appends to dst the spans that re's finditer gives for the pattern
// with index i, in code points from the start of the text. The pattern's
// Reason must be "".
func (p *Program) FindAll(dst [][2]int, i int, t Text) [][2]int {
	c := &p.patterns[i]
	text := c.text(t)
	if c.nullable {
		return p.findNullable(dst, c, text)
	}
	for _, w := range c.windows(text) {
		for _, match := range c.findAll(text[w.lo:w.hi]) {
			dst = append(dst, [2]int{w.lo + match[0], w.lo + match[1]})
		}
	}
	return dst
}

// findNullable is FindAll for a pattern that can match the empty string.
func (p *Program) findNullable(dst [][2]int, c *compiled, text []byte) [][2]int {
	empties := emptyMatcher{text, p.emptyB}
	if len(text) == 0 {
		if empties.at(c.root, 0) {
			dst = append(dst, [2]int{0, 0})
		}
		return dst
	}
	found := c.findAll(text)
	for k, match := range found {
		dst = append(dst, [2]int{match[0], match[1]})
		if match[0] == match[1] {
			continue
		}
		// RE2 leaves out the empty match right behind another match.
		follows := k+1 < len(found) && found[k+1][0] == match[1]
		if !follows && empties.at(c.root, match[1]) {
			dst = append(dst, [2]int{match[1], match[1]})
		}
	}
	return dst
}

// Search reports whether the pattern with index i matches anywhere, as re's
// search does. The pattern's Reason must be "".
func (p *Program) Search(i int, t Text) bool {
	return p.search(&p.patterns[i], t)
}

func (p *Program) search(c *compiled, t Text) bool {
	text := c.text(t)
	if len(text) == 0 {
		return emptyMatcher{text, p.emptyB}.at(c.root, 0)
	}
	for _, w := range c.windows(text) {
		if c.matches(text[w.lo:w.hi]) {
			return true
		}
	}
	return false
}

// windows returns the parts of a text in which c can match.
func (c *compiled) windows(text []byte) []window { return c.windowsOf(text, pieceLength) }

// windowsOf is windows with pieces of about this length.
func (c *compiled) windowsOf(text []byte, length int) []window {
	all := []window{{0, len(text)}}
	switch {
	case len(text) == 0 || uint64(len(text)) < c.least:
		return nil
	case len(c.hint.literals) > 0:
		all = c.hint.windows(text)
	}
	if !c.inLine || len(text) <= length {
		return all
	}
	newline := finalNewline
	if c.final {
		newline = otherNewline
	}
	var pieces []window
	for _, w := range all {
		pieces = w.cut(pieces, text, length, newline)
	}
	return pieces
}

func (c *compiled) text(t Text) []byte {
	if c.final {
		return t.final
	}
	return t.bytes
}
