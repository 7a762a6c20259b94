package pyre

import (
	"fmt"
	"strings"
)

// unfit returns why RE2 cannot run p with re's results, or the number of p's parts
// once repeats are written out, and "".
func (p *Pattern) unfit(f *Facts) (size int, reason string) {
	if reason := p.onlyPython(f); reason != "" {
		return 0, reason
	}
	if e := emptinessOf(p.root); e.nullable && !e.last {
		return 0, "it prefers an empty match to a longer one"
	}
	check := &fitness{}
	check.visit(p.root, MaxRE2Repeat)
	switch {
	case check.reason != "":
		return 0, check.reason
	case check.size > MaxProgram || check.size-check.plain > MaxUnrolled:
		return 0, "it is too large"
	case check.anchors[endFinal] && (check.anchors[beginLine] || check.anchors[endLine]):
		return 0, "$ with and without multi-line mode"
	case check.anchors[asciiBoundary] || check.anchors[notASCIIBoundary]:
		return 0, "an ASCII word boundary"
	}
	return check.size, ""
}

// fitness collects what matters to RE2 in a pattern.
type fitness struct {
	size    int // parts once repeats are written out
	plain   int // parts as written
	anchors [notASCIIBoundary + 1]bool
	reason  string
}

// visit adds up n. repeats is what RE2's bound leaves for counted repeats
// inside of n.
func (c *fitness) visit(n node, repeats int) {
	c.size++
	c.plain++
	switch n := n.(type) {
	case *anchorNode:
		c.anchors[n.kind] = true
	case *repeatNode:
		c.repeat(n, repeats)
		return
	}
	for _, part := range children(n) {
		c.visit(part, repeats)
	}
}

func (c *fitness) repeat(n *repeatNode, repeats int) {
	times := n.times()
	e := emptinessOf(n.body)
	switch {
	case times > repeats:
		c.reason = "a counted repeat is too large"
		return
	case e.nullable && !e.last && n.max > 1 && n.min != n.max:
		c.reason = "it repeats a part that prefers to match nothing"
		return
	}
	before := c.size
	c.visit(n.body, repeats/times)
	c.size = before + (c.size-before)*times
}

// times is how often RE2 writes the body out, at least once.
func (n *repeatNode) times() int {
	if n.max == unlimited {
		return max(n.min, 1)
	}
	return max(n.max, 1)
}

// writer writes a pattern for RE2 over the bytes of an alphabet.
type writer struct {
	strings.Builder
	bytes map[*charSet]*[0x100]bool // the members of each set
	used  *[0x100]bool              // the bytes that can occur in a text
}

func (w *writer) write(n node) {
	switch n := n.(type) {
	case *charNode:
		w.set(w.bytes[n.set])
	case *anchorNode:
		w.WriteString(anchorText[n.kind])
	case *concatNode:
		for _, item := range n.items {
			w.group(item)
		}
	case *alternateNode:
		for i, b := range n.branches {
			if i > 0 {
				w.WriteByte('|')
			}
			w.group(b)
		}
	case *repeatNode:
		w.repeat(n)
	case *groupNode:
		w.group(n.body)
	}
}

// group writes n so that what stands beside it leaves it whole.
func (w *writer) group(n node) {
	switch n.(type) {
	case *charNode, *anchorNode:
		w.write(n)
		return
	}
	w.WriteString("(?:")
	w.write(n)
	w.WriteByte(')')
}

// anchorText writes $ as RE2's multi-line $; see Text.
var anchorText = map[anchorKind]string{
	beginText:       `\A`,
	beginLine:       `(?m:^)`,
	endText:         `\z`,
	endFinal:        `(?m:$)`,
	endLine:         `(?m:$)`,
	wordBoundary:    `\b`,
	notWordBoundary: `\B`,
}

func (w *writer) repeat(n *repeatNode) {
	if n.max == 0 {
		return
	}
	w.group(n.body)
	switch {
	case n.min == 1 && n.max == 1:
		return
	case n.min == 0 && n.max == 1:
		w.WriteByte('?')
	case n.min == 0 && n.max == unlimited:
		w.WriteByte('*')
	case n.min == 1 && n.max == unlimited:
		w.WriteByte('+')
	case n.max == unlimited:
		fmt.Fprintf(w, "{%d,}", n.min)
	case n.min == n.max:
		fmt.Fprintf(w, "{%d}", n.min)
	default:
		fmt.Fprintf(w, "{%d,%d}", n.min, n.max)
	}
	if n.mode == lazy {
		w.WriteByte('?')
	}
}

// set writes the members among the bytes as a class. It takes in bytes that no
// text holds where that makes it shorter.
func (w *writer) set(members *[0x100]bool) {
	w.WriteByte('[')
	empty := true
	for b := 0; b < 0x100; b++ {
		if !members[b] {
			continue
		}
		low, high := b, b
		for b++; b < 0x100 && (members[b] || !w.used[b]); b++ {
			if members[b] {
				high = b
			}
		}
		fmt.Fprintf(w, `\x%02x-\x%02x`, low, high)
		empty = false
	}
	if empty {
		w.WriteString(`^\x00-\xff`)
	}
	w.WriteByte(']')
}
