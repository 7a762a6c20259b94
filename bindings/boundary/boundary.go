//go:build piigo_boundary

// The Go side of the border: functions that the C side calls. This file is built
// in one package with what gopy generates.

package main

/*
#include "boundary.h"
*/
import "C"

import (
	"runtime/cgo"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/go-python/gopy/gopyh"

	"github.com/piigo/piigo/bindings/native"
	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/rules"
)

// engines holds the engines in use; C refers to them by index. Readers take no
// lock: a change makes a new slice.
var (
	engines     atomic.Pointer[[]*core.Engine]
	enginesLock sync.Mutex
)

func engine(id C.int64_t) *core.Engine {
	return (*engines.Load())[id]
}

// piigo_engine_open returns the id of the engine of a gopy Detector.
//
//export piigo_engine_open
func piigo_engine_open(handle C.int64_t) (id C.int64_t) {
	defer func() {
		if recover() != nil {
			id = C.PIIGO_PANIC
		}
	}()
	v := gopyh.VarFromHandle(gopyh.CGoHandle(handle), "*native.Detector")
	opened := v.(*native.Detector).Engine()

	enginesLock.Lock()
	defer enginesLock.Unlock()
	var all []*core.Engine
	if p := engines.Load(); p != nil {
		all = append(all, *p...)
	}
	slot := len(all)
	for i, e := range all {
		if e == nil {
			slot = i
			break
		}
	}
	if slot == len(all) {
		all = append(all, nil)
	}
	all[slot] = opened
	engines.Store(&all)
	return C.int64_t(slot)
}

// piigo_engine_close gives up an id.
//
//export piigo_engine_close
func piigo_engine_close(id C.int64_t) {
	enginesLock.Lock()
	defer enginesLock.Unlock()
	all := append([]*core.Engine(nil), *engines.Load()...)
	all[id] = nil
	engines.Store(&all)
}

var results = sync.Pool{New: func() any { return core.NewResult() }}

// recovered turns a panic into a status. Nothing of the panic is passed on: it
// could hold a part of the text.
func recovered(status *C.int) {
	if recover() != nil {
		*status = C.PIIGO_PANIC
	}
}

// piigo_ask answers a request.
//
//export piigo_ask
func piigo_ask(q *C.piigo_request) (status C.int) {
	defer recovered(&status)
	r := results.Get().(*core.Result)
	status = answer(q, r)
	if q.unwritten == 0 {
		giveBack(r)
	}
	return status
}

func giveBack(r *core.Result) {
	r.Release()
	results.Put(r)
}

func answer(q *C.piigo_request, r *core.Result) C.int {
	t := chars[byte](unsafe.Pointer(q.classes), q.length)
	e := engine(q.engine)
	switch {
	case e.HasCustom():
		detectCustom(e, t, q, r)
	case q.want&C.PIIGO_ALL_MATCHES != 0:
		e.Matches(t, r)
	default:
		e.DetectFrom(t, int(q.from), r)
	}
	total := r.Count()
	q.total = C.int64_t(total)
	if total == 0 {
		return C.PIIGO_OK
	}
	if q.want&C.PIIGO_SPANS != 0 && !giveSpans(q, r, total) {
		return C.PIIGO_NO_MEMORY
	}
	give := giveMasked
	if q.want&C.PIIGO_LENGTH != 0 {
		give = giveLength
	}
	if q.segments != nil {
		countFound(q, r.Of)
		give = giveSegments
	}
	if q.want&C.PIIGO_MASKED != 0 && !give(q, r, total) {
		return C.PIIGO_NO_MEMORY
	}
	return C.PIIGO_OK
}

// giveSpans reports whether there was memory enough.
func giveSpans(q *C.piigo_request, r *core.Result, total int) bool {
	if total > int(q.spans_room) {
		q.spans_taken = C.piigo_alloc(C.size_t(total) * C.sizeof_piigo_span)
		if q.spans_taken == nil {
			return false
		}
		q.spans = (*C.piigo_span)(q.spans_taken)
	}
	if len(r.Of) > int(q.counts_room) {
		q.counts_taken = C.piigo_alloc(C.size_t(len(r.Of)) * C.sizeof_int64_t)
		if q.counts_taken == nil {
			return false
		}
		q.counts = (*C.int64_t)(q.counts_taken)
	}
	counts := chars[C.int64_t](unsafe.Pointer(q.counts), C.int64_t(len(r.Of)))
	out := chars[core.Span](unsafe.Pointer(q.spans), C.int64_t(total))
	for pattern, spans := range r.Of {
		counts[pattern] = C.int64_t(len(spans))
		if len(spans) > 0 {
			out = out[copy(out, spans):]
		}
	}
	return true
}

// giveMasked reports whether there was memory enough.
func giveMasked(q *C.piigo_request, r *core.Result, total int) bool {
	room := C.int64_t(core.Room(int(q.length), int(q.redaction_length), total)) * q.width
	if !makeRoom(q, room) {
		return false
	}
	switch q.width {
	case 1:
		mask[uint8](q, r, room)
	case 2:
		mask[uint16](q, r, room/2)
	default:
		mask[uint32](q, r, room/4)
	}
	return true
}

// countCost is what it costs to count the length of a masked text, for each span in
// it, in characters that could be copied in that time.
const countCost = 256

// giveLength gives the length of the masked text if to count it costs less than to copy
// the text once more, and it can be written later; or else the text.
func giveLength(q *C.piigo_request, r *core.Result, total int) bool {
	if total > int(q.length)/countCost {
		return giveMasked(q, r, total)
	}
	text, redaction := chars[byte](q.text, q.length), chars[byte](q.redaction, q.redaction_length)
	length, suffices := core.MaskedLength(r, text, redaction)
	if !suffices {
		return giveMasked(q, r, total)
	}
	q.masked_length = C.int64_t(length)
	q.unwritten = C.uintptr_t(cgo.NewHandle(r))
	return true
}

// piigo_write writes the masked text, of one byte a character, to masked_memory, which must
// have room for its length; or drops it, if that is NULL.
//
//export piigo_write
func piigo_write(q *C.piigo_request) (status C.int) {
	defer recovered(&status)
	held := cgo.Handle(q.unwritten)
	r := held.Value().(*core.Result)
	held.Delete()
	if q.masked_memory != nil {
		mask[byte](q, r, q.masked_length)
	}
	giveBack(r)
	return C.PIIGO_OK
}

// makeRoom reports whether there is, or could be made, room for as many bytes.
func makeRoom(q *C.piigo_request, room C.int64_t) bool {
	if room <= q.masked_room {
		return true
	}
	q.masked_taken = C.piigo_alloc(C.size_t(room))
	q.masked_memory = q.masked_taken
	return q.masked_taken != nil
}

func mask[T core.Char](q *C.piigo_request, r *core.Result, room C.int64_t) {
	text := chars[T](q.text, q.length)
	redaction := chars[T](q.redaction, q.redaction_length)
	masked := core.Mask(r, text, redaction, chars[T](q.masked_memory, room))
	q.masked = unsafe.Pointer(unsafe.SliceData(masked))
	q.masked_length = C.int64_t(len(masked))
}

// chars returns C memory as a slice.
func chars[T any](memory unsafe.Pointer, n C.int64_t) []T {
	return unsafe.Slice((*T)(memory), n)
}

// piigo_panic panics, so that a test can see what becomes of it.
//
//export piigo_panic
func piigo_panic() (status C.int) {
	defer recovered(&status)
	panic("asked for")
}

// piigo_patterns puts the number of the rule of each built-in pattern into rules
// and returns the number of patterns.
//
//export piigo_patterns
func piigo_patterns(ruleOf *C.int64_t) C.int64_t {
	out := chars[C.int64_t](unsafe.Pointer(ruleOf), C.PIIGO_MAX_PATTERNS)
	for i, p := range core.Patterns {
		for n := range rules.Registry {
			if p.Rule == &rules.Registry[n] {
				out[i] = C.int64_t(n)
			}
		}
	}
	return C.int64_t(len(core.Patterns))
}

// piigo_begin puts core.Beginnings into b.
//
//export piigo_begin
func piigo_begin(b *C.piigo_beginnings) {
	*(*core.Beginnings)(unsafe.Pointer(b)) = core.NewBeginnings()
}

// The C side has these constants of the rules, too.
const (
	_ = -(uint(rules.RunLength) ^ C.PIIGO_RUN_LENGTH)
	_ = -(uint(rules.Colons) ^ C.PIIGO_COLONS)
)

// The layouts of the Go and C types must be the same: they are copied as bytes.
const (
	_ = -(unsafe.Sizeof(core.Span{}) ^ unsafe.Sizeof(C.piigo_span{}))
	_ = -(unsafe.Sizeof(core.Beginnings{}) ^ unsafe.Sizeof(C.piigo_beginnings{}))
)
