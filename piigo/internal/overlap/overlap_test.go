package overlap

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo/internal/scan"
)

// plain is the oracle's way: every match against every kept one.
func plain(lists [][]scan.Span) [][]scan.Span {
	var all []scan.Span
	kept := make([][]scan.Span, len(lists))
	for n, list := range lists {
		kept[n] = []scan.Span{}
		for _, m := range list {
			if !slices.ContainsFunc(all, func(s scan.Span) bool { return overlaps(m, s) }) {
				all = append(all, m)
				kept[n] = append(kept[n], m)
			}
		}
	}
	return kept
}

// resolved calls Resolve on a copy.
func resolved(lists [][]scan.Span) [][]scan.Span {
	copied := make([][]scan.Span, len(lists))
	for i, list := range lists {
		copied[i] = append([]scan.Span{}, list...)
	}
	Resolve(copied)
	return copied
}

// TestEveryPairOfShortLists compares Resolve with plain over all pairs of lists
// that find-all can give in a text of four characters, empty matches included.
func TestEveryPairOfShortLists(t *testing.T) {
	all := findAlls(0, 4, true)
	for _, a := range all {
		for _, b := range all {
			lists := [][]scan.Span{a, b}
			require.Equal(t, plain(lists), resolved(lists), "%v", lists)
		}
	}
}

// findAlls lists all sequences of matches in [from, n], in each of which a match
// begins where the previous one ended or later; only after a non-empty match, or
// at the start, may an empty one stand.
func findAlls(from, n int, empty bool) [][]scan.Span {
	all := [][]scan.Span{nil}
	for start := from; start <= n; start++ {
		for end := start; end <= n; end++ {
			if start == end && start == from && !empty {
				continue
			}
			for _, rest := range findAlls(end, n, end > start) {
				all = append(all, append([]scan.Span{scan.NewSpan(start, end)}, rest...))
			}
		}
	}
	return all
}

func TestRandomLists(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		lists := make([][]scan.Span, 1+rnd.IntN(5))
		for i := range lists {
			for at := rnd.IntN(5); at < 200; at += rnd.IntN(10) {
				end := at + rnd.IntN(12)
				if n := len(lists[i]); n == 0 || lists[i][n-1] != scan.NewSpan(at, end) {
					lists[i] = append(lists[i], scan.NewSpan(at, end))
				}
				at = end
			}
		}
		require.Equal(t, plain(lists), resolved(lists), "%v", lists)
	}
}

func TestEmptyMatchesAtEdges(t *testing.T) {
	span := scan.NewSpan
	for _, c := range []struct {
		name  string
		lists [][]scan.Span
		kept  []scan.Span
	}{
		{"empty at the end of a kept match", [][]scan.Span{{span(1, 3), span(3, 3)}}, []scan.Span{span(1, 3)}},
		{"non-empty behind a kept empty match", [][]scan.Span{{span(0, 0), span(0, 1)}}, []scan.Span{span(0, 0)}},
		{"non-empty match that ends at a kept empty one", [][]scan.Span{{span(4, 4)}, {span(2, 4)}}, []scan.Span{span(4, 4)}},
		{"neighbours", [][]scan.Span{{span(2, 4)}, {span(0, 2), span(4, 5)}}, []scan.Span{span(2, 4), span(0, 2), span(4, 5)}},
	} {
		kept := slices.Concat(resolved(c.lists)...)
		require.True(t, slices.Equal(c.kept, kept), "%s: %v", c.name, kept)
	}
}
