//go:build piigo_boundary

package main

// #include "boundary.h"
import "C"

import (
	"unsafe"

	"github.com/piigo/piigo/piigo/core"
)

// giveSegments masks the texts in which something was found, and reports whether
// there was memory enough.
func giveSegments(q *C.piigo_request, r *core.Result, _ int) bool {
	segments := chars[C.piigo_segment](unsafe.Pointer(q.segments), q.segment_count)
	room := C.int64_t(0)
	for i := range segments {
		if s := &segments[i]; s.found > 0 && s.mask != 0 {
			n := C.int64_t(core.Room(int(s.length), int(q.redaction_length), int(s.found)))
			// Texts begin at addresses that suit every width.
			room += (n*max(s.width, q.width) + 7) &^ 7
		}
	}
	if !makeRoom(q, room) {
		return false
	}
	redaction := widened(q.redaction, q.redaction_length, q.width)
	memory := q.masked_memory
	parts := r.Parts()
	for i := range segments {
		s := &segments[i]
		if s.found == 0 {
			continue
		}
		if s.mask == 0 {
			parts.Drop(int(s.base + s.length))
			continue
		}
		s.masked_width = max(s.width, q.width)
		switch s.masked_width {
		case 1:
			memory = maskSegment(s, parts, redaction.one, memory)
		case 2:
			memory = maskSegment(s, parts, redaction.two(), memory)
		default:
			memory = maskSegment(s, parts, redaction.four(), memory)
		}
	}
	return true
}

// countFound puts the number of spans found in it into each segment.
func countFound(q *C.piigo_request, of [][]core.Span) {
	segments := chars[C.piigo_segment](unsafe.Pointer(q.segments), q.segment_count)
	for _, spans := range of {
		at := 0
		for _, span := range spans {
			for segments[at].base+segments[at].length < C.int64_t(span.End) {
				at++
			}
			segments[at].found++
		}
	}
}

// maskSegment masks a text into memory and returns the memory behind.
func maskSegment[T core.Char](s *C.piigo_segment, parts *core.Parts, redaction []T, memory unsafe.Pointer) unsafe.Pointer {
	text := textOf[T](s)
	room := core.Room(len(text), len(redaction), int(s.found))
	masked := core.MaskPart(parts, int(s.base), text, redaction, chars[T](memory, C.int64_t(room)))
	s.masked = unsafe.Pointer(unsafe.SliceData(masked))
	s.masked_length = C.int64_t(len(masked))
	bytes := (room*int(unsafe.Sizeof(T(0))) + 7) &^ 7
	return unsafe.Add(memory, bytes)
}

// textOf returns the characters of a segment, in as many bits as T has.
func textOf[T core.Char](s *C.piigo_segment) []T {
	if s.width == C.int64_t(unsafe.Sizeof(T(0))) {
		return chars[T](s.text, s.length)
	}
	if s.width == 1 {
		return convert[T](chars[uint8](s.text, s.length))
	}
	return convert[T](chars[uint16](s.text, s.length))
}

func convert[To, From core.Char](from []From) []To {
	to := make([]To, len(from))
	for i, c := range from {
		to[i] = To(c)
	}
	return to
}

// redactions holds the redaction text in its own width.
type redactions struct {
	one  []uint8
	pair []uint16
	quad []uint32
}

func widened(text unsafe.Pointer, n, width C.int64_t) (r redactions) {
	switch width {
	case 1:
		r.one = chars[uint8](text, n)
	case 2:
		r.pair = chars[uint16](text, n)
	default:
		r.quad = chars[uint32](text, n)
	}
	return r
}

func (r redactions) two() []uint16 {
	if r.pair == nil {
		return convert[uint16](r.one)
	}
	return r.pair
}

func (r redactions) four() []uint32 {
	switch {
	case r.quad != nil:
		return r.quad
	case r.pair != nil:
		return convert[uint32](r.pair)
	}
	return convert[uint32](r.one)
}
