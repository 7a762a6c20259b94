package rules

import "github.com/piigo/piigo/piigo/internal/class"

var phone = Rule{
	Type: Phone,
	Flag: "detect_phone",
	Patterns: []Pattern{{
		Expr:        `\b(?:\+?1[-.\s]?)?\(?\d{3}\)?[-.\s]?\d{3}[-.\s]?\d{4}\b`,
		Description: "US phone number",
		Strategy:    Partial,
		Start: Start{
			Numbers: []Shape{
				{Lengths: Between(1, 1), Next: Dash | Dot | White | Open},
				{Lengths: Between(3, 4), Next: Dash | Dot | White, Second: Between(3, 3) | Between(7, 7)},
				{Lengths: Between(3, 4), Next: Close},
				{Lengths: Between(6, 7), Next: Dash | Dot | White, Second: Between(4, 4)},
				{Lengths: Between(10, 11), Next: Anything},
			},
			AfterWord: "+(",
		},
		End:    endOfUSPhone,
		Number: endOfUSPhoneNumber,
	}, {
		Expr:        `\b\+?[1-9]\d{1,14}\b`,
		Description: "International phone number",
		Strategy:    Partial,
		Start: Start{
			Numbers:   []Shape{{Lengths: Between(2, 15), Next: Anything, Whole: true}},
			AfterWord: "+",
		},
		End:    endOfInternationalPhone,
		Number: endOfInternationalNumber,
	}},
	Show: Show{Tail: "***-***-"},
	Match: []string{
		"call ⟦555-123-4567⟧", "(⟦555) 123-4567⟧", "+⟦1 (555) 123 4567⟧", "⟦1.555.123.4567⟧", "tel⟦(555)123-4567⟧",
		"x⟦+1-555-123-4567⟧", "+⟦442071838750⟧", "page ⟦42⟧", "⟦15551234567⟧", "⟦1234567890⟧",
		"⟦1555-1234567⟧", "⟦555.1234567⟧", "⟦1555123 4567⟧", "⟦555123-4567⟧", "⟦1 5551234567⟧",
	},
	NoMatch: []string{
		"1", "0123", "1234567890123456", "x42", "42x", "٤٢", "a(0555)0123-0", "a+0",
	},
}

func endOfUSPhone(t []byte, i int) int {
	plus := is(t, i, '+')
	country := i
	if plus {
		country++
	}
	if is(t, country, '1') {
		if end := endOfUSNumber(t, separator(t, country+1)); end >= 0 {
			return end
		}
	}
	if plus {
		return -1
	}
	return endOfUSNumber(t, i)
}

func endOfUSPhoneNumber(t []byte, i, n int) int {
	if n == 10 || n == 11 && t[i] == '1' {
		return i + n
	}
	return endOfUSPhone(t, i)
}

// endOfUSNumber matches \(?\d{3}\)?[-.\s]?\d{3}[-.\s]?\d{4}\b from t[i] on.
func endOfUSNumber(t []byte, i int) int {
	if is(t, i, '(') {
		i++
	}
	if !all(t, i, 3, class.D) {
		return -1
	}
	i += 3
	if is(t, i, ')') {
		i++
	}
	i = separator(t, i)
	if !all(t, i, 3, class.D) {
		return -1
	}
	i = separator(t, i+3)
	if !all(t, i, 4, class.D) {
		return -1
	}
	return endOfWord(t, i+4)
}

// separator matches [-.\s]? at t[i].
func separator(t []byte, i int) int {
	if isAny(t, i, '-', '.') || has(t, i, class.S) {
		return i + 1
	}
	return i
}

func endOfInternationalPhone(t []byte, i int) int {
	if is(t, i, '+') {
		i++
	}
	if !has(t, i, class.A) || t[i] == '0' {
		return -1
	}
	n := run(t, i, 16, class.D)
	if n < 2 || n > 15 {
		return -1
	}
	return endOfWord(t, i+n)
}

func endOfInternationalNumber(t []byte, i, n int) int {
	if t[i] < '1' || t[i] > '9' {
		return -1
	}
	return i + n
}
