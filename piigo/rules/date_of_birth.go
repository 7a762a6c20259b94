package rules

import "github.com/piigo/piigo/piigo/internal/class"

var dateOfBirth = Rule{
	Type: DateOfBirth,
	Flag: "detect_date_of_birth",
	Patterns: []Pattern{{
		Expr:        `\b(?:DOB|Date of Birth|Born|Birthday)[:\s]+\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b`,
		Description: "Date of birth with label",
		Strategy:    Redact,
		Start:       Start{Labels: dateLabels},
		End:         endOfLabelledDate,
	}, {
		Expr:        `\b(?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])[-/](?:19|20)\d{2}\b`,
		Description: "Date in MM/DD/YYYY format",
		Strategy:    Redact,
		Start:       Start{Numbers: []Shape{{Lengths: Between(2, 2), Next: Dash | Slash, Second: Between(2, 2)}}},
		Number:      endOfDate,
	}},
	Match: []string{
		"⟦DOB: 1/2/85⟧", "⟦date of birth 31-12-1985⟧", "⟦born::\t7-4-1970⟧", "⟦Bırthday: 01/02/123⟧",
		"on ⟦12/31/1999⟧!", "⟦01-09-2020⟧", "5/⟦01/02/1990⟧",
	},
	NoMatch: []string{
		"dob 1/2/8", "dob1/2/85", "adob: 1/2/85", "date  of birth 1/2/85", "born: 111/2/85", "born: 1/2/19855",
		"13/01/1990", "00/01/1990", "12/32/1990", "12/31/1890", "12/31/199", "1/1/1990",
	},
}

var dateLabels = []string{"dob", "date of birth", "born", "birthday"}

func endOfLabelledDate(t []byte, i int) int {
	for _, label := range dateLabels {
		j := word(t, i, label)
		if j < 0 {
			continue
		}
		if j = labelled(t, j, false); j < 0 {
			return -1
		}
		for range 2 {
			n := run(t, j, 2, class.D)
			if n == 0 || !isAny(t, j+n, '-', '/') {
				return -1
			}
			j += n + 1
		}
		n := run(t, j, 4, class.D)
		if n < 2 {
			return -1
		}
		return endOfWord(t, j+n)
	}
	return -1
}

func endOfDate(t []byte, i, _ int) int {
	if len(t)-i < 10 {
		return -1
	}
	month, day, century := t[i:i+2], t[i+3:i+5], t[i+6:i+8]
	switch {
	case !isAny(t, i+2, '-', '/') || !isAny(t, i+5, '-', '/') || !all(t, i+8, 2, class.D),
		!all(month, 0, 2, class.A) || value(month) < 1 || value(month) > 12,
		!all(century, 0, 2, class.A) || value(century) != 19 && value(century) != 20:
		return -1
	}
	switch day[0] {
	case '0':
		if !has(day, 1, class.A) || day[1] == '0' {
			return -1
		}
	case '1', '2':
		if !has(day, 1, class.D) {
			return -1
		}
	case '3':
		if !isAny(day, 1, '0', '1') {
			return -1
		}
	default:
		return -1
	}
	return endOfWord(t, i+10)
}
