package pyre

// onlyPython returns why p can be run by Python's re alone, or "".
func (p *Pattern) onlyPython(f *Facts) string {
	if p.undecided != "" {
		return p.undecided
	}
	reason := ""
	walk(p.root, func(n node) {
		if reason == "" {
			reason = nodeOnlyPython(n, f)
		}
	})
	if reason == "" && beginsApart(p.root, p.ascii) {
		return "a class at its beginning under a flag a or u of its own"
	}
	return reason
}

func nodeOnlyPython(n node, f *Facts) string {
	switch n := n.(type) {
	case *charNode:
		return n.set.oddity(f)
	case *repeatNode:
		if n.mode == possessive {
			return "a possessive repeat"
		}
	case *atomicNode:
		return "an atomic group"
	case *lookNode:
		if n.behind {
			return "a look-behind"
		}
		return "a look-ahead"
	case *backrefNode:
		return "a back-reference"
	case *conditionalNode:
		return "a conditional group"
	}
	return ""
}

// Undecided returns why only Python can say whether the pattern is valid, or
// "" for a valid pattern.
func (p *Pattern) Undecided() string { return p.undecided }
