package rules

var driverLicense = Rule{
	Type: DriverLicense,
	Flag: "detect_driver_license",
	Patterns: []Pattern{{
		Expr:        `\b(?:DL|License|Driver\'?s? License)[#:\s]+[A-Z0-9]{5,20}\b`,
		Description: "Driver's license number",
		Strategy:    Redact,
		Start:       Start{Labels: []string{"dl", "license", "driver"}},
		End:         endOfDriverLicense,
	}},
	Match: []string{
		"⟦DL: D1234567⟧", "⟦license # 12345⟧", "⟦Driver's License: ABCDE⟧", "⟦drivers license\n12345678901234567890⟧",
		"⟦driver licenſe#:# x1234⟧", "⟦driver' license abcde⟧",
	},
	NoMatch: []string{
		"dl 1234", "dl-12345", "dl: 12345_", "dl 123456789012345678901", "adl 12345", "driverss license 1234", "licences 12345",
	},
}

func endOfDriverLicense(t []byte, i int) int {
	j := word(t, i, "dl")
	if j < 0 {
		j = word(t, i, "license")
	}
	if j < 0 {
		if j = word(t, i, "driver"); j < 0 {
			return -1
		}
		if is(t, j, '\'') {
			j++
		}
		if s := word(t, j, "s"); s >= 0 {
			j = s
		}
		j = word(t, j, " license")
	}
	if j < 0 {
		return -1
	}
	if j = labelled(t, j, true); j < 0 {
		return -1
	}
	return wordOf(t, j, 5, 20)
}
