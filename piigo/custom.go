package piigo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/internal/pyre"
	"github.com/piigo/piigo/piigo/rules"
)

// CustomPattern is a pattern of the user's own, in the syntax of Python's re with
// IGNORECASE. Look-around, back-references and the like, which need time that can
// grow exponentially with the text, are an error in Go.
type CustomPattern struct {
	Type         PIIType         `json:"type"`
	Pattern      string          `json:"pattern"`
	Description  string          `json:"description"`
	MaskStrategy MaskingStrategy `json:"mask_strategy"`
	Enabled      bool            `json:"enabled"`
}

// UnmarshalJSON reads a pattern that is enabled and redacted unless it says
// otherwise.
func (p *CustomPattern) UnmarshalJSON(data []byte) error {
	type fields CustomPattern
	read := fields{MaskStrategy: StrategyRedact, Enabled: true}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&read)
	*p = CustomPattern(read)
	return err
}

// withCustom returns an engine that looks for the patterns of c besides those of e,
// or e if c has neither patterns of its own nor a whitelist.
func withCustom(e *core.Engine, c Config) (*core.Engine, error) {
	var own []core.Own
	var whitelist []*core.Regexp
	var names []string
	for i, p := range c.CustomPatterns {
		name := fmt.Sprintf("custom_patterns[%d]", i)
		if p.Type != Custom && rules.Of(p.Type) == nil {
			return nil, fmt.Errorf("piigo: %s: type is unknown", name)
		}
		if !p.MaskStrategy.Valid() {
			return nil, fmt.Errorf("piigo: %s: mask_strategy must be %s", name, strategies)
		}
		if !p.Enabled {
			continue
		}
		if err := c.checkNumber(name, len(own)); err != nil {
			return nil, err
		}
		parsed, err := c.parsePattern(name, p.Pattern)
		if err != nil {
			return nil, err
		}
		own = append(own, core.Own{Regexp: parsed, Type: p.Type, Strategy: p.MaskStrategy})
		names = append(names, name)
	}
	for i, pattern := range c.WhitelistPatterns {
		name := fmt.Sprintf("whitelist_patterns[%d]", i)
		if err := c.checkNumber(name, i); err != nil {
			return nil, err
		}
		parsed, err := c.parsePattern(name, pattern)
		if err != nil {
			return nil, err
		}
		whitelist = append(whitelist, parsed)
		names = append(names, name)
	}
	if len(names) == 0 {
		return e, nil
	}
	e = e.WithOwn(own, whitelist, core.Interpreter{Facts: pyre.GoFacts})
	for i, name := range names {
		if reason := e.Reason(i); reason != "" {
			return nil, fmt.Errorf("piigo: %s cannot be used in Go: %s", name, reason)
		}
	}
	return e, nil
}

// checkNumber refuses one more pattern beside those there are.
func (c Config) checkNumber(name string, there int) error {
	if there < c.MaxPatterns {
		return nil
	}
	return fmt.Errorf("piigo: %s is one more than max_patterns (%d)", name, c.MaxPatterns)
}

func (c Config) parsePattern(name, pattern string) (*core.Regexp, error) {
	over := func(what string, n int, option string, limit int) error {
		return fmt.Errorf("piigo: %s has %s of %d, more than %s (%d)", name, what, n, option, limit)
	}
	if n := utf8.RuneCountInString(pattern); n > c.MaxPatternLength {
		return nil, over("a length", n, "max_pattern_length", c.MaxPatternLength)
	}
	parsed, err := pyre.Parse(pattern)
	if err != nil {
		return nil, fmt.Errorf("piigo: %s is not a valid regular expression: %w", name, err)
	}
	if reason := parsed.Undecided(); reason != "" {
		return nil, fmt.Errorf("piigo: %s cannot be used in Go: %s", name, reason)
	}
	if n := parsed.LargestRepeat(); n > c.MaxRepeat {
		return nil, over("a counted repeat", n, "max_repeat", c.MaxRepeat)
	}
	if n := parsed.Size(); n > c.MaxProgramSize {
		return nil, over("a size", n, "max_program_size", c.MaxProgramSize)
	}
	return parsed, nil
}

// detectIn puts what an engine with custom or whitelist patterns finds into r.
func detectIn(e *core.Engine, text string, t *class.Text, r *core.Result) {
	if len(t.Bytes) > core.MaxOwnText {
		panic(pyre.ErrTextTooLong)
	}
	var runes []rune
	if e.NeedsText() {
		runes = class.Runes(text)
	}
	mapped := e.NewMapped(len(t.Bytes))
	core.Map(e, t.Bytes, runes, mapped)
	e.DetectIn(t.Bytes, mapped, []core.Part{{Length: len(t.Bytes)}}, r)
}
