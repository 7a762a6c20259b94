package rules

import "github.com/piigo/piigo/piigo/internal/class"

var passport = Rule{
	Type: Passport,
	Flag: "detect_passport",
	Patterns: []Pattern{{
		Expr:        `\b[A-Z]{1,2}\d{6,9}\b`,
		Description: "Passport number",
		Strategy:    Redact,
		Start:       Start{Mixed: true},
		End:         endOfPassport,
	}},
	Match: []string{
		"passport ⟦A1234567⟧", "⟦ab123456⟧", "⟦K٣٤٥٣٤٥⟧", "-⟦xy123456789⟧-",
	},
	NoMatch: []string{
		"abc123456", "a12345", "a1234567890", "1234567", "a1234567_", "éa1234567", "a12345b",
	},
}

func endOfPassport(t []byte, i int) int {
	letters := run(t, i, 2, class.L)
	digits := run(t, i+letters, 10, class.D)
	if letters == 0 || digits < 6 || digits > 9 {
		return -1
	}
	return endOfWord(t, i+letters+digits)
}
