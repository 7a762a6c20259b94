package pyre

import "unicode/utf8"

// Parse reads a pattern as re.compile(expr, re.IGNORECASE) does. The pattern
// is UTF-8, in which a lone surrogate may stand in its three-byte form.
//
// The error is a *SyntaxError where re refuses the pattern and a *LimitError
// where the pattern is longer or deeper than the package's limits. A pattern
// that only Python can judge (one with a \N{...}, say) is accepted; its
// Translate then says so.
func Parse(expr string) (*Pattern, error) {
	source, ok := decode(expr)
	if !ok {
		return nil, &SyntaxError{Reason: "pattern is not text", Position: NoPosition}
	}
	return ParseRunes(source)
}

// ParseRunes is Parse for a pattern that is given as code points.
func ParseRunes(source []rune) (pattern *Pattern, err error) {
	if len(source) > MaxPatternLength {
		return nil, &LimitError{Limit: "pattern length", Max: MaxPatternLength}
	}
	defer func() {
		switch failure := recover().(type) {
		case nil:
		case *SyntaxError:
			pattern, err = nil, failure
		case *LimitError:
			pattern, err = nil, failure
		default:
			panic(failure)
		}
	}()
	p := &parser{
		lexer:  lexer{source: source},
		global: flagIgnoreCase,
		names:  map[string]int{},
		groups: []group{{}},
	}
	p.advance()
	root := p.alternation(p.global, 0)
	p.finish(root)
	return &Pattern{
		root: root, groups: p.groups, undecided: p.undecided, ascii: p.global&flagASCII != 0,
	}, nil
}

// group is what the parser knows of a numbered group.
type group struct {
	closed bool
	width  width
}

// groupReference is a group number that must exist at the pattern's end.
type groupReference struct{ number, position int }

type parser struct {
	lexer
	global     flags
	groups     []group // index 0 stands for the whole pattern
	names      map[string]int
	references []groupReference
	// behind is the count of groups that were open or closed where the
	// outermost look-behind began, and 0 outside of look-behinds.
	behind    int
	undecided string
}

// finish makes the checks that re makes once the whole pattern is read.
func (p *parser) finish(root node) {
	if p.global&typeFlags == typeFlags {
		fail(NoPosition, "ASCII and UNICODE flags are incompatible")
	}
	if p.next.valid {
		p.fail(0, "unbalanced parenthesis")
	}
	for _, r := range p.references {
		if r.number >= len(p.groups) {
			fail(r.position, "invalid group reference "+itoa(r.number))
		}
	}
	p.checkLookBehinds(root)
}

// alternation reads branches up to a closing parenthesis or the end.
func (p *parser) alternation(f flags, depth int) node {
	if depth > MaxNesting {
		panic(&LimitError{Limit: "nesting of groups", Max: MaxNesting})
	}
	var branches []node
	for {
		branches = append(branches, p.branch(f, depth, depth == 0 && len(branches) == 0))
		if !p.match('|') {
			break
		}
		if depth == 0 {
			f = p.global
		}
	}
	if len(branches) == 1 {
		return branches[0]
	}
	return &alternateNode{branches}
}

// branch reads a sequence of items. first is true where global flags may stand.
func (p *parser) branch(f flags, depth int, first bool) node {
	var items []node
	for p.next.valid && !p.next.is('|') && !p.next.is(')') {
		t := p.get()
		if f&flagVerbose != 0 && p.skipVerbose(t) {
			continue
		}
		if t.escaped {
			items = append(items, p.escape(t, f))
			continue
		}
		switch t.char {
		case '[':
			items = append(items, &charNode{p.class(f)})
		case '.':
			items = append(items, &charNode{dot(f)})
		case '^', '$':
			items = append(items, lineAnchor(t.char, f))
		case '(':
			start := p.tell() - 1
			item, global := p.group(f, depth)
			switch {
			case item != nil:
				items = append(items, item)
			case global && (!first || len(items) > 0):
				fail(start, "global flags not at the start of the expression")
			case global:
				f = p.global
			}
		case '*', '+', '?', '{':
			if !p.quantifier(t.char, &items) {
				items = append(items, &charNode{literal(t.char, f)})
			}
		default:
			items = append(items, &charNode{literal(t.char, f)})
		}
	}
	if len(items) == 1 {
		return items[0]
	}
	return &concatNode{items}
}

// skipVerbose reports whether t is white space or begins a comment, which it
// then takes.
func (p *parser) skipVerbose(t token) bool {
	if t.escaped {
		return false
	}
	switch t.char {
	case ' ', '\t', '\n', '\r', '\v', '\f':
		return true
	case '#':
		for p.next.valid {
			if p.get().is('\n') {
				break
			}
		}
		return true
	}
	return false
}

func lineAnchor(char rune, f flags) node {
	multi := f&flagMultiLine != 0
	switch {
	case char == '^' && multi:
		return &anchorNode{beginLine}
	case char == '^':
		return &anchorNode{beginText}
	case multi:
		return &anchorNode{endLine}
	}
	return &anchorNode{endFinal}
}

// undecide notes why only Python can judge the pattern.
func (p *parser) undecide(reason string) {
	if p.undecided == "" {
		p.undecided = reason
	}
}

func isASCII(runes []rune) bool {
	for _, r := range runes {
		if r >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
