package pyre

// Union is several patterns of a Program as one, to ask whether any of them
// matches. It is immutable and safe for use by many goroutines.
type Union struct {
	program *Program
	parts   []compiled
}

// Union joins the patterns with the given indices, whose Reason must be "". It
// makes as few searches of them as RE2 and the meaning of $ allow.
func (p *Program) Union(indices []int) *Union {
	u := &Union{program: p}
	var plain, final []int
	for _, i := range indices {
		if p.patterns[i].final {
			final = append(final, i)
		} else {
			plain = append(plain, i)
		}
	}
	u.add(plain)
	u.add(final)
	return u
}

// add joins patterns that are searched in the same copy of the text.
func (u *Union) add(indices []int) {
	if len(indices) > 1 {
		if joined := u.program.join(indices); joined.reason == "" {
			u.parts = append(u.parts, joined)
			return
		}
	}
	for _, i := range indices {
		u.parts = append(u.parts, u.program.patterns[i])
	}
}

// join compiles the alternation of patterns; its reason tells where RE2 cannot.
func (p *Program) join(indices []int) compiled {
	all := &alternateNode{}
	size := 0
	for _, i := range indices {
		all.branches = append(all.branches, p.patterns[i].root)
		size += p.patterns[i].size
	}
	joined := compiled{root: all}
	if size > MaxProgram {
		joined.reason = "it is too large"
		return joined
	}
	p.letters.compile(&joined)
	return joined
}

// Search reports whether any of the patterns matches anywhere.
func (u *Union) Search(t Text) bool {
	for i := range u.parts {
		if u.program.search(&u.parts[i], t) {
			return true
		}
	}
	return false
}
