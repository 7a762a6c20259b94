package pyre

// setTable lists the different sets of some patterns.
type setTable struct {
	facts *Facts
	list  []*resolved      // nil stands for a set that only Python knows
	known map[string]int   // into list, by content
	index map[*charSet]int // into list
}

func newSetTable(f *Facts) *setTable {
	return &setTable{facts: f, known: map[string]int{}, index: map[*charSet]int{}}
}

func (t *setTable) addPattern(p *Pattern) {
	walk(p.root, func(n node) {
		if c, ok := n.(*charNode); ok {
			t.add(c.set)
		}
	})
}

// add returns the index of c's members in the list.
func (t *setTable) add(c *charSet) int {
	if i, ok := t.index[c]; ok {
		return i
	}
	var set *resolved
	content := ""
	if !c.unknown {
		set = c.resolve(t.facts)
		content = set.content()
	}
	i, ok := t.known[content]
	if !ok {
		i = len(t.list)
		t.list = append(t.list, set)
		t.known[content] = i
	}
	t.index[c] = i
	return i
}
