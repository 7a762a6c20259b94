package piigo

import (
	"errors"
	"fmt"
	"reflect"
	"unicode/utf8"

	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/internal/pyre"
)

// CustomPattern is a pattern that the user adds, in the syntax of Python's re with
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
// otherwise. Type and pattern must be there, as "" would match everywhere.
func (p *CustomPattern) UnmarshalJSON(data []byte) error {
	return p.read(data, "a custom pattern", "")
}

func (p *CustomPattern) read(data []byte, name, prefix string) error {
	type fields CustomPattern // without UnmarshalJSON
	read := struct {
		*fields
		Type    *PIIType `json:"type"`
		Pattern *string  `json:"pattern"`
	}{fields: &fields{MaskStrategy: StrategyRedact, Enabled: true}}
	if err := readObject(data, &read, reflect.TypeFor[fields](), name, prefix); err != nil {
		return err
	}
	if read.Type == nil {
		return missing(prefix + "type")
	}
	if read.Pattern == nil {
		return missing(prefix + "pattern")
	}
	*p = CustomPattern(*read.fields)
	p.Type, p.Pattern = *read.Type, *read.Pattern
	return nil
}

func missing(name string) error {
	return fmt.Errorf("piigo: %s is missing; every custom pattern has one", name)
}

// withCustom returns an engine that looks for the patterns of c besides those of e,
// or e if c has neither custom patterns nor a whitelist.
func withCustom(e *core.Engine, c Config) (*core.Engine, error) {
	var custom []core.Custom
	var whitelist []*core.Regexp
	var names []string
	for i, p := range c.CustomPatterns {
		name := customName(i)
		if err := checkType(name+".type", p.Type); err != nil {
			return nil, err
		}
		if err := checkStrategy(name+".mask_strategy", p.MaskStrategy); err != nil {
			return nil, err
		}
		if !p.Enabled {
			continue
		}
		if err := c.checkNumber(name, len(custom)); err != nil {
			return nil, err
		}
		name += ".pattern"
		parsed, err := c.parsePattern(name, p.Pattern)
		if err != nil {
			return nil, err
		}
		custom = append(custom, core.Custom{Regexp: parsed, Type: p.Type, Strategy: p.MaskStrategy})
		names = append(names, name)
	}
	for i, pattern := range c.WhitelistPatterns {
		name := whitelistName(i)
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
	e = e.WithCustom(custom, whitelist, core.Interpreter{Facts: pyre.GoFacts})
	for i, name := range names {
		if reason := e.Reason(i); reason != "" {
			return nil, needsPython(name, reason)
		}
	}
	return e, nil
}

// checkNumber refuses one more pattern beside those there are.
func (c Config) checkNumber(name string, there int) error {
	if there < c.MaxPatterns {
		return nil
	}
	return fmt.Errorf("piigo: %s is one more than max_patterns (%d); remove patterns or raise the limit", name, c.MaxPatterns)
}

func (c Config) parsePattern(name, pattern string) (*core.Regexp, error) {
	over := func(has, option string, limit int, advice string) error {
		return fmt.Errorf("piigo: %s has %s, more than %s (%d); %s or raise the limit", name, has, option, limit, advice)
	}
	// What is over Go's own limit is left to Parse: to raise the option would not help.
	n := utf8.RuneCountInString(pattern)
	if n > c.MaxPatternLength && n <= pyre.MaxPatternLength {
		return nil, over(fmt.Sprintf("%d characters", n), "max_pattern_length", c.MaxPatternLength, "shorten it")
	}
	parsed, err := pyre.Parse(pattern)
	if err != nil {
		return nil, refused(name, err)
	}
	if reason := parsed.Undecided(); reason != "" {
		return nil, needsPython(name, reason)
	}
	if n := parsed.LargestRepeat(); n > c.MaxRepeat {
		return nil, over(fmt.Sprintf("a counted repeat of %d", n), "max_repeat", c.MaxRepeat, "lower it")
	}
	if n := parsed.Size(); n > c.MaxProgramSize {
		has := fmt.Sprintf("%d parts with its counted repeats written out", n)
		return nil, over(has, "max_program_size", c.MaxProgramSize, "make it simpler")
	}
	return parsed, nil
}

// refused says what to do about a pattern that cannot be parsed.
func refused(name string, err error) error {
	var limit *pyre.LimitError
	if errors.As(err, &limit) {
		return fmt.Errorf("piigo: %s is over the limit of %d for the %s, which no option raises; make it simpler",
			name, limit.Max, limit.Limit)
	}
	var syntax *pyre.SyntaxError
	if !errors.As(err, &syntax) {
		return fmt.Errorf("piigo: %s cannot be read: %w", name, err)
	}
	at := ""
	if syntax.Position != pyre.NoPosition {
		at = fmt.Sprintf(" at position %d", syntax.Position)
	}
	return fmt.Errorf("piigo: %s is not a valid regular expression%s: %s; correct the pattern or remove it",
		name, at, syntax.Reason)
}

func needsPython(name, reason string) error {
	return fmt.Errorf("piigo: %s needs Python's re (%s), which the Go library does without; rewrite or remove it", name, reason)
}

// detectIn puts what an engine with custom or whitelist patterns finds into r.
func detectIn(e *core.Engine, text string, t *class.Text, r *core.Result) {
	if len(t.Bytes) > core.MaxCustomText {
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
