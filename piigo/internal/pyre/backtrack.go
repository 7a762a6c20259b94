package pyre

import "errors"

// ErrBudget says that the reference matcher was stopped after its budget of
// steps.
var ErrBudget = errors.New("piigo: reference matcher out of steps")

// FindAllReference returns the spans that finditer would give for a text in
// class bytes, by plain backtracking. It is for tests: it may take exponential
// time. It returns nil for a pattern that only Python can run.
func (p *Pattern) FindAllReference(classBytes []byte) [][2]int {
	text := make([]rune, len(classBytes))
	for i, b := range classBytes {
		text[i] = representative(b)
	}
	spans, err := p.FindAllRunes(text, GoFacts(), 0)
	if err != nil {
		return nil
	}
	return spans
}

// FindAllRunes returns the spans that finditer would give for a text, by plain
// backtracking of at most budget steps (0: without bound). The error is
// ErrBudget, or names a construct that the reference matcher does not know.
func (p *Pattern) FindAllRunes(text []rune, f *Facts, budget int) ([][2]int, error) {
	if reason := p.onlyPython(f); reason != "" {
		return nil, errors.New("piigo: needs re: " + reason)
	}
	m := &matcher{text: text, facts: f, sets: map[*charSet]*resolved{}, left: budget}
	var out [][2]int
	for pos, mustAdvance := 0, false; pos <= len(text); {
		start, end, ok := m.search(p.root, pos, mustAdvance)
		if m.exhausted {
			return nil, ErrBudget
		}
		if !ok {
			break
		}
		out = append(out, [2]int{start, end})
		pos, mustAdvance = end, start == end
	}
	return out, nil
}

// matcher runs a pattern over a text. A part of the pattern is matched by
// trying its ways in order and asking, for each, whether the rest matches.
type matcher struct {
	text      []rune
	facts     *Facts
	sets      map[*charSet]*resolved
	left      int
	exhausted bool
}

// search returns the first match that begins at from or later; an empty match
// at from does not count if mustAdvance.
func (m *matcher) search(root node, from int, mustAdvance bool) (int, int, bool) {
	for start := from; start <= len(m.text); start++ {
		end := -1
		found := m.match(root, start, func(pos int) bool {
			if pos == start && start == from && mustAdvance {
				return false
			}
			end = pos
			return true
		})
		if found || m.exhausted {
			return start, end, found
		}
	}
	return 0, 0, false
}

// match reports whether n matches at pos in a way that rest accepts; rest gets
// the position behind n.
func (m *matcher) match(n node, pos int, rest func(int) bool) bool {
	if m.spend() {
		return false
	}
	switch n := n.(type) {
	case *charNode:
		return m.has(n.set, pos) && rest(pos+1)
	case *anchorNode:
		return m.anchor(n.kind, pos) && rest(pos)
	case *concatNode:
		return m.sequence(n.items, pos, rest)
	case *alternateNode:
		for _, b := range n.branches {
			if m.match(b, pos, rest) {
				return true
			}
		}
		return false
	case *repeatNode:
		return m.repeat(n, pos, 0, -1, rest)
	case *groupNode:
		return m.match(n.body, pos, rest)
	}
	return false
}

// spend takes one step from the budget and reports whether none was left.
func (m *matcher) spend() bool {
	if m.left > 0 {
		m.left--
		m.exhausted = m.left == 0
	}
	return m.exhausted
}

func (m *matcher) sequence(items []node, pos int, rest func(int) bool) bool {
	if len(items) == 0 {
		return rest(pos)
	}
	return m.match(items[0], pos, func(next int) bool {
		return m.sequence(items[1:], next, rest)
	})
}

// repeat matches n after done rounds. last is where the last round that was
// not required began: re begins no round where the one before it began.
func (m *matcher) repeat(n *repeatNode, pos, done, last int, rest func(int) bool) bool {
	if done < n.min {
		return m.match(n.body, pos, func(next int) bool {
			return m.repeat(n, next, done+1, -1, rest)
		})
	}
	again := func() bool {
		return (n.max == unlimited || done < n.max) && pos != last &&
			m.match(n.body, pos, func(next int) bool {
				return m.repeat(n, next, done+1, pos, rest)
			})
	}
	if n.mode == lazy {
		return rest(pos) || again()
	}
	return again() || rest(pos)
}

func (m *matcher) has(c *charSet, pos int) bool {
	if pos >= len(m.text) {
		return false
	}
	set, ok := m.sets[c]
	if !ok {
		set = c.resolve(m.facts)
		m.sets[c] = set
	}
	r := m.text[pos]
	return set.has(r, m.facts.Kind(r))
}

func (m *matcher) anchor(kind anchorKind, pos int) bool {
	end := len(m.text)
	switch kind {
	case beginText:
		return pos == 0
	case beginLine:
		return pos == 0 || m.text[pos-1] == '\n'
	case endText:
		return pos == end
	case endFinal:
		return pos == end || pos == end-1 && m.text[pos] == '\n'
	case endLine:
		return pos == end || m.text[pos] == '\n'
	case wordBoundary:
		return m.word(pos-1) != m.word(pos)
	case notWordBoundary:
		return end > 0 && m.word(pos-1) == m.word(pos)
	case asciiBoundary:
		return m.asciiWord(pos-1) != m.asciiWord(pos)
	}
	return end > 0 && m.asciiWord(pos-1) == m.asciiWord(pos)
}

func (m *matcher) word(pos int) bool {
	return pos >= 0 && pos < len(m.text) && m.facts.Kind(m.text[pos]) <= Word
}

func (m *matcher) asciiWord(pos int) bool {
	return m.word(pos) && m.text[pos] < 0x80
}
