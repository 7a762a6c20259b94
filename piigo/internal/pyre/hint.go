package pyre

// hint says that every match of a pattern holds one of some strings, and where.
type hint struct {
	literals [][]byte // in bytes of an alphabet; none: nothing is known
	before   uint64   // greatest width of what a match has before the literal
	after    uint64   // and behind it
}

// maxLiterals is how many strings a hint may choose among.
const maxLiterals = 8

// shortest is the length of the shortest literal, 0 if there is none.
func (h hint) shortest() int {
	if len(h.literals) == 0 {
		return 0
	}
	least := len(h.literals[0])
	for _, l := range h.literals {
		least = min(least, len(l))
	}
	return least
}

// better reports whether h narrows a search more than other does.
func (h hint) better(other hint) bool {
	if a, b := h.shortest(), other.shortest(); a != b {
		return a > b
	}
	return h.before+h.after < other.before+other.after
}

// greatestWidth is that of a part that RE2 can run: one without references.
func greatestWidth(n node) uint64 { return widthOf(n, nil).high }

// hint works out what is known of every match of n.
func (l *letters) hint(n node) hint {
	switch n := n.(type) {
	case *charNode:
		if b, ok := l.single[n.set]; ok {
			return hint{literals: [][]byte{{b}}}
		}
	case *concatNode:
		return l.sequence(flatten(n))
	case *alternateNode:
		return l.branches(n.branches)
	case *repeatNode:
		if n.min == 0 {
			return hint{}
		}
		h := l.hint(n.body) // in the first round
		later := n.max
		if later != unlimited {
			later--
		}
		h.after = clamp(h.after + times(greatestWidth(n.body), later))
		return h
	case *groupNode:
		return l.hint(n.body)
	}
	return hint{}
}

// flatten returns the items of a sequence, those of sequences inside included.
func flatten(n *concatNode) []node {
	var out []node
	for _, item := range n.items {
		for group, ok := item.(*groupNode); ok; group, ok = item.(*groupNode) {
			item = group.body
		}
		if inner, ok := item.(*concatNode); ok {
			out = append(out, flatten(inner)...)
			continue
		}
		out = append(out, item)
	}
	return out
}

// sequence returns the best hint among those of the items and those of runs of
// items that are one character each.
func (l *letters) sequence(items []node) hint {
	behind := make([]uint64, len(items)+1) // the width of the items from here on
	for i := len(items) - 1; i >= 0; i-- {
		behind[i] = clamp(behind[i+1] + greatestWidth(items[i]))
	}
	var best hint
	before := uint64(0)
	for i := 0; i < len(items); {
		h := l.hint(items[i])
		next := i + 1
		if run := l.run(items[i:]); len(run) > 0 {
			h = hint{literals: [][]byte{run}}
			next = i + len(run)
		}
		h.before = clamp(before + h.before)
		h.after = clamp(h.after + behind[next])
		if h.better(best) {
			best = h
		}
		for ; i < next; i++ {
			before = clamp(before + greatestWidth(items[i]))
		}
	}
	return best
}

// run returns the bytes of the single characters that items begin with.
func (l *letters) run(items []node) []byte {
	var out []byte
	for _, item := range items {
		char, ok := item.(*charNode)
		if !ok {
			break
		}
		b, ok := l.single[char.set]
		if !ok {
			break
		}
		out = append(out, b)
	}
	return out
}

// branches returns a hint only if each of the branches has one.
func (l *letters) branches(branches []node) hint {
	var all hint
	for _, b := range branches {
		h := l.hint(b)
		if h.shortest() == 0 || len(all.literals)+len(h.literals) > maxLiterals {
			return hint{}
		}
		all.literals = append(all.literals, h.literals...)
		all.before = max(all.before, h.before)
		all.after = max(all.after, h.after)
	}
	return all
}
