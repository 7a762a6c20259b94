package pyre

import (
	"bytes"
	"slices"
)

// window is a part of a text, from lo up to hi.
type window struct{ lo, hi int }

// windowCost is what a window costs besides its bytes, in bytes scanned: parts
// of a text that are closer to each other are searched in one go.
const windowCost = 256

// windows returns parts of the text that together hold all matches: each match
// lies in one of them, and there is at least one more byte on both sides
// unless the text itself ends there. Searching one part after the other
// finds just what searching the whole text finds.
func (h hint) windows(text []byte) []window {
	var found []window
	for _, literal := range h.literals {
		found = h.add(found, literal, text)
	}
	if len(h.literals) > 1 {
		found = merge(found)
	}
	return found
}

// A literal that is found more often than commonHits times, and more often than every
// commonDistance bytes, narrows nothing: the engine is faster than looking for it.
const (
	commonHits     = 32
	commonDistance = 64
)

// add adds the windows around one literal.
func (h hint) add(found []window, literal, text []byte) []window {
	first := len(found)
	pos := 0
	for hits := 0; pos < len(text); hits++ {
		i := bytes.Index(text[pos:], literal)
		if i < 0 {
			break
		}
		w := h.around(pos+i, len(literal), len(text))
		pos += i + 1
		if hits >= commonHits && pos < hits*commonDistance {
			w.hi = len(text)
		}
		if last := len(found) - 1; last >= first && w.lo <= found[last].hi+windowCost {
			found[last].hi = max(found[last].hi, w.hi)
		} else {
			found = append(found, w)
		}
		if w.hi == len(text) {
			break
		}
	}
	return found
}

// pieceLength is the length of text from which on RE2 is given it in pieces where it
// can be cut: RE2 copies what it searches, and keeps the memory for the next time.
const pieceLength = 128 << 10

// cut adds to dst the pieces of w, of about this length, for a pattern that does not match newlines. They
// overlap in a newline, so that both see it.
func (w window) cut(dst []window, text []byte, length int, newline byte) []window {
	for w.hi-w.lo > length {
		i := bytes.IndexByte(text[w.lo+length:w.hi], newline)
		if i < 0 {
			break
		}
		at := w.lo + length + i
		dst = append(dst, window{w.lo, at + 1})
		w.lo = at
	}
	return append(dst, w)
}

func (h hint) around(at, length, end int) window {
	lo, hi := 0, end
	if before := h.before + 1; before < uint64(at) {
		lo = at - int(before)
	}
	if after := h.after + uint64(length) + 1; after < uint64(end-at) {
		hi = at + int(after)
	}
	return window{lo, hi}
}

// merge sorts windows and joins those that are close to each other.
func merge(found []window) []window {
	slices.SortFunc(found, func(a, b window) int { return a.lo - b.lo })
	out := found[:0]
	for _, w := range found {
		if last := len(out) - 1; last >= 0 && w.lo <= out[last].hi+windowCost {
			out[last].hi = max(out[last].hi, w.hi)
			continue
		}
		out = append(out, w)
	}
	return out
}
