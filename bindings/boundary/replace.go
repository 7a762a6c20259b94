//go:build piigo_boundary

package main

// #include "boundary.h"
import "C"

import (
	"unicode/utf8"
	"unsafe"

	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/rules"
)

// piigo_replace masks the text of the request: its total replacements, in the order
// of the original's list.
//
//export piigo_replace
func piigo_replace(q *C.piigo_request, replacements *C.piigo_replacement) (status C.int) {
	defer recovered(&status)
	items := core.FallingStart(chars[C.piigo_replacement](unsafe.Pointer(replacements), q.total),
		func(r *C.piigo_replacement) int { return int(r.start) })
	room := C.int64_t(core.Room(int(q.length), int(q.redaction_length), len(items)))
	if !makeRoom(q, room*q.width) {
		return C.PIIGO_NO_MEMORY
	}
	switch q.width {
	case 1:
		replace[uint8](q, items, room)
	case 2:
		replace[uint16](q, items, room)
	default:
		replace[uint32](q, items, room)
	}
	return C.PIIGO_OK
}

func replace[T core.Char](q *C.piigo_request, items []C.piigo_replacement, room C.int64_t) {
	text := chars[T](q.text, q.length)
	w := core.NewWriter(text, chars[T](q.redaction, q.redaction_length), chars[T](q.masked_memory, room))
	var other rules.Show
	var value []byte
	for i := range items {
		item := &items[i]
		start, end := int(item.start), int(item.end)
		switch item.how {
		case C.PIIGO_REMOVE:
			w.Replace(start, end, "")
		case C.PIIGO_REDACT:
			w.Redact(start, end)
		case C.PIIGO_HASH:
			value = appendUTF8(value[:0], text[start:end])
			w.Replace(start, end, core.HashOf(value))
		case C.PIIGO_TOKENIZE:
			w.Replace(start, end, core.NewToken())
		default:
			show := &other
			if item.rule >= 0 {
				show = &rules.Registry[item.rule].Show
			}
			w.Partial(start, end, show)
		}
	}
	masked := w.Finish()
	q.masked = unsafe.Pointer(unsafe.SliceData(masked))
	q.masked_length = C.int64_t(len(masked))
}

func appendUTF8[T core.Char](to []byte, value []T) []byte {
	for _, c := range value {
		to = utf8.AppendRune(to, rune(c))
	}
	return to
}
