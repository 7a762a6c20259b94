package rules

// Registry lists the built-in rules. Its order is the order in which types are
// reported and, for spans that begin at the same place, masked.
var Registry = []Rule{
	ssn,
	creditCard,
	email,
	phone,
	ipAddress,
	dateOfBirth,
	passport,
	driverLicense,
	bankAccount,
	medicalRecord,
	awsKey,
	apiKey,
}

// Of returns the rule of a type, or nil for Custom and unknown types.
func Of(t PIIType) *Rule {
	for i := range Registry {
		if Registry[i].Type == t {
			return &Registry[i]
		}
	}
	return nil
}
