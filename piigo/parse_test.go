package piigo_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo"
)

const (
	allTypes = "ssn, credit_card, email, phone, ip_address, date_of_birth, passport, " +
		"driver_license, bank_account, medical_record, aws_key, api_key, custom"
	allStrategies = "redact, partial, hash, tokenize, remove"
)

// mistakes are configurations with what a user is told of them.
var mistakes = []struct{ name, config, want string }{
	{"array", `[]`, "the configuration must be a JSON object, not an array"},
	{"string", `"x"`, "the configuration must be a JSON object, not a string"},
	{"number", `7`, "the configuration must be a JSON object, not a number"},
	{"boolean", `true`, "the configuration must be a JSON object, not a boolean"},
	{"null", ` null`, "the configuration must be a JSON object, not null"},
	{"nothing", ``, "the configuration is not valid JSON at byte 0: unexpected end of JSON input; correct it"},
	{"no end", `{"a": 1`, "the configuration is not valid JSON at byte 7: unexpected end of JSON input; correct it"},
	{"two objects", `{} {}`, "the configuration is not valid JSON at byte 4: " +
		"invalid character '{' after top-level value; correct it"},
	{"something behind", `{}x`, "the configuration is not valid JSON at byte 3: " +
		"invalid character 'x' after top-level value; correct it"},

	{"flag", `{"detect_ssn": "yes"}`, "detect_ssn must be true or false, not a string"},
	{"text", `{"redaction_text": 1}`, "redaction_text must be a string, not a number"},
	{"integer", `{"max_depth": true}`, "max_depth must be an integer, not a boolean"},
	{"fraction", `{"max_depth": 1.5}`, fmt.Sprintf("max_depth must be an integer from 1 to %d, not 1.5", math.MaxInt)},
	{"large integer", `{"max_depth": 1` + strings.Repeat("0", 99) + `}`, fmt.Sprintf(
		"max_depth must be an integer from 1 to %d, not 1%s...", math.MaxInt, strings.Repeat("0", 36))},
	{"limit of nothing", `{"max_depth": 0}`, "max_depth must be at least 1"},
	{"list", `{"whitelist_patterns": "a"}`, "whitelist_patterns must be a list, not a string; leave it out or []"},
	{"list of objects", `{"custom_patterns": {}}`, "custom_patterns must be a list, not an object; leave it out or []"},
	{"type of strategy", `{"default_mask_strategy": 3}`, "default_mask_strategy must be one of " + allStrategies + ", not a number"},
	{"strategy", `{"default_mask_strategy": "none"}`, `default_mask_strategy "none" is unknown; use one of ` + allStrategies},

	{"null for a flag", `{"detect_ssn": null}`, "detect_ssn must be true or false, not null"},
	{"null in other letters", `{"Detect_SSN": null }`, "detect_ssn must be true or false, not null"},
	{"null for a text", `{"redaction_text": null}`, "redaction_text must be a string, not null"},
	{"null for an integer", `{"max_depth": null}`, "max_depth must be an integer, not null"},
	{"null for a strategy", `{"default_mask_strategy": null}`, "default_mask_strategy must be one of " + allStrategies + ", not null"},
	{"null for a list", `{"whitelist_patterns": null}`, "whitelist_patterns must be a list, not null; leave it out or []"},
	{"null for a list of objects", `{"custom_patterns": null}`, "custom_patterns must be a list, not null; leave it out or []"},
	{"null for a field", `{"custom_patterns": [{"type": "ssn", "pattern": "a", "enabled": null}]}`,
		"custom_patterns[0].enabled must be true or false, not null"},
	{"null for a pattern", `{"custom_patterns": [{"type": "ssn", "pattern": null}]}`, "custom_patterns[0].pattern must be a string, not null"},

	{"item of whitelist", `{"whitelist_patterns": ["a", 5]}`, "whitelist_patterns[1] must be a string, not a number"},
	{"null in whitelist", `{"whitelist_patterns": [null]}`, "whitelist_patterns[0] must be a string, not null"},
	{"custom pattern", `{"custom_patterns": ["x"]}`, "custom_patterns[0] must be a JSON object, not a string"},
	{"null for a custom pattern", `{"custom_patterns": [null]}`, "custom_patterns[0] must be a JSON object, not null"},
	{"kind of type", `{"custom_patterns": [{"type": 1}]}`, "custom_patterns[0].type must be one of " + allTypes + ", not a number"},
	{"second pattern", `{"custom_patterns": [{"type": "ssn", "pattern": "a"}, {"enabled": 0}]}`,
		"custom_patterns[1].enabled must be true or false, not a number"},
	{"field", `{"custom_patterns": [{"type": "ssn", "patern": "a"}]}`, `custom_patterns[0]."patern" is not an option; ` +
		"use type, pattern, description, mask_strategy, enabled"},
	{"no type", `{"custom_patterns": [{"pattern": "a"}]}`, "custom_patterns[0].type is missing; every custom pattern has one"},
	{"empty type", `{"custom_patterns": [{"type": "", "pattern": "a"}]}`, "custom_patterns[0].type is missing; use one of " + allTypes},
	{"no pattern", `{"custom_patterns": [{"type": "ssn", "pattern": "a"}, {"type": "custom"}]}`,
		"custom_patterns[1].pattern is missing; every custom pattern has one"},
	{"no pattern, not enabled", `{"custom_patterns": [{"type": "ssn", "enabled": false}]}`,
		"custom_patterns[0].pattern is missing; every custom pattern has one"},
	{"type", `{"custom_patterns": [{"type": "zip_code", "pattern": "a"}]}`,
		`custom_patterns[0].type "zip_code" is unknown; use one of ` + allTypes},
	{"strategy of a pattern", `{"custom_patterns": [{"type": "ssn", "pattern": "a", "mask_strategy": "é\n"}]}`,
		`custom_patterns[0].mask_strategy "\u00e9\n" is unknown; use one of ` + allStrategies},

	{"bad pattern", `{"custom_patterns": [{"type": "ssn", "pattern": "b("}]}`, "custom_patterns[0].pattern is not a " +
		"valid regular expression at position 1: missing ), unterminated subpattern; correct the pattern or remove it"},
	{"bad whitelist pattern", `{"whitelist_patterns": ["a", "(?au)"]}`, "whitelist_patterns[1] is not a valid regular " +
		"expression at position 4: bad inline flags: flags 'a', 'u' and 'L' are incompatible; correct the pattern or remove it"},
	{"too many", `{"max_patterns": 1, "whitelist_patterns": ["a", "b"]}`,
		"whitelist_patterns[1] is one more than max_patterns (1); remove patterns or raise the limit"},
	{"too long", `{"max_pattern_length": 1, "whitelist_patterns": ["éa"]}`,
		"whitelist_patterns[0] has 2 characters, more than max_pattern_length (1); shorten it or raise the limit"},
	{"repeat", `{"max_repeat": 9, "whitelist_patterns": ["b{10}"]}`,
		"whitelist_patterns[0] has a counted repeat of 10, more than max_repeat (9); lower it or raise the limit"},
	{"size", `{"max_program_size": 9, "whitelist_patterns": ["b{10}"]}`, "whitelist_patterns[0] has 11 parts with its " +
		"counted repeats written out, more than max_program_size (9); make it simpler or raise the limit"},
	{"over Go's length", `{"max_pattern_length": 50000, "whitelist_patterns": ["` + strings.Repeat("a", 32_769) + `"]}`,
		"whitelist_patterns[0] is over the limit of 32768 for the pattern length, which no option raises; make it simpler"},
	{"over Go's repeat", `{"custom_patterns": [{"type": "ssn", "pattern": "a{100001}"}]}`, "custom_patterns[0].pattern is over " +
		"the limit of 100000 for the number in a counted repeat, which no option raises; make it simpler"},
	{"over Go's nesting", `{"whitelist_patterns": ["` + strings.Repeat("(", 201) + strings.Repeat(")", 201) + `"]}`,
		"whitelist_patterns[0] is over the limit of 200 for the nesting of groups, which no option raises; make it simpler"},
	{"look-ahead", `{"custom_patterns": [{"type": "ssn", "pattern": "(?=a)"}]}`, "custom_patterns[0].pattern needs " +
		"Python's re (a look-ahead), which the Go library does without; rewrite or remove it"},
	{"known to some Pythons only", `{"whitelist_patterns": ["\\z"]}`, `whitelist_patterns[0] needs Python's re ` +
		`(the escape \z, which Python 3.13 and older refuse), which the Go library does without; rewrite or remove it`},
}

func TestMistakes(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			c, err := piigo.ParseConfig([]byte(m.config))
			if err == nil {
				_, err = piigo.New(c)
			}
			require.EqualError(t, err, "piigo: "+m.want)
		})
	}
}

func TestUnknownOptionListsAll(t *testing.T) {
	_, err := piigo.ParseConfig([]byte(`{"detect_snn": true}`))
	require.ErrorContains(t, err, `piigo: "detect_snn" is not an option; use detect_ssn, detect_credit_card, `)
	require.ErrorContains(t, err, ", custom_patterns, whitelist_patterns, ")
}

func TestMistakeInACustomPatternAlone(t *testing.T) {
	var p piigo.CustomPattern
	require.EqualError(t, json.Unmarshal([]byte(`[]`), &p), "piigo: a custom pattern must be a JSON object, not an array")
	require.EqualError(t, json.Unmarshal([]byte(`{"enabled": 1}`), &p), "piigo: enabled must be true or false, not a number")
	require.EqualError(t, json.Unmarshal([]byte(`{"type": "ssn"}`), &p), "piigo: pattern is missing; every custom pattern has one")
}

func TestConfigIsReadAsItIsWritten(t *testing.T) {
	c := piigo.DefaultConfig()
	for range 2 {
		written, err := json.Marshal(c)
		require.NoError(t, err)
		read, err := piigo.ParseConfig(written)
		require.NoError(t, err)
		require.Equal(t, c, read)
		c.WhitelistPatterns = []string{"a"}
		c.CustomPatterns = []piigo.CustomPattern{{Type: piigo.SSN, Pattern: "b", MaskStrategy: piigo.StrategyHash}}
	}
}
