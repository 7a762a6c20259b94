package tests_go

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo"
)

func fromJSON(t *testing.T, options string) *piigo.Detector {
	c, err := piigo.ParseConfig([]byte(options))
	require.NoError(t, err)
	d, err := piigo.New(c)
	require.NoError(t, err)
	return d
}

func TestCustomPatternsAndWhitelist(t *testing.T) {
	for name, c := range map[string]struct {
		options, text string
		found         []string
		masked        string
	}{
		"a type of its own": {
			`{"custom_patterns": [{"type": "custom", "pattern": "\\bEMP-\\d{3}\\b"}], "detect_phone": false}`,
			"é emp-123, emp-1234", []string{"custom at 3-10 (redact)"}, "é [REDACTED], emp-1234",
		},
		"joins a built-in type, behind its patterns": {
			`{"custom_patterns": [{"type": "email", "pattern": "\\w+ at \\w+", "mask_strategy": "hash"},
			  {"type": "email", "pattern": "@", "mask_strategy": "remove"}]}`,
			"x at y, a@b.org", []string{"email at 8-15 (partial)", "email at 0-6 (hash)"}, "[HASH:230b4ebe], ***@b.org",
		},
		"of a built-in type that is off": {
			`{"detect_ssn": false, "detect_phone": false, "custom_patterns": [{"type": "ssn", "pattern": "#\\d+", "mask_strategy": "partial"}]}`,
			"10.0.0.1 #1234", []string{"ip_address at 0-8 (redact)", "ssn at 9-14 (partial)"}, "[REDACTED] ***-**-1234",
		},
		"not enabled": {
			`{"custom_patterns": [{"type": "custom", "pattern": "x", "enabled": false}]}`, "x", nil, "x",
		},
		"whitelist sees the value alone": {
			`{"whitelist_patterns": ["^a@", "ORG$"]}`,
			"xa@b.com a@b.com é@ c@d.org c@d.orgs", []string{"email at 0-8 (partial)", "email at 29-37 (partial)"},
			"***@b.com a@b.com é@ c@d.org ***@d.orgs",
		},
		"empty matches": {
			`{"custom_patterns": [{"type": "custom", "pattern": "b*"}]}`,
			"ab", []string{"custom at 0-0 (redact)", "custom at 1-2 (redact)"}, "[REDACTED]a[REDACTED]",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := fromJSON(t, c.options)
			var found []string
			for _, each := range d.Detect(c.text) {
				found = append(found, each.String())
				require.Equal(t, c.text[each.Start:each.End], each.Value)
			}
			require.Equal(t, c.found, found)
			require.Equal(t, c.masked, d.Redact(c.text))
		})
	}
}

func TestPatternLimits(t *testing.T) {
	for options, want := range map[string]string{
		`"whitelist_patterns": ["a", "b", "c"], "max_patterns": 2`:    "whitelist_patterns[2] is one more than max_patterns (2); remove patterns or raise the limit",
		`"whitelist_patterns": ["", "éabc"], "max_pattern_length": 3`: "whitelist_patterns[1] has 4 characters, more than max_pattern_length (3); shorten it or raise the limit",
		`"whitelist_patterns": ["a{2,11}"], "max_repeat": 10`:         "whitelist_patterns[0] has a counted repeat of 11, more than max_repeat (10); lower it or raise the limit",
		`"whitelist_patterns": ["(?:ab){11}"], "max_program_size": 22`: "whitelist_patterns[0] has 23 parts with its counted repeats written out, " +
			"more than max_program_size (22); make it simpler or raise the limit",
		`"custom_patterns": [{"type": "custom", "pattern": "a", "enabled": false}, {"type": "custom", "pattern": "a"},
		  {"type": "custom", "pattern": "b"}], "max_patterns": 1`: "custom_patterns[2] is one more than max_patterns (1); remove patterns or raise the limit",
	} {
		c, err := piigo.ParseConfig([]byte("{" + options + "}"))
		require.NoError(t, err, options)
		_, err = piigo.New(c)
		require.EqualError(t, err, "piigo: "+want)
		for _, limit := range []*int{&c.MaxPatterns, &c.MaxPatternLength, &c.MaxRepeat, &c.MaxProgramSize} {
			*limit++
		}
		_, err = piigo.New(c)
		require.NoError(t, err, "at the limit: "+options)
	}
	_, err := piigo.ParseConfig([]byte(`{"max_repeat": 0}`))
	require.EqualError(t, err, "piigo: max_repeat must be at least 1")
}

func TestCustomPatternErrors(t *testing.T) {
	for options, want := range map[string]string{
		`{"custom_patterns": [{"type": "custom", "pattern": "("}]}`:                                "custom_patterns[0].pattern is not a valid regular expression",
		`{"custom_patterns": [{"type": "custom", "pattern": "a"}, {"type": "x", "pattern": "b"}]}`: `custom_patterns[1].type "x" is unknown`,
		`{"custom_patterns": [{"type": "ssn", "pattern": "a", "mask_strategy": "none"}]}`:          `custom_patterns[0].mask_strategy "none" is unknown`,
		`{"custom_patterns": [{"type": "custom", "pattern": "(a)\\1"}]}`:                           "custom_patterns[0].pattern needs Python's re",
		`{"whitelist_patterns": ["a", "(?=a)"]}`:                                                   "whitelist_patterns[1] needs Python's re",
		`{"whitelist_patterns": ["[b-a]"]}`:                                                        "whitelist_patterns[0] is not a valid regular expression",
	} {
		c, err := piigo.ParseConfig([]byte(options))
		require.NoError(t, err, options)
		_, err = piigo.New(c)
		require.ErrorContains(t, err, want, options)
	}
	_, err := piigo.ParseConfig([]byte(`{"custom_patterns": [{"typ": "custom"}]}`))
	require.ErrorContains(t, err, "typ")
}

// TestPatternsOfManyScripts has more letters to tell apart than one alphabet of bytes
// has room for.
func TestPatternsOfManyScripts(t *testing.T) {
	letters := "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяαβγδεζηθικλμνξοπρστυφχψωäöü"
	c := piigo.DefaultConfig()
	c.RedactionText = "_"
	c.WhitelistPatterns = []string{"^ж$", "^x$", "^ω$"}
	for _, letter := range letters {
		c.CustomPatterns = append(c.CustomPatterns, piigo.CustomPattern{
			Type: piigo.Custom, Pattern: string(letter), MaskStrategy: piigo.StrategyRedact, Enabled: true,
		})
	}
	d, err := piigo.New(c)
	require.NoError(t, err)
	require.Equal(t, "_ж_漢 x__ ωΩ _", d.Redact("aжЯ漢 xyЩ ωΩ Ü"))
}
