// Package overlap decides which matches of the patterns of one type count, as
// the oracle does: pattern by pattern, a match is dropped if it overlaps one
// that was kept before.
package overlap

import "github.com/piigo/piigo/piigo/internal/scan"

// Resolve removes from the lists, which hold the matches of the patterns of one
// type in their order, those that do not count. The lists change in place. Each
// must be sorted and free of overlaps, as find-all gives it. It takes time linear
// in the number of matches, times the number of lists.
func Resolve(lists [][]scan.Span) {
	var seen []scan.Span
	for n := range lists {
		lists[n] = keep(lists[n], seen)
		switch {
		case n+1 == len(lists) || len(lists[n]) == 0:
		case len(seen) == 0:
			seen = lists[n]
		default:
			seen = merge(seen, lists[n])
		}
	}
}

// keep returns the matches that overlap no kept one, seen or among themselves.
func keep(list, seen []scan.Span) []scan.Span {
	kept := list[:0]
	for _, m := range list {
		for len(seen) > 0 && seen[0].End < m.Start {
			seen = seen[1:]
		}
		if len(kept) > 0 && overlaps(m, kept[len(kept)-1]) || overlapsAny(m, seen) {
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// overlapsAny looks at no more of the sorted, disjoint spans than can touch m.
func overlapsAny(m scan.Span, seen []scan.Span) bool {
	for _, s := range seen {
		if s.Start > m.End {
			return false
		}
		if overlaps(m, s) {
			return true
		}
	}
	return false
}

// overlaps reports whether the new match m overlaps the kept match s.
//
// ORACLE: this is its test clause by clause. It is not symmetric for empty
// spans: an empty m at the end of s overlaps it, an empty s at the start or end
// of m is covered by it, yet a non-empty m behind the end of s is not.
func overlaps(m, s scan.Span) bool {
	return m.Start >= s.Start && m.Start < s.End ||
		m.End > s.Start && m.End <= s.End ||
		m.Start <= s.Start && m.End >= s.End
}

// merge returns the sorted union of two sorted lists.
func merge(a, b []scan.Span) []scan.Span {
	all := make([]scan.Span, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].Start < b[0].Start {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}
