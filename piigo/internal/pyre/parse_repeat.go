package pyre

import "strconv"

// maxRepeatPython is the number from which re says that a repeat is too large.
const maxRepeatPython = 1<<32 - 1

// quantifier reads what follows the first character of a quantifier and wraps
// the last of items. It reports false where a brace is a literal.
func (p *parser) quantifier(char rune, items *[]node) bool {
	here := p.tell()
	low, high := 0, unlimited
	switch char {
	case '?':
		high = 1
	case '+':
		low = 1
	case '{':
		var ok bool
		if low, high, ok = p.counts(here); !ok {
			return false
		}
	}
	last := len(*items) - 1
	if last < 0 {
		fail(here-1, "nothing to repeat")
	}
	body := (*items)[last]
	switch body.(type) {
	case *anchorNode:
		fail(here-1, "nothing to repeat")
	case *repeatNode:
		fail(here-1, "multiple repeat")
	}
	mode := greedy
	switch {
	case p.match('?'):
		mode = lazy
	case p.match('+'):
		mode = possessive
	}
	(*items)[last] = &repeatNode{body, low, high, mode}
	return true
}

// counts reads a counted repeat behind its opening brace; here is the offset
// behind the brace. It reports false, and reads nothing, where the brace is a
// literal.
func (p *parser) counts(here int) (low, high int, ok bool) {
	if p.next.is('}') {
		return 0, 0, false
	}
	first := p.digits(len(p.source), 10)
	second := first
	if p.match(',') {
		second = p.digits(len(p.source), 10)
	}
	if !p.match('}') {
		p.seek(here)
		return 0, 0, false
	}
	low, high = count(first, 0), count(second, unlimited)
	if high < low {
		fail(here, "min repeat greater than max repeat")
	}
	return low, high, true
}

func count(digits string, empty int) int {
	if digits == "" {
		return empty
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || n >= maxRepeatPython {
		fail(NoPosition, "the repetition number is too large")
	}
	if n > MaxRepeat {
		panic(&LimitError{Limit: "number in a counted repeat", Max: MaxRepeat})
	}
	return int(n)
}

func itoa(n int) string { return strconv.Itoa(n) }
