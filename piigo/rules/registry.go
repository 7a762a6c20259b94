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
