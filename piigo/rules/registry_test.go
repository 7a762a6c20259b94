package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo/internal/class"
	"github.com/piigo/piigo/piigo/internal/pyre"
	"github.com/piigo/piigo/piigo/internal/scan"
	"github.com/piigo/piigo/piigo/rules"
)

// TestExamples checks every example of every rule, with the scanner and with the
// plain reference.
func TestExamples(t *testing.T) {
	first := 0
	for _, rule := range rules.Registry {
		patterns := first
		first += len(rule.Patterns)
		t.Run(string(rule.Type), func(t *testing.T) {
			require.NotEmpty(t, rule.Match, "a rule needs texts that must match")
			require.NotEmpty(t, rule.NoMatch, "a rule needs texts that must not match")
			require.NotEmpty(t, rule.Flag)
			for _, example := range rule.Match {
				text := strings.NewReplacer("⟦", "", "⟧", "").Replace(example)
				before, rest, found := strings.Cut(example, "⟦")
				value, _, closed := strings.Cut(rest, "⟧")
				require.True(t, found && closed, "%q marks no match", example)
				start := len([]rune(before))
				want := scan.NewSpan(start, start+len([]rune(value)))
				require.Contains(t, scanned(text, patterns, rule), want, "scanner: %q", example)
				require.Contains(t, referred(t, text, rule), want, "reference: %q", example)
			}
			for _, text := range rule.NoMatch {
				require.Empty(t, scanned(text, patterns, rule), "scanner: %q", text)
				require.Empty(t, referred(t, text, rule), "reference: %q", text)
			}
		})
	}
}

// TestExamplesEverywhere puts white space before every example, so that each of its
// characters stands at each place of the scanner's blocks of 64.
func TestExamplesEverywhere(t *testing.T) {
	first := 0
	for _, rule := range rules.Registry {
		patterns := first
		first += len(rule.Patterns)
		for _, example := range slices.Concat(rule.Match, rule.NoMatch) {
			text := strings.NewReplacer("⟦", "", "⟧", "").Replace(example)
			want := scanned(text, patterns, rule)
			for before := range 2 * 64 {
				for i := range want {
					want[i].Start += uint32(min(before, 1))
					want[i].End += uint32(min(before, 1))
				}
				got := scanned(strings.Repeat(" ", before)+text+strings.Repeat(" ", 64), patterns, rule)
				require.Equal(t, want, got, "%q behind %d spaces", example, before)
			}
		}
	}
}

func scanned(text string, first int, rule rules.Rule) (spans []scan.Span) {
	m := scan.NewMatches()
	scan.Find(class.Of(text).Bytes, 0, ^scan.Set(0), m)
	for _, of := range m.Of[first : first+len(rule.Patterns)] {
		spans = append(spans, of...)
	}
	return spans
}

func referred(t *testing.T, text string, rule rules.Rule) (spans []scan.Span) {
	for _, p := range rule.Patterns {
		pattern, err := pyre.Parse(p.Expr)
		require.NoError(t, err)
		for _, s := range pattern.FindAllReference(class.Of(text).Bytes) {
			spans = append(spans, scan.NewSpan(s[0], s[1]))
		}
	}
	return spans
}

func TestPatternsSayHowToMatch(t *testing.T) {
	for _, rule := range rules.Registry {
		for _, p := range rule.Patterns {
			require.Equal(t, p.Start.At, p.Around != nil, p.Description)
			require.Equal(t, !p.Start.At, p.End != nil || p.Number != nil, p.Description)
			require.Equal(t, p.Start.Numbers != nil, p.Number != nil, p.Description)
		}
	}
}

func TestOf(t *testing.T) {
	for i := range rules.Registry {
		require.Same(t, &rules.Registry[i], rules.Of(rules.Registry[i].Type))
	}
	require.Nil(t, rules.Of(rules.Custom))
	require.Nil(t, rules.Of("unknown"))
}
