// Package rules holds the facts about every built-in type of PII, one file per
// type: the patterns, where a match can begin, how far it reaches, how a value is
// partly shown, and examples of what must and must not match.
//
// The patterns are those of the PII filter plugin of the ContextForge MCP
// gateway, 0.9.0. Expr states each as Python's re module reads it with
// IGNORECASE; End or Around is the same pattern as code. Texts are class bytes
// (package class), one per code point, and all offsets count those.
package rules

// PIIType names a type of PII.
type PIIType string

// The types of PII that can be detected.
const (
	SSN           PIIType = "ssn"
	CreditCard    PIIType = "credit_card"
	Email         PIIType = "email"
	Phone         PIIType = "phone"
	IPAddress     PIIType = "ip_address"
	DateOfBirth   PIIType = "date_of_birth"
	Passport      PIIType = "passport"
	DriverLicense PIIType = "driver_license"
	BankAccount   PIIType = "bank_account"
	MedicalRecord PIIType = "medical_record"
	AWSKey        PIIType = "aws_key"
	APIKey        PIIType = "api_key"
	Custom        PIIType = "custom"
)

// MaskingStrategy names a way to mask a detected value.
type MaskingStrategy string

// The masking strategies.
const (
	Redact   MaskingStrategy = "redact"   // the configured redaction text
	Partial  MaskingStrategy = "partial"  // a part of the value stays visible
	Hash     MaskingStrategy = "hash"     // the first 8 hexadecimal digits of its SHA-256
	Tokenize MaskingStrategy = "tokenize" // a random token
	Remove   MaskingStrategy = "remove"   // nothing
)

// Valid reports whether s is one of the masking strategies.
func (s MaskingStrategy) Valid() bool {
	switch s {
	case Redact, Partial, Hash, Tokenize, Remove:
		return true
	}
	return false
}

// Rule holds everything that is known about one type of PII.
type Rule struct {
	Type PIIType
	// Flag is the option that turns the rule on, as configuration files spell it.
	Flag     string
	Patterns []Pattern
	Show     Show
	// Match lists texts of which at least one span matches, NoMatch near misses
	// in which nothing does. In Match, the part in ⟦brackets⟧ is the expected
	// first match.
	Match, NoMatch []string
}

// Pattern is one of the patterns of a rule.
type Pattern struct {
	Expr        string
	Description string
	Strategy    MaskingStrategy
	Start       Start
	// End returns the end of the match that begins at t[i], or -1. It is called
	// where Start allows, and only at a \b.
	End func(t []byte, i int) int
	// Number takes the place of End for Start.Numbers: t[i] begins a number of n
	// digits that is a word of one of the shapes.
	Number func(t []byte, i, n int) int
	// Around replaces End for patterns that turn on a character in their middle. It
	// returns the first match that begins at or after from and contains the anchor
	// at; or -1, -1.
	Around func(t []byte, at, from int) (start, end int)
}

// Start says where a match of a pattern can begin; nothing else is tried. A
// pattern may name several places.
type Start struct {
	// Numbers: at a word of digits alone, by its length and what follows.
	Numbers []Shape
	// Mixed: at a word whose first digit is its second or third character, with another
	// digit behind it.
	Mixed bool
	// Colon: at a word of up to MaxGroup characters before a ":", from which on there are
	// Colons of them within ColonsWithin characters.
	Colon bool
	// Labels: at a word that begins with these lower-case letters, of which the
	// first two are looked at. Case is ignored.
	Labels []string
	// AfterWord: at one of these characters ("+", "(") right behind a word.
	AfterWord string
	// At: around every "@" that has a "." behind it, before the next "@".
	At bool
	// Run: before RunLength characters of [A-Za-z0-9/+=] that end at a \b.
	Run bool
}

// RunLength is the number of characters that Start.Run tells of.
const RunLength = 40

// MaxGroup is the length of the longest word that Start.Colon tells of.
const MaxGroup = 4

// Colons is the number of colons, the first one included, that Start.Colon asks for within
// ColonsWithin characters, as an IPv6 address has them.
const (
	Colons       = 7
	ColonsWithin = (Colons-1)*(MaxGroup+1) + 1
)

// Shape describes a number: its possible lengths and what can follow it.
type Shape struct {
	Lengths Lengths
	Next    Next
	// Second: how many digits can stand behind Next's character, with no other word
	// character behind them. The zero value is for any number and whatever follows.
	Second Lengths
	// Whole: such a number is a match as it stands if it begins with 1 to 9, and none
	// otherwise. Pattern.Number says the same, but is not called.
	Whole bool
}

// Lengths is a set of lengths of numbers; bit 31 stands for 31 and more.
type Lengths uint32

// Between returns the set of lengths from low to high, both included.
func Between(low, high int) Lengths {
	return Lengths(1<<(high+1) - 1<<low)
}

// Next is a set of what can follow a number.
type Next uint8

// What can follow a number.
const (
	Dash Next = 1 << iota
	Dot
	Slash
	Colon
	White
	Open
	Close
	Elsewhere // any other non-word character, or the end of the text

	// Anything is whatever can follow a number.
	Anything = Dash | Dot | Slash | Colon | White | Open | Close | Elsewhere
)

// Show says what the partial strategy shows of a value. The zero value shows the
// first and the last character.
type Show struct {
	// Tail: the prefix, then the last four characters.
	Tail string
	// Mailbox: the first and last character before the "@", and all behind it.
	Mailbox bool
}
