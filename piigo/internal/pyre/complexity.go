package pyre

// CheckBacktracking returns a *LimitError if Python's re could need a time for
// p that grows exponentially with the text: if a repeat can match the same
// characters in more than one way, as (a+)+, (a|aa)+ and (a*)* do. It returns
// one, too, if the pattern is too large for the check.
//
// It may be too careful: it takes a look-around for one that always holds, a
// back-reference for a copy of its group and a counted repeat of more than a
// few rounds for an unlimited one.
func (p *Pattern) CheckBacktracking(python Interpreter) error {
	facts := factsFor([]*Pattern{p}, python)
	bodies := map[int]node{}
	walk(p.root, func(n node) {
		if g, ok := n.(*groupNode); ok && g.index > 0 {
			bodies[g.index] = g.body
		}
	})
	queue := []node{p.root}
	for len(queue) > 0 {
		a := &automaton{pattern: p, overlaps: newOverlaps(facts), bodies: bodies}
		a.build(queue[0], 1)
		if a.tooLarge {
			return &LimitError{Limit: "size of a pattern for re", Max: MaxBacktrack}
		}
		ambiguous, ok := a.ambiguous()
		switch {
		case !ok:
			return &LimitError{Limit: "size of a repeated part of a pattern for re"}
		case ambiguous:
			return &LimitError{Limit: "repeats that backtrack exponentially"}
		}
		queue = append(queue[1:], a.separate...)
	}
	return nil
}

// ambiguous reports whether some state leads back to itself in two ways over
// the same characters. ok is false if that took too many steps to find out.
//
// It follows two runs over the same characters from each state until they are
// in different states and from there until they meet again, all in one loop.
func (a *automaton) ambiguous() (answer, ok bool) {
	loops := a.loops()
	seen := map[[2]int]bool{}
	var queue [][2]int
	for p, next := range a.next {
		queue = append(queue, [2]int{p, p})
		for q, n := range next {
			if n > 1 && loops[p] == loops[q] {
				return true, true
			}
		}
	}
	steps := 0
	for len(queue) > 0 {
		from := queue[0]
		queue = queue[1:]
		for p := range a.next[from[0]] {
			for q := range a.next[from[1]] {
				if steps++; steps > maxPairSteps {
					return false, false
				}
				to := [2]int{p, q}
				if loops[p] != loops[from[0]] || loops[q] != loops[p] || seen[to] {
					continue
				}
				switch {
				case p == q && from[0] != from[1]:
					return true, true
				case p != q && a.overlaps.share(a.sets[p], a.sets[q]):
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
	}
	return false, true
}

// loops gives each state the number of its loop: two states have the same if
// each leads to the other.
func (a *automaton) loops() []int {
	s := &loopSearch{
		next: a.next, loop: make([]int, len(a.next)),
		index: make([]int, len(a.next)), low: make([]int, len(a.next)),
	}
	for p := range a.next {
		if s.index[p] == 0 {
			s.visit(p)
		}
	}
	return s.loop
}

// loopSearch is Tarjan's search for strongly connected components.
type loopSearch struct {
	next             []ways
	index, low, loop []int // index 0: not seen; loop 0: not done
	stack            []int
	seen, done       int
}

func (s *loopSearch) visit(p int) {
	s.seen++
	s.index[p], s.low[p] = s.seen, s.seen
	s.stack = append(s.stack, p)
	for q := range s.next[p] {
		if s.index[q] == 0 {
			s.visit(q)
			s.low[p] = min(s.low[p], s.low[q])
		} else if s.loop[q] == 0 {
			s.low[p] = min(s.low[p], s.index[q])
		}
	}
	if s.low[p] != s.index[p] {
		return
	}
	s.done++
	for top := -1; top != p; {
		top = s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		s.loop[top] = s.done
	}
}
