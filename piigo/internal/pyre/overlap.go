package pyre

// overlaps tells which of a pattern's sets can match the same character.
type overlaps struct {
	*setTable
	shared map[[2]int]bool
}

func newOverlaps(f *Facts) *overlaps {
	return &overlaps{newSetTable(f), map[[2]int]bool{}}
}

// share reports whether two sets have a member in common. It may say so of two
// that have none, for code points beyond ASCII.
func (o *overlaps) share(i, j int) bool {
	if i == opaque || j == opaque {
		return false
	}
	key := [2]int{min(i, j), max(i, j)}
	answer, ok := o.shared[key]
	if !ok {
		answer = shareMember(o.list[i], o.list[j])
		o.shared[key] = answer
	}
	return answer
}

func shareMember(a, b *resolved) bool {
	if a == nil || b == nil {
		return true
	}
	for r := rune(0); r < 0x80; r++ {
		if k := asciiKind(r); a.has(r, k) && b.has(r, k) {
			return true
		}
	}
	for k := range kindCount {
		if a.kinds.has(k) != a.negate && b.kinds.has(k) != b.negate {
			return true
		}
	}
	return shareAtEdge(a, b, a.points) || shareAtEdge(a, b, b.points)
}

// shareAtEdge looks for a common member where one of spans begins or has ended.
func shareAtEdge(a, b *resolved, spans []span) bool {
	for _, s := range spans {
		for _, r := range [2]rune{max(s.lo, 0x80), max(s.hi+1, 0x80)} {
			for k := range kindCount {
				if a.has(r, k) && b.has(r, k) {
					return true
				}
			}
		}
	}
	return false
}
