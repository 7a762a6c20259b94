package pyre

import "strconv"

// token is one code point of a pattern, or a backslash and the code point
// after it. The zero token is the end of the pattern.
type token struct {
	char    rune
	escaped bool
	valid   bool
}

func (t token) is(r rune) bool { return t.valid && !t.escaped && t.char == r }

// size is the token's length in code points.
func (t token) size() int {
	if t.escaped {
		return 2
	}
	return 1
}

func (t token) String() string {
	if t.escaped {
		return `\` + string(t.char)
	}
	return string(t.char)
}

// lexer reads tokens, one token ahead: re reports a trailing backslash when
// the token before it is taken.
type lexer struct {
	source []rune
	index  int // just behind next
	next   token
}

// fail ends the parse; Parse turns the panic into its error.
func fail(position int, reason string) {
	panic(&SyntaxError{Reason: reason, Position: position})
}

// fail ends the parse with a position offset code points before the next token.
func (l *lexer) fail(offset int, reason string) { fail(l.tell()-offset, reason) }

// tell is the offset of the next token.
func (l *lexer) tell() int {
	if !l.next.valid {
		return l.index
	}
	return l.index - l.next.size()
}

func (l *lexer) seek(index int) {
	l.index = index
	l.advance()
}

func (l *lexer) advance() {
	if l.index >= len(l.source) {
		l.next = token{}
		return
	}
	char := l.source[l.index]
	l.index++
	if char != '\\' {
		l.next = token{char: char, valid: true}
		return
	}
	if l.index >= len(l.source) {
		fail(len(l.source)-1, "bad escape (end of pattern)")
	}
	l.next = token{char: l.source[l.index], escaped: true, valid: true}
	l.index++
}

func (l *lexer) get() token {
	t := l.next
	l.advance()
	return t
}

// match takes the next token if it is r.
func (l *lexer) match(r rune) bool {
	if !l.next.is(r) {
		return false
	}
	l.advance()
	return true
}

// digits takes at most n digits of the given base (8, 10 or 16).
func (l *lexer) digits(n, base int) string {
	var out []rune
	for len(out) < n && l.next.valid && !l.next.escaped && isDigit(l.next.char, base) {
		out = append(out, l.get().char)
	}
	return string(out)
}

func isDigit(r rune, base int) bool {
	if r > 'f' {
		return false
	}
	_, err := strconv.ParseUint(string(r), base, 8)
	return err == nil
}

// until takes the tokens before terminator, and it; name is what they are
// called in errors.
func (l *lexer) until(terminator rune, name string) []rune {
	var out []rune
	for {
		t := l.get()
		switch {
		case !t.valid && len(out) == 0:
			l.fail(0, "missing "+name)
		case !t.valid:
			l.fail(len(out), "missing "+string(terminator)+", unterminated name")
		case t.is(terminator) && len(out) == 0:
			l.fail(1, "missing "+name)
		case t.is(terminator):
			return out
		case t.escaped:
			out = append(out, '\\')
		}
		out = append(out, t.char)
	}
}
