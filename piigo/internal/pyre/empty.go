package pyre

// emptiness says how a part of a pattern can match the empty string.
type emptiness struct {
	// nullable: it can match the empty string.
	nullable bool
	// consumes: it can match something longer.
	consumes bool
	// last: at any position, wherever it can match something longer it prefers
	// that to the empty string.
	last bool
}

// emptinessOf works out the emptiness of n, a part that RE2 can match.
func emptinessOf(n node) emptiness {
	switch n := n.(type) {
	case *charNode:
		return emptiness{false, true, true}
	case *concatNode:
		sum := emptiness{nullable: true, last: true}
		for _, item := range n.items {
			e := emptinessOf(item)
			sum.nullable = sum.nullable && e.nullable
			sum.consumes = sum.consumes || e.consumes
			sum.last = sum.last && e.last
		}
		sum.last = sum.last || !sum.nullable
		return sum
	case *alternateNode:
		sum := emptiness{last: true}
		for _, b := range n.branches {
			e := emptinessOf(b)
			sum.last = sum.last && e.last && (!sum.nullable || !e.consumes)
			sum.nullable = sum.nullable || e.nullable
			sum.consumes = sum.consumes || e.consumes
		}
		return sum
	case *repeatNode:
		return n.emptiness()
	case *groupNode:
		return emptinessOf(n.body)
	}
	return emptiness{true, false, true}
}

func (n *repeatNode) emptiness() emptiness {
	if n.max == 0 {
		return emptiness{true, false, true}
	}
	e := emptinessOf(n.body)
	e.nullable = e.nullable || n.min == 0
	if n.mode == lazy && n.min == 0 {
		e.last = !e.consumes
	}
	return e
}

// emptyMatcher tells where parts of a pattern match the empty string.
type emptyMatcher struct {
	text   []byte // in bytes of an alphabet
	emptyB bool   // \B matches in an empty text
}

// at reports whether n can match the empty string at pos.
func (m emptyMatcher) at(n node, pos int) bool {
	switch n := n.(type) {
	case *anchorNode:
		return m.anchor(n.kind, pos)
	case *concatNode:
		for _, item := range n.items {
			if !m.at(item, pos) {
				return false
			}
		}
		return true
	case *alternateNode:
		for _, b := range n.branches {
			if m.at(b, pos) {
				return true
			}
		}
		return false
	case *repeatNode:
		return n.min == 0 || m.at(n.body, pos)
	case *groupNode:
		return m.at(n.body, pos)
	}
	return false
}

func (m emptyMatcher) anchor(kind anchorKind, pos int) bool {
	end := len(m.text)
	switch kind {
	case beginText:
		return pos == 0
	case beginLine:
		return pos == 0 || m.text[pos-1] == '\n'
	case endText:
		return pos == end
	case endFinal:
		return pos == end || pos == end-1 && m.text[pos] == finalNewline
	case endLine:
		return pos == end || m.text[pos] == '\n'
	case wordBoundary:
		return m.word(pos-1) != m.word(pos)
	}
	// ORACLE: until Python 3.13, \B does not match in an empty text.
	return (end > 0 || m.emptyB) && m.word(pos-1) == m.word(pos)
}

func (m emptyMatcher) word(pos int) bool {
	return pos >= 0 && pos < len(m.text) && isWordByte(m.text[pos])
}
