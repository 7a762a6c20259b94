package rules

var medicalRecord = Rule{
	Type: MedicalRecord,
	Flag: "detect_medical_record",
	Patterns: []Pattern{{
		Expr:        `\b(?:MRN|Medical Record)[#:\s]+[A-Z0-9]{6,12}\b`,
		Description: "Medical record number",
		Strategy:    Redact,
		Start:       Start{Labels: []string{"mrn", "medical record"}},
		End:         endOfMedicalRecord,
	}},
	Match: []string{
		"⟦MRN: 123456⟧", "⟦medical record#ABC123DEF456⟧", "⟦Medıcal Record abcdef⟧",
	},
	NoMatch: []string{
		"mrn 12345", "mrn: 1234567890123", "mrns 123456", "medical  record 123456", "mrn: 123456é",
	},
}

func endOfMedicalRecord(t []byte, i int) int {
	j := word(t, i, "mrn")
	if j < 0 {
		j = word(t, i, "medical record")
	}
	if j < 0 {
		return -1
	}
	if j = labelled(t, j, true); j < 0 {
		return -1
	}
	return wordOf(t, j, 6, 12)
}
