package rules

import "github.com/piigo/piigo/piigo/internal/class"

var creditCard = Rule{
	Type: CreditCard,
	Flag: "detect_credit_card",
	Patterns: []Pattern{{
		Expr:        `\b(?:\d{4}[-\s]?){3}\d{4}\b`,
		Description: "Credit card number",
		Strategy:    Partial,
		Start: Start{Numbers: []Shape{
			{
				Lengths: Between(4, 4) | Between(8, 8) | Between(12, 12), Next: Dash | White,
				Second: Between(4, 4) | Between(8, 8) | Between(12, 12),
			},
			{Lengths: Between(16, 16), Next: Anything},
		}},
		Number: endOfCreditCard,
	}},
	Show: Show{Tail: "****-****-****-"},
	Match: []string{
		"pay with ⟦4111-1111-1111-1111⟧ now", "⟦4111 1111 1111 1111⟧", "⟦4111111111111111⟧",
		"⟦41111111-1111\u00a01111⟧", "⟦4111\n1111\n1111\n1111⟧",
		"⟦4111-111111111111⟧", "⟦4111-11111111-1111⟧", "⟦41111111-11111111⟧", "⟦411111111111-1111⟧",
	},
	NoMatch: []string{
		"4111--1111-1111-1111", "411-1111-1111-1111", "4111-1111-1111-111", "4111-1111-1111-11111",
		"4111.1111.1111.1111", "x4111111111111111",
	},
}

func endOfCreditCard(t []byte, i, n int) int {
	if n == 16 {
		return i + 16
	}
	for group := range 4 {
		if group > 0 && (is(t, i, '-') || has(t, i, class.S)) {
			i++
		}
		if !all(t, i, 4, class.D) {
			return -1
		}
		i += 4
	}
	return endOfWord(t, i)
}
