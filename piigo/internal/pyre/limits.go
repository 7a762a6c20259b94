package pyre

import "fmt"

// The limits of what Parse reads. It refuses a pattern over one of them with a
// LimitError, so none is refused while it scans.
const (
	// MaxPatternLength is the longest pattern, in code points.
	MaxPatternLength = 32_768
	// MaxNesting is how deep groups may nest.
	MaxNesting = 200
	// MaxRepeat is the largest number inside a counted repeat.
	MaxRepeat = 100_000
)

// The limits of what RE2 is given. A pattern over one of them is no error here: its
// Reason says that it is left to Python's re. A Union over MaxProgram is searched
// pattern by pattern.
const (
	// MaxProgram is the largest pattern, in parts, with its counted repeats written out.
	MaxProgram = 20_000
	// MaxUnrolled is how many parts counted repeats, written out, may add to a
	// pattern. RE2 is slow where it must keep track of many rounds at once.
	MaxUnrolled = 2_000
	// MaxRE2Repeat is RE2's own bound for a counted repeat, and for the product
	// of counted repeats inside each other.
	MaxRE2Repeat = 1000
)

// MaxText is the longest text that RE2 is asked to scan, in code points. Prepare
// refuses a longer one with ErrTextTooLong, when it is to be scanned. RE2 copies what
// it searches into memory that it never gives back, 4 GB in all.
const MaxText = 1 << 28

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
