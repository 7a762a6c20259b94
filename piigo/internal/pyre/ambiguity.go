package pyre

// maxUnroll is up to how many rounds in all a counted repeat is taken round by
// round when a pattern is checked; beyond, it counts as unlimited.
const maxUnroll = 5

// ways counts, for some positions of a pattern, in how many ways they are
// reached; two stands for any larger number.
type ways map[int]uint8

func (w ways) addAll(other ways, times uint8) {
	for position, n := range other {
		if times > 0 {
			w[position] = min(w[position]+n*times, 2)
		}
	}
}

// fragment is a part of a pattern as an automaton whose states are the places
// of the pattern that take a character.
type fragment struct {
	first, last ways
	empty       uint8 // in how many ways it matches nothing; at most 2
}

// automaton is the states of a pattern and the steps between them.
type automaton struct {
	pattern  *Pattern
	overlaps *overlaps
	sets     []int  // by position: an index into overlaps.list, or opaque
	next     []ways // by position
	bodies   map[int]node
	separate []node // bodies whose ways the rest cannot choose among
	tooLarge bool
}

// opaque is the set of a position that shares no character with another.
const opaque = -1

func (a *automaton) position(set int) fragment {
	if len(a.sets) >= MaxBacktrack {
		a.tooLarge = true
		return fragment{}
	}
	p := len(a.sets)
	a.sets = append(a.sets, set)
	a.next = append(a.next, ways{})
	return fragment{first: ways{p: 1}, last: ways{p: 1}}
}

func (a *automaton) connect(from, to ways) {
	for p, n := range from {
		a.next[p].addAll(to, n)
	}
}

// build adds n to the automaton. rounds is how often counted repeats around n
// repeat it.
func (a *automaton) build(n node, rounds int) fragment {
	if a.tooLarge {
		return fragment{}
	}
	switch n := n.(type) {
	case *charNode:
		return a.position(a.overlaps.add(n.set))
	case *concatNode:
		all := fragment{empty: 1}
		for _, item := range n.items {
			all = a.concat(all, a.build(item, rounds))
		}
		return all
	case *alternateNode:
		return a.either(n.branches, rounds)
	case *repeatNode:
		if n.mode == possessive {
			return a.sealed(&repeatNode{n.body, n.min, n.max, greedy}, rounds)
		}
		return a.repeat(n, rounds)
	case *groupNode:
		return a.build(n.body, rounds)
	case *atomicNode:
		return a.sealed(n.body, rounds)
	case *lookNode:
		a.separate = append(a.separate, n.body)
	case *backrefNode:
		return a.build(a.bodies[n.index], rounds)
	case *conditionalNode:
		return a.either([]node{n.yes, n.orEmpty()}, rounds)
	}
	return fragment{empty: 1}
}

func (n *conditionalNode) orEmpty() node {
	if n.no == nil {
		return &concatNode{}
	}
	return n.no
}

func (a *automaton) concat(x, y fragment) fragment {
	a.connect(x.last, y.first)
	out := fragment{first: ways{}, last: ways{}, empty: min(x.empty*y.empty, 2)}
	out.first.addAll(x.first, 1)
	out.first.addAll(y.first, x.empty)
	out.last.addAll(y.last, 1)
	out.last.addAll(x.last, y.empty)
	return out
}

func (a *automaton) either(branches []node, rounds int) fragment {
	out := fragment{first: ways{}, last: ways{}}
	for _, b := range branches {
		f := a.build(b, rounds)
		out.first.addAll(f.first, 1)
		out.last.addAll(f.last, 1)
		out.empty = min(out.empty+f.empty, 2)
	}
	return out
}

func (a *automaton) repeat(n *repeatNode, rounds int) fragment {
	if n.max == 0 {
		return fragment{empty: 1}
	}
	if n.max == unlimited || n.max*rounds > maxUnroll {
		return a.loop(n, a.build(n.body, rounds))
	}
	all := fragment{empty: 1}
	for round := n.max; round > 0; round-- {
		// From the last round to the first: what follows a round is optional.
		all = a.concat(a.build(n.body, rounds*n.max), all)
		if round > n.min {
			all.empty = min(all.empty+1, 2)
		}
	}
	return all
}

// loop makes body a repeat without an upper bound. A round that matches nothing
// ends the repeat if it was not required.
func (a *automaton) loop(n *repeatNode, body fragment) fragment {
	a.connect(body.last, body.first)
	out := fragment{first: ways{}, last: ways{}}
	again := 1 + body.empty // an empty round may come before, and after
	out.last.addAll(body.last, again)
	if n.min == 0 {
		out.first.addAll(body.first, 1)
		out.empty = min(again, 2)
		return out
	}
	out.first.addAll(body.first, again)
	out.empty = min(body.empty*again, 2)
	return out
}

// sealed adds an atomic body: it matches in one way at most at any place. If
// its width is fixed it can stand as it is.
func (a *automaton) sealed(body node, rounds int) fragment {
	if w := widthOf(body, a.pattern.groups); w.low == w.high {
		return a.build(body, rounds)
	}
	a.separate = append(a.separate, body)
	f := a.position(opaque)
	if widthOf(body, a.pattern.groups).low == 0 {
		f.empty = 1
	}
	return f
}
