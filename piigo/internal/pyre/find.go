package pyre

// FindAll appends to dst the spans that re's finditer gives for the pattern
// with index i, in code points from the start of the text. The pattern's
// Reason must be "" and the text no longer than MaxText.
func (p *Program) FindAll(dst [][2]int, i int, t Text) [][2]int {
	c := &p.patterns[i]
	text := c.text(t)
	empties := emptyMatcher{text, p.emptyB}
	if len(text) == 0 {
		if empties.at(c.root, 0) {
			dst = append(dst, [2]int{0, 0})
		}
		return dst
	}
	found := c.re.FindAllIndex(text, -1)
	for k, match := range found {
		dst = append(dst, [2]int{match[0], match[1]})
		if !c.nullable || match[0] == match[1] {
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
// search does. The same holds for i and the text as for FindAll.
func (p *Program) Search(i int, t Text) bool {
	c := &p.patterns[i]
	text := c.text(t)
	if len(text) == 0 {
		return emptyMatcher{text, p.emptyB}.at(c.root, 0)
	}
	return c.re.Match(text)
}

func (c *compiled) text(t Text) []byte {
	if c.final {
		return t.final
	}
	return t.bytes
}
