package pyre

import "fmt"

// The limits a custom pattern must keep. A pattern over one of them is refused
// with a LimitError when the detector is built, never while it scans.
const (
	// MaxPatternLength is the longest pattern, in code points.
	MaxPatternLength = 32_768
	// MaxNesting is how deep groups may nest.
	MaxNesting = 200
	// MaxRepeat is the largest number inside a counted repeat.
	MaxRepeat = 100_000
	// MaxProgram is the largest pattern size after counted repeats are written
	// out, in characters to match, for a pattern that runs on RE2.
	MaxProgram = 20_000
	// MaxUnrolled is by how much counted repeats, written out, may enlarge a
	// pattern that runs on RE2. RE2 is slow where it must keep track of many
	// rounds at once.
	MaxUnrolled = 2_000
	// MaxRE2Repeat is RE2's own bound for a counted repeat, and for the product
	// of counted repeats inside each other.
	MaxRE2Repeat = 1000
	// MaxText is the longest text RE2 is asked to scan, in code points.
	MaxText = 1 << 28
)

// LimitError says that a pattern is over one of the package's limits.
type LimitError struct {
	// Limit names the limit.
	Limit string
	// Max is the limit's value; zero for a limit that is not a number.
	Max int
}

// Error returns the limit's name and value. It holds no part of the pattern.
func (e *LimitError) Error() string {
	if e.Max == 0 {
		return "piigo: pattern over the complexity limit: " + e.Limit
	}
	return fmt.Sprintf("piigo: pattern over the complexity limit: %s (at most %d)",
		e.Limit, e.Max)
}
