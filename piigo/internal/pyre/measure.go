package pyre

// maxSize stands for any larger size.
const maxSize = 1 << 40

// Size returns how many parts p has once its counted repeats are written out:
// characters, classes, anchors, references and repeats are one each.
func (p *Pattern) Size() int { return sizeOf(p.root) }

func sizeOf(n node) int {
	size := 1
	switch n.(type) {
	case *concatNode, *alternateNode, *groupNode:
		size = 0
	}
	inner := 0
	for _, part := range children(n) {
		inner = min(inner+sizeOf(part), maxSize)
	}
	if r, ok := n.(*repeatNode); ok && inner > 0 {
		inner *= min(r.times(), maxSize/inner)
	}
	return size + inner
}

// LargestRepeat returns the largest number in a counted repeat of p.
func (p *Pattern) LargestRepeat() int {
	largest := 0
	walk(p.root, func(n node) {
		if r, ok := n.(*repeatNode); ok {
			largest = max(largest, r.min)
			if r.max != unlimited {
				largest = max(largest, r.max)
			}
		}
	})
	return largest
}
