package piigo

import (
	"fmt"

	"github.com/piigo/piigo/piigo/rules"
)

// PIIType names a type of PII.
type PIIType = rules.PIIType

// The types of PII that a Detector can find.
const (
	SSN           = rules.SSN
	CreditCard    = rules.CreditCard
	Email         = rules.Email
	Phone         = rules.Phone
	IPAddress     = rules.IPAddress
	DateOfBirth   = rules.DateOfBirth
	Passport      = rules.Passport
	DriverLicense = rules.DriverLicense
	BankAccount   = rules.BankAccount
	MedicalRecord = rules.MedicalRecord
	AWSKey        = rules.AWSKey
	APIKey        = rules.APIKey
	Custom        = rules.Custom // only by custom patterns
)

// MaskingStrategy names a way to mask a detected value.
type MaskingStrategy = rules.MaskingStrategy

// The masking strategies.
const (
	StrategyRedact   = rules.Redact   // the configured redaction text
	StrategyPartial  = rules.Partial  // a part of the value stays visible
	StrategyHash     = rules.Hash     // "[HASH:" and 8 digits of its SHA-256
	StrategyTokenize = rules.Tokenize // "[TOKEN:" and 8 random digits
	StrategyRemove   = rules.Remove   // nothing
)

// Detection is one detected value.
type Detection struct {
	Type PIIType
	// Value is text[Start:End] of the text that was scanned.
	Value string
	// Start and End are byte offsets into that text.
	Start, End int
	Strategy   MaskingStrategy
}

// String describes the detection without its value.
func (d Detection) String() string {
	return fmt.Sprintf("%s at %d-%d (%s)", d.Type, d.Start, d.End, d.Strategy)
}

// GoString describes the detection without its value.
func (d Detection) GoString() string {
	return "piigo.Detection{" + d.String() + "}"
}
