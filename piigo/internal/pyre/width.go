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

// width computes the width of n; references use the widths of closed groups.
func (p *parser) width(n node) width {
	switch n := n.(type) {
	case *charNode:
		return width{1, 1}
	case *concatNode:
		var sum width
		for _, item := range n.items {
			w := p.width(item)
			sum = width{clamp(sum.low + w.low), clamp(sum.high + w.high)}
		}
		return sum
	case *alternateNode:
		all := p.width(n.branches[0])
		for _, b := range n.branches[1:] {
			all = all.or(p.width(b))
		}
		return all
	case *repeatNode:
		w := p.width(n.body)
		return width{times(w.low, n.min), times(w.high, n.max)}
	case *groupNode:
		if n.index > 0 && p.groups[n.index].closed {
			return p.groups[n.index].width
		}
		return p.width(n.body)
	case *atomicNode:
		return p.width(n.body)
	case *backrefNode:
		return p.groups[n.index].width
	case *conditionalNode:
		if n.no == nil {
			return width{0, 0}.or(p.width(n.yes))
		}
		return p.width(n.yes).or(p.width(n.no))
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
		w := p.width(look.body)
		if w.low > maxBehind {
			fail(NoPosition, "looks too much behind")
		}
		if w.low != w.high {
			fail(NoPosition, "look-behind requires fixed-width pattern")
		}
	})
}
