package pyre

import "slices"

// beginsApart reports whether n can begin with a class that holds less where the flag a is
// as given, that of the whole pattern.
//
// ORACLE: re first looks for a place where the class matches that the pattern begins with,
// and takes \d, \s and \w in it for what the flags of the whole pattern say.
func beginsApart(n node, ascii bool) bool {
	switch n := n.(type) {
	case *charNode:
		return n.set.holdsLess(ascii)
	case *groupNode:
		return beginsApart(n.body, ascii)
	case *alternateNode:
		return slices.ContainsFunc(n.branches, func(b node) bool { return beginsApart(b, ascii) })
	case *concatNode:
		for _, item := range n.items {
			if !isNothing(item) {
				return beginsApart(item, ascii)
			}
		}
	}
	return false
}

// isNothing reports whether n has no parts but groups of nothing.
func isNothing(n node) bool {
	switch n := n.(type) {
	case *groupNode:
		return isNothing(n.body)
	case *concatNode:
		return !slices.ContainsFunc(n.items, func(item node) bool { return !isNothing(item) })
	}
	return false
}

// holdsLess reports whether c would hold less if the flag a were as given.
func (c *charSet) holdsLess(ascii bool) bool {
	switch {
	case ascii == c.ascii:
		return false
	case ascii == c.negate:
		return c.inverted
	}
	return c.categories
}
