package rules

import "github.com/piigo/piigo/piigo/internal/class"

var ssn = Rule{
	Type: SSN,
	Flag: "detect_ssn",
	Patterns: []Pattern{{
		Expr:        `\b\d{3}-\d{2}-\d{4}\b|\b\d{9}\b`,
		Description: "US Social Security Number",
		Strategy:    Partial,
		Start: Start{Numbers: []Shape{
			{Lengths: Between(3, 3), Next: Dash, Second: Between(2, 2)},
			{Lengths: Between(9, 9), Next: Anything},
		}},
		Number: endOfSSN,
	}},
	Show: Show{Tail: "***-**-"},
	Match: []string{
		"my number is ⟦123-45-6789⟧.", "⟦123456789⟧", "x ⟦٣٤٥-45-6789⟧", "45-⟦123-45-6789⟧-1",
	},
	NoMatch: []string{
		"123-456-789", "1234-56-7890", "123-45-67890", "_123456789", "123456789é", "12345678", "1234567890",
	},
}

func endOfSSN(t []byte, i, n int) int {
	if n == 9 {
		return i + 9
	}
	if all(t, i+4, 2, class.D) && is(t, i+6, '-') && all(t, i+7, 4, class.D) {
		return endOfWord(t, i+11)
	}
	return -1
}
