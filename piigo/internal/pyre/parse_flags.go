package pyre

import "unicode"

// inlineFlags reads inline flags whose first letter is t. scoped is false for
// flags that end with a parenthesis and so hold for the whole pattern.
func (p *parser) inlineFlags(t token) (on, off flags, scoped bool) {
	template := false
	if !t.is('-') {
		on, template, t = p.flagsOn(t)
	}
	if t.is(')') {
		return on, 0, false
	}
	if template {
		p.fail(1, "bad inline flags: cannot turn on global flag")
	}
	if t.is('-') {
		off = p.flagsOff()
	}
	if on&off != 0 {
		p.fail(1, "bad inline flags: flag turned on and off")
	}
	return on, off, true
}

// flagsOn reads the flags to turn on and returns the token that ends them.
// template is true where the letter t, of old Pythons, is among them.
func (p *parser) flagsOn(t token) (on flags, template bool, end token) {
	for {
		switch t.char {
		case 'L':
			p.fail(0, "bad inline flags: cannot use 'L' flag with a str pattern")
		case 't':
			template = true
			p.undecide("the inline flag t, which Python 3.12 and older know")
		}
		on |= flagLetters[t.char]
		if on&typeFlags == typeFlags {
			p.fail(0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible")
		}
		t = p.get()
		switch {
		case !t.valid:
			p.fail(0, "missing -, : or )")
		case t.is(')') || t.is('-') || t.is(':'):
			return on, template, t
		}
		if !t.is('t') {
			p.checkFlag(t, "missing -, : or )")
		}
	}
}

// flagsOff reads the flags to turn off and the colon behind them.
func (p *parser) flagsOff() flags {
	var off flags
	t := p.get()
	if !t.valid {
		p.fail(0, "missing flag")
	}
	p.checkFlag(t, "missing flag")
	for {
		if t.char == 'L' || flagLetters[t.char]&typeFlags != 0 {
			p.fail(0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
		}
		off |= flagLetters[t.char]
		t = p.get()
		if !t.valid {
			p.fail(0, "missing :")
		}
		if t.is(':') {
			return off
		}
		p.checkFlag(t, "missing :")
	}
}

// checkFlag refuses a token that is no flag letter; missing is the reason if
// it is no letter at all.
func (p *parser) checkFlag(t token, missing string) {
	if !t.escaped {
		if _, ok := flagLetters[t.char]; ok || t.char == 'L' {
			return
		}
		if unicode.IsLetter(t.char) {
			missing = "unknown flag"
		}
	}
	p.fail(t.size(), missing)
}
