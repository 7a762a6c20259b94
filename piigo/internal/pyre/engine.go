package pyre

import "sync"

// large is the length of text from which on only one is searched at a time. All
// searches of a process share RE2's memory of 4 GB, and a search copies its text there.
const large = 4 << 20

var oneLarge sync.Mutex

func (c *compiled) findAll(text []byte) [][]int {
	if len(text) >= large {
		oneLarge.Lock()
		defer oneLarge.Unlock()
	}
	return c.re.FindAllIndex(text, -1)
}

func (c *compiled) matches(text []byte) bool {
	if len(text) >= large {
		oneLarge.Lock()
		defer oneLarge.Unlock()
	}
	return c.re.Match(text)
}
