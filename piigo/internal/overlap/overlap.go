// Package overlap decides which matches of the patterns of one type count, as
// the oracle does: pattern by pattern, a match is dropped if it overlaps one
// that was kept before.
package overlap

import "github.com/piigo/piigo/piigo/internal/scan"

// Hit is a match that was kept, with the number of its list.
type Hit struct {
	scan.Span
	List int
}

// Resolve appends to hits the kept matches of the lists, in their order. Each
// list must be sorted and free of overlaps, as find-all gives it. It takes time
// linear in the number of matches, times the number of lists.
func Resolve(lists [][]scan.Span, hits []Hit) []Hit {
	var seen []scan.Span
	for n, list := range lists {
		first := len(hits)
		j := 0
		for _, m := range list {
			for j < len(seen) && seen[j].End < m.Start {
				j++
			}
			if len(hits) > first && overlaps(m, hits[len(hits)-1].Span) || overlapsAny(m, seen[j:]) {
				continue
			}
			hits = append(hits, Hit{m, n})
		}
		if n+1 < len(lists) {
			seen = merge(seen, hits[first:])
		}
	}
	return hits
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

// merge returns the sorted union of the sorted spans and hits.
func merge(seen []scan.Span, hits []Hit) []scan.Span {
	if len(hits) == 0 {
		return seen
	}
	all := make([]scan.Span, 0, len(seen)+len(hits))
	for _, h := range hits {
		for len(seen) > 0 && seen[0].Start < h.Start {
			all = append(all, seen[0])
			seen = seen[1:]
		}
		all = append(all, h.Span)
	}
	return append(all, seen...)
}
