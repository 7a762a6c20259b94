package pyre

// Pattern is a parsed regular expression. It is immutable and safe for use by
// many goroutines.
type Pattern struct {
	root      node
	groups    []group // by number; the first stands for the whole pattern
	undecided string  // why only Python can say whether the pattern is valid
	ascii     bool    // the flag a holds for the whole pattern
}

// node is a part of a pattern.
type node interface{ node() }

// unlimited is the upper bound of a repeat without one.
const unlimited = 1<<32 - 1

type repeatMode uint8

const (
	greedy repeatMode = iota
	lazy
	possessive
)

type anchorKind uint8

const (
	beginText        anchorKind = iota // \A, and ^ outside of multi-line mode
	beginLine                          // ^ in multi-line mode
	endText                            // \Z
	endFinal                           // $: the end, or before a newline there
	endLine                            // $ in multi-line mode
	wordBoundary                       // \b
	notWordBoundary                    // \B
	asciiBoundary                      // \b under the flag a
	notASCIIBoundary                   // \B under the flag a
)

type (
	// charNode matches one code point.
	charNode struct{ set *charSet }
	// anchorNode matches the empty string at some positions.
	anchorNode struct{ kind anchorKind }
	// concatNode matches its items one after the other; none is the empty match.
	concatNode struct{ items []node }
	// alternateNode matches the first branch that lets the rest match.
	alternateNode struct{ branches []node }
	// repeatNode matches its body min to max times.
	repeatNode struct {
		body     node
		min, max int
		mode     repeatMode
	}
	// groupNode is a group without effect on matching but for its number;
	// index 0 is a group without a number.
	groupNode struct {
		index int
		body  node
	}
	// atomicNode is (?>...).
	atomicNode struct{ body node }
	// lookNode is a look-ahead or look-behind.
	lookNode struct {
		behind, negative bool
		body             node
	}
	// backrefNode matches what a group matched.
	backrefNode struct{ index int }
	// conditionalNode is (?(group)yes|no); no is nil where it is not written.
	conditionalNode struct {
		index   int
		yes, no node
	}
)

func (*charNode) node()        {}
func (*anchorNode) node()      {}
func (*concatNode) node()      {}
func (*alternateNode) node()   {}
func (*repeatNode) node()      {}
func (*groupNode) node()       {}
func (*atomicNode) node()      {}
func (*lookNode) node()        {}
func (*backrefNode) node()     {}
func (*conditionalNode) node() {}

// children returns the direct parts of n in the order of the pattern.
func children(n node) []node {
	switch n := n.(type) {
	case *concatNode:
		return n.items
	case *alternateNode:
		return n.branches
	case *repeatNode:
		return []node{n.body}
	case *groupNode:
		return []node{n.body}
	case *atomicNode:
		return []node{n.body}
	case *lookNode:
		return []node{n.body}
	case *conditionalNode:
		if n.no != nil {
			return []node{n.yes, n.no}
		}
		return []node{n.yes}
	}
	return nil
}

// walk calls visit for n and all its parts, parents first.
func walk(n node, visit func(node)) {
	visit(n)
	for _, c := range children(n) {
		walk(c, visit)
	}
}
