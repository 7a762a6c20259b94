package piigo

import (
	"fmt"
	"slices"

	"github.com/piigo/piigo/piigo/internal/pyre"
)

// Config holds the options of a Detector. The JSON names are those of the
// gateway's PII filter plugin, whose config block ParseConfig reads.
//
// Start from DefaultConfig: New refuses the zero Config, which has no masking
// strategy and limits of 0.
type Config struct {
	DetectSSN           bool `json:"detect_ssn"`
	DetectCreditCard    bool `json:"detect_credit_card"`
	DetectEmail         bool `json:"detect_email"`
	DetectPhone         bool `json:"detect_phone"`
	DetectIPAddress     bool `json:"detect_ip_address"`
	DetectDateOfBirth   bool `json:"detect_date_of_birth"`
	DetectPassport      bool `json:"detect_passport"`
	DetectDriverLicense bool `json:"detect_driver_license"`
	DetectBankAccount   bool `json:"detect_bank_account"`
	DetectMedicalRecord bool `json:"detect_medical_record"`
	DetectAWSKeys       bool `json:"detect_aws_keys"`
	DetectAPIKeys       bool `json:"detect_api_keys"`

	// DefaultMaskStrategy masks a Detection without a Strategy. The built-in
	// patterns have their own: partial for SSNs, credit cards, email addresses,
	// phone numbers and IBANs, redact for all others.
	DefaultMaskStrategy MaskingStrategy `json:"default_mask_strategy"`
	// RedactionText is what the redact strategy puts in place of a value.
	RedactionText string `json:"redaction_text"`

	// CustomPatterns are looked for besides the built-in patterns, those of a type
	// after its built-in ones.
	CustomPatterns []CustomPattern `json:"custom_patterns,omitempty"`
	// WhitelistPatterns keep what they match from being a detection. They are in the
	// syntax of Python's re, like CustomPattern.Pattern, and see each value alone.
	WhitelistPatterns []string `json:"whitelist_patterns,omitempty"`

	// BlockOnDetection, LogDetections and IncludeDetectionDetails are for the
	// program around the detector, which does not look at them.
	BlockOnDetection        bool `json:"block_on_detection"`
	LogDetections           bool `json:"log_detections"`
	IncludeDetectionDetails bool `json:"include_detection_details"`

	// MaxDepth is how deep ProcessNested follows containers and JSON in strings.
	MaxDepth int `json:"max_depth"`

	// The limits for patterns; New refuses what is over one of them.

	// MaxPatterns is how many enabled CustomPatterns there may be, and how many
	// WhitelistPatterns.
	MaxPatterns int `json:"max_patterns"`
	// MaxPatternLength is the longest pattern, in code points. Its default is the
	// most that Go takes, as is that of MaxRepeat.
	MaxPatternLength int `json:"max_pattern_length"`
	// MaxRepeat is the largest number in a counted repeat.
	MaxRepeat int `json:"max_repeat"`
	// MaxProgramSize is the largest pattern, in parts, with its counted repeats
	// written out. Characters, classes, anchors and repeats are a part each.
	MaxProgramSize int `json:"max_program_size"`
}

// DefaultMaxDepth is the MaxDepth of DefaultConfig. The gateway's own filter can
// follow somewhat less than this before it fails.
const DefaultMaxDepth = 1000

// DefaultConfig returns the options of a Detector for all built-in types.
func DefaultConfig() Config {
	return Config{
		DetectSSN:           true,
		DetectCreditCard:    true,
		DetectEmail:         true,
		DetectPhone:         true,
		DetectIPAddress:     true,
		DetectDateOfBirth:   true,
		DetectPassport:      true,
		DetectDriverLicense: true,
		DetectBankAccount:   true,
		DetectMedicalRecord: true,
		DetectAWSKeys:       true,
		DetectAPIKeys:       true,

		DefaultMaskStrategy:     StrategyRedact,
		RedactionText:           "[REDACTED]",
		LogDetections:           true,
		IncludeDetectionDetails: true,
		MaxDepth:                DefaultMaxDepth,

		MaxPatterns:      1_000,
		MaxPatternLength: pyre.MaxPatternLength,
		MaxRepeat:        pyre.MaxRepeat,
		MaxProgramSize:   200_000,
	}
}

// clone returns c with lists of its own.
func (c Config) clone() Config {
	c.CustomPatterns = slices.Clone(c.CustomPatterns)
	c.WhitelistPatterns = slices.Clone(c.WhitelistPatterns)
	return c
}

func (c Config) validate() error {
	if err := checkStrategy("default_mask_strategy", c.DefaultMaskStrategy); err != nil {
		return err
	}
	for _, limit := range []struct {
		name  string
		value int
	}{
		{"max_depth", c.MaxDepth},
		{"max_patterns", c.MaxPatterns},
		{"max_pattern_length", c.MaxPatternLength},
		{"max_repeat", c.MaxRepeat},
		{"max_program_size", c.MaxProgramSize},
	} {
		if limit.value < 1 {
			return fmt.Errorf("piigo: %s must be at least 1", limit.name)
		}
	}
	return nil
}

// enabled reports whether the option that a rule names is on.
func (c Config) enabled(flag string) bool {
	switch flag {
	case "detect_ssn":
		return c.DetectSSN
	case "detect_credit_card":
		return c.DetectCreditCard
	case "detect_email":
		return c.DetectEmail
	case "detect_phone":
		return c.DetectPhone
	case "detect_ip_address":
		return c.DetectIPAddress
	case "detect_date_of_birth":
		return c.DetectDateOfBirth
	case "detect_passport":
		return c.DetectPassport
	case "detect_driver_license":
		return c.DetectDriverLicense
	case "detect_bank_account":
		return c.DetectBankAccount
	case "detect_medical_record":
		return c.DetectMedicalRecord
	case "detect_aws_keys":
		return c.DetectAWSKeys
	case "detect_api_keys":
		return c.DetectAPIKeys
	}
	return false
}
