package core

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestReleaseBoundsMemory fills several lists: what Release keeps of all together has a
// bound, and lists below it stay as they are.
func TestReleaseBoundsMemory(t *testing.T) {
	e := New(func(string) bool { return true })
	kept := func(r *Result) (spans int) {
		for _, of := range r.Of {
			spans += cap(of)
		}
		return spans
	}
	line := "123-45-6789 10.0.0.1 a@b.cd 4111-1111-1111-1111 "
	for _, c := range []struct {
		lines int
		drops bool
	}{{100, false}, {1000, false}, {9000, true}, {30000, true}} {
		r := NewResult()
		e.Detect([]byte(strings.Repeat(line, c.lines)), r)
		before := kept(r)
		r.Release()
		require.LessOrEqual(t, kept(r), keepSpans)
		require.Equal(t, c.drops, kept(r) < before, c.lines)
		// What is released can be used again.
		fresh := NewResult()
		e.Detect([]byte(line), r)
		e.Detect([]byte(line), fresh)
		require.Equal(t, fresh.Of, r.Of)
	}
}
