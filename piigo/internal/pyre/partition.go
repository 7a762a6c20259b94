package pyre

import "slices"

// finalNewline and otherNewline are the bytes of a newline; see Text.
const (
	finalNewline byte = '\n'
	otherNewline byte = 0xBF
)

// partition splits the code points into cells that a list of sets does not
// tell apart, and gives every cell a byte. RE2 takes the ASCII letters, digits
// and the underscore for word characters, so a cell of word characters gets
// one of those, and any other cell does not.
//
// No byte from 0xC0 up is used: go-re2 steps over what looks like UTF-8.
type partition struct {
	sets  []*resolved
	facts *Facts
	bytes map[string]byte // by cell: see cell
	used  [0x100]bool
}

// newline is a set by itself, so that a newline always has its own cell.
var newline = &resolved{points: []span{{'\n', '\n'}}}

// partitionOf splits the code points by sets. It reports false where there are
// more cells than bytes.
func partitionOf(sets []*resolved, f *Facts) (*partition, *Alphabet, bool) {
	p := &partition{
		sets: append([]*resolved{newline}, sets...), facts: f, bytes: map[string]byte{},
	}
	p.used[otherNewline] = true
	a := &Alphabet{}
	// Downwards, so that a letter in both cases gets its lower-case byte.
	for r := rune(0x7F); r >= 0; r-- {
		key := p.cell(r, asciiKind(r))
		if _, ok := p.bytes[key]; !ok {
			p.bytes[key] = byte(r)
			p.used[r] = true
		}
		a.ASCII[r] = p.bytes[key]
	}
	ok := true
	for k := range kindCount {
		a.Kinds[k] = p.assign(p.plainCell(k), k, &ok)
	}
	for _, s := range p.special() {
		k := f.Kind(s.lo)
		b := p.assign(p.cell(s.lo, k), k, &ok)
		last := len(a.Special) - 1
		if last >= 0 && a.Special[last].Byte == b && a.Special[last].Hi == s.lo-1 {
			a.Special[last].Hi = s.hi
			continue
		}
		a.Special = append(a.Special, ByteRange{s.lo, s.hi, b})
	}
	return p, a, ok
}

// cell names the cell of a code point: one character for each set and one for
// being a word character.
func (p *partition) cell(r rune, k Kind) string {
	return p.key(k, func(s *resolved) bool { return s.has(r, k) })
}

// plainCell is the cell of the code points of kind k that no set singles out.
func (p *partition) plainCell(k Kind) string {
	return p.key(k, func(s *resolved) bool { return s.kinds.has(k) != s.negate })
}

func (p *partition) key(k Kind, member func(*resolved) bool) string {
	key := make([]byte, 0, len(p.sets)+1)
	for _, s := range p.sets {
		key = append(key, bit(member(s)))
	}
	return string(append(key, bit(k <= Word)))
}

func bit(b bool) byte {
	if b {
		return '1'
	}
	return '0'
}

// assign returns the cell's byte, a new one if it has none.
func (p *partition) assign(key string, k Kind, ok *bool) byte {
	if b, found := p.bytes[key]; found {
		return b
	}
	for i := range 0xC0 {
		b := byte((0x80 + i) % 0xC0) // beyond ASCII first
		if !p.used[b] && isWordByte(b) == (k <= Word) {
			p.bytes[key] = b
			p.used[b] = true
			return b
		}
	}
	*ok = false
	return 0
}

func isWordByte(b byte) bool { return b < 0x80 && asciiKind(rune(b)) <= Word }

// special returns the code points beyond ASCII that a set singles out, cut
// where a set or the kind changes.
func (p *partition) special() []span {
	var all []span
	cuts := []rune{0x80}
	for _, s := range p.sets {
		for _, q := range s.points {
			if q.hi < 0x80 {
				continue
			}
			all = append(all, q)
			cuts = append(cuts, q.lo, q.hi+1)
		}
	}
	if len(all) == 0 {
		return nil
	}
	for _, k := range p.facts.kinds {
		cuts = append(cuts, k.Lo, k.Hi+1)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []span
	for _, s := range normalize(all) {
		s.lo = max(s.lo, 0x80)
		i, _ := slices.BinarySearch(cuts, s.lo+1)
		for ; i < len(cuts) && cuts[i] <= s.hi; i++ {
			out = append(out, span{s.lo, cuts[i] - 1})
			s.lo = cuts[i]
		}
		out = append(out, s)
	}
	return out
}

// members returns which bytes stand for members of the set with this index.
func (p *partition) members(index int) *[0x100]bool {
	var out [0x100]bool
	for key, b := range p.bytes {
		out[b] = key[index+1] == '1' // newline is the first set
	}
	out[otherNewline] = out[finalNewline]
	return &out
}
