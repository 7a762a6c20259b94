package pyre

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// maxGroups is the number from which re refuses a group number outright.
const maxGroups = 1<<30 - 1

// checkName refuses a group name that is no Python identifier. What is one
// beyond ASCII depends on the interpreter's Unicode tables.
func (p *parser) checkName(name []rune) {
	for i, r := range name {
		ok := asciiKind(r) <= Word && (i > 0 || !isDigit(r, 10))
		if r < 0x80 && !ok {
			p.fail(len(name)+1, "bad character in group name "+quote(name))
		}
	}
	if !isASCII(name) {
		p.undecide("a group name beyond ASCII")
	}
}

// named returns the number of the group called name.
func (p *parser) named(name []rune) int {
	number, ok := p.names[string(name)]
	if !ok {
		p.fail(len(name)+1, "unknown group name "+quote(name))
	}
	return number
}

// checkReference refuses a reference to a group that is not closed yet or that
// a look-behind around the reference defines. offset is that of its error.
func (p *parser) checkReference(number, offset int) {
	if !p.groups[number].closed {
		p.fail(offset, "cannot refer to an open group")
	}
	p.checkBehind(number)
}

func (p *parser) checkBehind(number int) {
	if p.behind == 0 {
		return
	}
	if number >= len(p.groups) || !p.groups[number].closed {
		p.fail(0, "cannot refer to an open group")
	}
	if number >= p.behind {
		p.fail(0, "cannot refer to group defined in the same lookbehind subpattern")
	}
}

// condition reads the group of a conditional, a name or a number.
func (p *parser) condition() int {
	name := p.until(')', "group name")
	digits := 0
	for _, r := range name {
		if isDigit(r, 10) {
			digits++
		}
	}
	if digits < len(name) {
		return p.conditionName(name)
	}
	number, err := strconv.ParseInt(string(name), 10, 64)
	switch {
	case err != nil || number >= maxGroups:
		p.fail(len(name)+1, "invalid group reference "+
			strings.TrimLeft(string(name), "0"))
	case number == 0:
		p.fail(len(name)+1, "bad group number")
	}
	p.references = append(p.references,
		groupReference{int(number), p.tell() - len(name) - 1})
	return int(number)
}

// conditionName resolves a condition that is not a plain number. Python 3.11
// takes whatever int() takes, "+1" for example; only Python can tell.
func (p *parser) conditionName(name []rune) int {
	if looseNumber(name) {
		p.undecide("a group number that Python 3.11 takes and 3.12 refuses")
		return 1
	}
	p.checkName(name)
	return p.named(name)
}

// looseNumber reports whether int() might take name although it is neither
// plain digits nor an identifier.
func looseNumber(name []rune) bool {
	text := strings.Trim(string(name), " \t\n\v\f\r\x1c\x1d\x1e\x1f")
	text = strings.TrimLeft(text, "+-")
	text = strings.ReplaceAll(text, "_", "")
	if text == "" {
		return false
	}
	for _, r := range text {
		if r < 0x80 && !isDigit(r, 10) {
			return false
		}
	}
	first := name[0]
	return first < 0x80 && asciiKind(first) != Word || first >= 0x80
}

// quote writes a name between quotes as Python's repr does for plain names.
func quote(name []rune) string {
	text := string(name)
	mark := "'"
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		mark = `"`
	}
	var b strings.Builder
	b.WriteString(mark)
	for _, r := range name {
		switch {
		case r == '\\' || string(r) == mark:
			b.WriteByte('\\')
			b.WriteRune(r)
		case !unicode.IsPrint(r):
			b.WriteString(escapeUnprintable(r))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteString(mark)
	return b.String()
}

func escapeUnprintable(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < 0x100:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}
