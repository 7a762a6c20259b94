//go:build piigo_boundary

// The Go side of the border: functions that the C side calls. This file is built
// in one package with what gopy generates.

package main

/*
#include "boundary.h"
*/
import "C"

import (
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

func giveBack(r *core.Result) {
	r.Release()
	results.Put(r)
}

// recovered turns a panic into a status. Nothing of the panic is passed on: it
// could hold a part of the text.
func recovered(status *C.int) {
	if recover() != nil {
		*status = C.PIIGO_PANIC
	}
}

// piigo_detect puts the hits in n class bytes into out.
//
//export piigo_detect
func piigo_detect(id C.int64_t, classes *C.uint8_t, n C.int64_t, out *C.piigo_results) (status C.int) {
	defer recovered(&status)
	r := results.Get().(*core.Result)
	engine(id).Detect(classBytes(classes, n), r)
	status = deliver(out, r.Hits)
	giveBack(r)
	return status
}

// piigo_plan puts the pieces of the masked text into out, last piece first, and
// its length. Where nothing is masked there are no pieces.
//
//export piigo_plan
func piigo_plan(id C.int64_t, classes *C.uint8_t, n, redaction C.int64_t, out *C.piigo_results) (status C.int) {
	defer recovered(&status)
	r := results.Get().(*core.Result)
	t := classBytes(classes, n)
	e := engine(id)
	e.Detect(t, r)
	if len(r.Hits) > 0 {
		pieces, length := e.Plan(t, r, int(redaction))
		out.length = C.int64_t(length)
		status = deliver(out, pieces)
	}
	giveBack(r)
	return status
}

// piigo_matches puts all matches of all built-in patterns into out, in the order
// of the patterns.
//
//export piigo_matches
func piigo_matches(id C.int64_t, classes *C.uint8_t, n C.int64_t, out *C.piigo_results) (status C.int) {
	defer recovered(&status)
	r := results.Get().(*core.Result)
	var all []C.piigo_match
	for pattern, matches := range engine(id).Matches(classBytes(classes, n), r) {
		for _, m := range matches {
			all = append(all, C.piigo_match{C.int64_t(m.Start), C.int64_t(m.End), C.int64_t(pattern)})
		}
	}
	status = deliver(out, all)
	giveBack(r)
	return status
}

// piigo_panic panics, so that a test can see what becomes of it.
//
//export piigo_panic
func piigo_panic() (status C.int) {
	defer recovered(&status)
	panic("asked for")
}

// piigo_rules returns the number of rules; piigo_patterns that of the patterns of
// a rule. The C side sizes its tables by them.
//
//export piigo_rules
func piigo_rules() C.int64_t { return C.int64_t(len(rules.Registry)) }

//export piigo_patterns
func piigo_patterns(rule C.int64_t) C.int64_t {
	return C.int64_t(len(rules.Registry[rule].Patterns))
}

// piigo_fixed copies core.Fixed to the buffer and returns its length.
//
//export piigo_fixed
func piigo_fixed(buffer *C.char, room C.int64_t) C.int64_t {
	return C.int64_t(copy(unsafe.Slice((*byte)(unsafe.Pointer(buffer)), room), core.Fixed))
}

func classBytes(classes *C.uint8_t, n C.int64_t) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(classes)), n)
}

// The layouts of the Go and C types must be the same: deliver copies bytes.
const (
	_ = -(unsafe.Sizeof(core.Hit{}) ^ unsafe.Sizeof(C.piigo_hit{}))
	_ = -(unsafe.Sizeof(core.Piece{}) ^ unsafe.Sizeof(C.piigo_piece{}))
)

// deliver copies items to out, into memory from malloc where they need more room
// than it has.
func deliver[T any](out *C.piigo_results, items []T) C.int {
	out.count = C.int64_t(len(items))
	if len(items) == 0 {
		return C.PIIGO_OK
	}
	if len(items) > int(out.room) {
		size := C.size_t(len(items)) * C.size_t(unsafe.Sizeof(items[0]))
		memory := C.piigo_alloc(size)
		if memory == nil {
			return C.PIIGO_NO_MEMORY
		}
		out.items = memory
	}
	copy(unsafe.Slice((*T)(out.items), len(items)), items)
	return C.PIIGO_OK
}
