package rules

import "github.com/piigo/piigo/piigo/internal/class"

var bankAccount = Rule{
	Type: BankAccount,
	Flag: "detect_bank_account",
	Patterns: []Pattern{{
		Expr:        `\b\d{8,17}\b`,
		Description: "Bank account number",
		Strategy:    Redact,
		Start:       Start{Numbers: []Shape{{Lengths: Between(8, 17), Next: Anything}}},
		Number:      func(_ []byte, i, n int) int { return i + n },
	}, {
		Expr:        `\b[A-Z]{2}\d{2}[A-Z0-9]{4}\d{7}(?:\d{3})?\b`,
		Description: "IBAN",
		Strategy:    Partial,
		Start:       Start{Mixed: true},
		End:         endOfIBAN,
	}},
	Match: []string{
		"account ⟦12345678⟧", "⟦12345678901234567⟧.", "⟦٣٤٥٣٤٥٣٤٥⟧", "⟦DE89ABCD1234567⟧", "⟦de8937041234567890⟧",
	},
	NoMatch: []string{
		"1234567", "123456789012345678", "_12345678", "D189ABCD1234567", "DE89ABCD12345678", "DE89ABC-1234567", "DE89ABC٣1234567",
	},
}

func endOfIBAN(t []byte, i int) int {
	if !all(t, i, 2, class.L) || !all(t, i+2, 2, class.D) ||
		!all(t, i+4, 4, class.L|class.A) || !all(t, i+8, 7, class.D) {
		return -1
	}
	end := i + 15
	if all(t, end, 3, class.D) {
		end += 3
	}
	return endOfWord(t, end)
}
