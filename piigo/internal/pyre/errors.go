package pyre

import "fmt"

// NoPosition is the Position of a SyntaxError that concerns the whole pattern.
const NoPosition = -1

// SyntaxError says why Python's re would refuse a pattern.
type SyntaxError struct {
	// Reason is in the wording of Python's re.
	Reason string
	// Position is an offset into the pattern in code points, or NoPosition.
	Position int
}

// Error returns the reason and, where there is one, the position.
func (e *SyntaxError) Error() string {
	if e.Position == NoPosition {
		return "piigo: bad regular expression: " + e.Reason
	}
	return fmt.Sprintf("piigo: bad regular expression: %s at position %d",
		e.Reason, e.Position)
}
