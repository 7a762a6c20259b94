package pyre

import "math/bits"

// width is the least and greatest count of code points that a part can match,
// each no more than maxWidth.
type width struct{ low, high uint64 }

const (
	maxWidth = 1 << 62
	// maxBehind is the widest look-behind that re takes.
	maxBehind = 1<<32 - 1
)

// widthOf computes the width of n, in which references have the width of their
// group; groups may be nil if there are none.
func widthOf(n node, groups []group) width {
	switch n := n.(type) {
	case *charNode:
		return width{1, 1}
	case *concatNode:
		var sum width
		for _, item := range n.items {
			w := widthOf(item, groups)
			sum = width{clamp(sum.low + w.low), clamp(sum.high + w.high)}
		}
		return sum
	case *alternateNode:
		all := widthOf(n.branches[0], groups)
		for _, b := range n.branches[1:] {
			all = all.or(widthOf(b, groups))
		}
		return all
	case *repeatNode:
		w := widthOf(n.body, groups)
		return width{times(w.low, n.min), times(w.high, n.max)}
	case *groupNode:
		if n.index > 0 && groups != nil && groups[n.index].closed {
			return groups[n.index].width
		}
		return widthOf(n.body, groups)
	case *atomicNode:
		return widthOf(n.body, groups)
	case *backrefNode:
		return groups[n.index].width
	case *conditionalNode:
		if n.no == nil {
			return width{0, 0}.or(widthOf(n.yes, groups))
		}
		return widthOf(n.yes, groups).or(widthOf(n.no, groups))
	}
	return width{}
}

func (w width) or(other width) width {
	return width{min(w.low, other.low), max(w.high, other.high)}
}

func clamp(n uint64) uint64 { return min(n, maxWidth) }

func times(n uint64, count int) uint64 {
	if n > 0 && count == unlimited {
		return maxWidth
	}
	high, low := bits.Mul64(n, uint64(count))
	if high > 0 {
		return maxWidth
	}
	return clamp(low)
}

// checkLookBehinds refuses a look-behind without a fixed width.
func (p *parser) checkLookBehinds(root node) {
	walk(root, func(n node) {
		look, ok := n.(*lookNode)
		if !ok || !look.behind {
			return
		}
		w := widthOf(look.body, p.groups)
		if w.low > maxBehind {
			fail(NoPosition, "looks too much behind")
		}
		if w.low != w.high {
			fail(NoPosition, "look-behind requires fixed-width pattern")
		}
	})
}
