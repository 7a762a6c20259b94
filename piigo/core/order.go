package core

import "slices"

// maxRuns is the number of runs up to which looking at the last item of each is faster
// than sorting.
const maxRuns = 32

// FallingStart returns the items from the greatest start down, those with one start in
// the order given: the order in which they are masked. Detections come as a few runs of
// rising starts, one for each type, which takes time linear in their number.
func FallingStart[T any](items []T, start func(*T) int) []T {
	runs := risingRuns(items, start)
	if runs == nil {
		sorted := slices.Clone(items)
		slices.SortStableFunc(sorted, func(a, b T) int { return start(&b) - start(&a) })
		return sorted
	}
	falling := make([]T, 0, len(items))
	for len(runs) > 0 {
		// The first of the runs with the greatest start is next.
		next := 0
		for i := 1; i < len(runs); i++ {
			if runs[i].start > runs[next].start {
				next = i
			}
		}
		r := &runs[next]
		last := len(r.items) - 1
		falling = append(falling, r.items[last])
		if last == 0 {
			runs = append(runs[:next], runs[next+1:]...)
			continue
		}
		r.items = r.items[:last]
		r.start = start(&r.items[last-1])
	}
	return falling
}

// rising are items with ever greater starts; start is that of the last one.
type rising[T any] struct {
	start int
	items []T
}

// risingRuns cuts items into runs; nil if there are too many.
func risingRuns[T any](items []T, start func(*T) int) []rising[T] {
	runs := make([]rising[T], 0, maxRuns)
	begin := 0
	for i := range items {
		if i+1 < len(items) && start(&items[i+1]) > start(&items[i]) {
			continue
		}
		if len(runs) == maxRuns {
			return nil
		}
		runs = append(runs, rising[T]{start(&items[i]), items[begin : i+1]})
		begin = i + 1
	}
	return runs
}
