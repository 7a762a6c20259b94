package pyre

// group reads a group behind its opening parenthesis. It returns no node for
// a comment and for global flags, and says which of the two it was.
func (p *parser) group(f flags, depth int) (item node, global bool) {
	start := p.tell() - 1
	if !p.match('?') {
		return p.capture("", f, depth, start), false
	}
	t := p.get()
	if !t.valid {
		p.fail(0, "unexpected end of pattern")
	}
	if t.escaped {
		p.fail(t.size()+1, "unknown extension ?"+t.String())
	}
	switch t.char {
	case 'P':
		return p.pythonGroup(f, depth, start), false
	case ':':
		return &groupNode{body: p.contents(f, depth, start)}, false
	case '#':
		p.comment(start)
		return nil, false
	case '>':
		return &atomicNode{p.contents(f, depth, start)}, false
	case '=', '!':
		body := p.contents(f, depth, start)
		return &lookNode{negative: t.char == '!', body: body}, false
	case '<':
		return p.lookBehind(f, depth, start), false
	case '(':
		return p.conditional(f, depth, start), false
	}
	if _, ok := flagLetters[t.char]; !ok && t.char != '-' && t.char != 'L' && t.char != 't' {
		p.fail(2, "unknown extension ?"+t.String())
	}
	on, off, scoped := p.inlineFlags(t)
	if !scoped {
		p.global |= on
		return nil, true
	}
	return &groupNode{body: p.contents(f.with(on, off), depth, start)}, false
}

// contents reads a group's body and closing parenthesis.
func (p *parser) contents(f flags, depth, start int) node {
	body := p.alternation(f, depth+1)
	p.closing(start)
	return body
}

func (p *parser) closing(start int) {
	if !p.match(')') {
		fail(start, "missing ), unterminated subpattern")
	}
}

// capture reads the body of a numbered group, with a name if that is not "".
func (p *parser) capture(name string, f flags, depth, start int) node {
	number := len(p.groups)
	p.groups = append(p.groups, group{})
	if name != "" {
		p.names[name] = number
	}
	body := p.contents(f, depth, start)
	p.groups[number] = group{closed: true, width: widthOf(body, p.groups)}
	return &groupNode{number, body}
}

func (p *parser) comment(start int) {
	for {
		if !p.next.valid {
			fail(start, "missing ), unterminated comment")
		}
		if p.get().is(')') {
			return
		}
	}
}

// pythonGroup reads a named group or a reference to one, behind "(?P".
func (p *parser) pythonGroup(f flags, depth, start int) node {
	switch {
	case p.match('<'):
		name := p.until('>', "group name")
		p.checkName(name)
		if old, ok := p.names[string(name)]; ok {
			p.fail(len(name)+1, "redefinition of group name "+quote(name)+
				" as group "+itoa(len(p.groups))+"; was group "+itoa(old))
		}
		return p.capture(string(name), f, depth, start)
	case p.match('='):
		name := p.until(')', "group name")
		p.checkName(name)
		number := p.named(name)
		p.checkReference(number, len(name)+1)
		return &backrefNode{number}
	}
	t := p.get()
	if !t.valid {
		p.fail(0, "unexpected end of pattern")
	}
	p.fail(t.size()+2, "unknown extension ?P"+t.String())
	return nil
}

// lookBehind reads a look-behind behind "(?<".
func (p *parser) lookBehind(f flags, depth, start int) node {
	t := p.get()
	switch {
	case !t.valid:
		p.fail(0, "unexpected end of pattern")
	case !t.is('=') && !t.is('!'):
		p.fail(t.size()+2, "unknown extension ?<"+t.String())
	}
	outermost := p.behind == 0
	if outermost {
		p.behind = len(p.groups)
	}
	body := p.alternation(f, depth+1)
	if outermost {
		p.behind = 0
	}
	p.closing(start)
	return &lookNode{behind: true, negative: t.char == '!', body: body}
}

// conditional reads a conditional group behind "(?(".
func (p *parser) conditional(f flags, depth, start int) node {
	if depth >= MaxNesting {
		panic(&LimitError{Limit: "nesting of groups", Max: MaxNesting})
	}
	number := p.condition()
	p.checkBehind(number)
	n := &conditionalNode{index: number, yes: p.branch(f, depth+1, false)}
	if p.match('|') {
		n.no = p.branch(f, depth+1, false)
		if p.next.is('|') {
			p.fail(0, "conditional backref with more than two branches")
		}
	}
	p.closing(start)
	return n
}
