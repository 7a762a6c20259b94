//go:build piigo_boundary

// Custom patterns, and the whitelist.

package main

// #include "boundary.h"
import "C"

import (
	"sync/atomic"
	"unsafe"

	"github.com/piigo/piigo/piigo/core"
	"github.com/piigo/piigo/piigo/rules"
)

// The C side knows the limits, too.
const (
	_ = -(uintptr(core.MaxText) ^ uintptr(C.PIIGO_MAX_TEXT))
	_ = -(uintptr(core.MaxCustomText) ^ uintptr(C.PIIGO_MAX_CUSTOM_TEXT))
)

// facts are the interpreter's, once they have been asked for.
var facts atomic.Pointer[core.Facts]

// needFacts is what asking for facts that are not there panics with.
type needFacts struct{}

// piigo_set_facts takes what the interpreter knows of Unicode; see pyre.NewFacts.
//
//export piigo_set_facts
func piigo_set_facts(ranges *C.piigo_kind_range, count C.int64_t, mappings *C.piigo_case, mapped C.int64_t, asciiHigh C.int) (status C.int) {
	defer recovered(&status)
	var kinds []core.KindRange
	for _, k := range unsafe.Slice(ranges, count) {
		kinds = append(kinds, core.KindRange{Lo: rune(k.first), Hi: rune(k.last), Kind: core.Kind(k.kind)})
	}
	var cases []core.Case
	for _, c := range unsafe.Slice(mappings, mapped) {
		cases = append(cases, core.Case{Code: rune(c.code), Lower: rune(c.lower), Upper: rune(c.upper), Expands: c.expands != 0})
	}
	facts.Store(core.NewFacts(kinds, cases, asciiHigh != 0))
	return C.PIIGO_OK
}

// piigo_engine_custom gives an engine custom patterns, of which the last ones,
// whitelistCount of them, are the whitelist. The status is PIIGO_NEEDS_FACTS where
// piigo_set_facts must be called first.
//
//export piigo_engine_custom
func piigo_engine_custom(id C.int64_t, patterns *C.piigo_custom, count, whitelistCount C.int64_t, emptyNonBoundary C.int) (status C.int) {
	defer func() {
		switch recover().(type) {
		case nil:
		case needFacts:
			status = C.PIIGO_NEEDS_FACTS
		default:
			status = C.PIIGO_PANIC
		}
	}()
	var custom []core.Custom
	var whitelist []*core.Regexp
	given := unsafe.Slice(patterns, count)
	for i := range given {
		p := &given[i]
		// Python has checked the pattern: one that Go does not take is for re.
		parsed, _ := core.ParseRegexp(chars[rune](unsafe.Pointer(p.code), p.length))
		if i >= len(given)-int(whitelistCount) {
			whitelist = append(whitelist, parsed)
			continue
		}
		custom = append(custom, core.Custom{Regexp: parsed, Type: typeOf(p.rule), Strategy: strategyOf(p.how)})
	}
	python := core.Interpreter{EmptyNonBoundary: emptyNonBoundary != 0, Facts: func() *core.Facts {
		if known := facts.Load(); known != nil {
			return known
		}
		panic(needFacts{})
	}}
	replaceEngine(id, engine(id).WithCustom(custom, whitelist, python))
	return C.PIIGO_OK
}

func replaceEngine(id C.int64_t, e *core.Engine) {
	enginesLock.Lock()
	defer enginesLock.Unlock()
	all := append([]*core.Engine(nil), *engines.Load()...)
	all[id] = e
	engines.Store(&all)
}

func typeOf(rule C.int64_t) rules.PIIType {
	if int(rule) < len(rules.Registry) {
		return rules.Registry[rule].Type
	}
	return rules.Custom
}

func strategyOf(how C.int64_t) rules.MaskingStrategy {
	switch how {
	case C.PIIGO_PARTIAL:
		return rules.Partial
	case C.PIIGO_REMOVE:
		return rules.Remove
	}
	return rules.Redact
}

// piigo_engine_slots returns the number of patterns that an engine reports on. It
// puts into out, which has room for as many, of each the index among the built-in
// patterns, or -1 less that among the custom ones.
//
//export piigo_engine_slots
func piigo_engine_slots(id C.int64_t, out *C.int64_t, room C.int64_t) C.int64_t {
	e := engine(id)
	for i := range min(len(e.Patterns()), int(room)) {
		index, builtin := e.Origin(i)
		if !builtin {
			index = -1 - index
		}
		chars[C.int64_t](unsafe.Pointer(out), room)[i] = C.int64_t(index)
	}
	return C.int64_t(len(e.Patterns()))
}

// piigo_engine_reason puts into out why RE2 cannot run a pattern, cut where there is
// no room, and returns the length; 0 if it can.
//
//export piigo_engine_reason
func piigo_engine_reason(id, index C.int64_t, out *C.char, room C.int64_t) C.int64_t {
	return C.int64_t(copy(chars[byte](unsafe.Pointer(out), room), engine(id).Reason(int(index))))
}

// piigo_engine_needs_text reports whether the characters are needed besides class
// bytes.
//
//export piigo_engine_needs_text
func piigo_engine_needs_text(id C.int64_t) C.int {
	if engine(id).NeedsText() {
		return 1
	}
	return 0
}

// piigo_unlisted leaves of the request's spans, total of them, those that no whitelist
// pattern matches that RE2 can run.
//
//export piigo_unlisted
func piigo_unlisted(q *C.piigo_request) (status C.int) {
	defer recovered(&status)
	e := engine(q.engine)
	mapped, _ := mapped(e, q)
	spans := chars[core.Span](unsafe.Pointer(q.spans), q.total)
	q.total = C.int64_t(len(e.Unlisted(mapped, spans)))
	return C.PIIGO_OK
}

// detectCustom is what answer does for an engine with custom patterns.
func detectCustom(e *core.Engine, t []byte, q *C.piigo_request, r *core.Result) {
	mapped, parts := mapped(e, q)
	switch {
	case q.want&C.PIIGO_ALL_MATCHES != 0:
		e.MatchesIn(t, mapped, parts, q.want&C.PIIGO_UNLISTED != 0, r)
	default:
		e.DetectIn(t, mapped, parts, r)
	}
}

// mapped returns the bytes for an engine with custom patterns, and what texts they are.
func mapped(e *core.Engine, q *C.piigo_request) (core.Mapped, []core.Part) {
	t := chars[byte](unsafe.Pointer(q.classes), q.length)
	out := e.NewMapped(len(t))
	if q.segments == nil {
		mapPart(e, t, q.chars, q.chars_width, out)
		return out, []core.Part{{Length: len(t)}}
	}
	segments := chars[C.piigo_segment](unsafe.Pointer(q.segments), q.segment_count)
	parts := make([]core.Part, len(segments))
	for i := range segments {
		s := &segments[i]
		parts[i] = core.Part{Base: int(s.base), Length: int(s.length)}
		from, to := s.base, s.base+s.length
		mapPart(e, t[from:to], s.text, s.width, out.Slice(int(from), int(to)))
	}
	return out, parts
}

// mapPart maps one text. A text of NULL must be one that its class bytes tell all of.
func mapPart(e *core.Engine, classes []byte, text unsafe.Pointer, width C.int64_t, out core.Mapped) {
	n := C.int64_t(len(classes))
	switch {
	case text == nil || !e.NeedsText():
		core.Map[uint8](e, classes, nil, out)
	case width == 1:
		core.Map(e, classes, chars[uint8](text, n), out)
	case width == 2:
		core.Map(e, classes, chars[uint16](text, n), out)
	default:
		core.Map(e, classes, chars[uint32](text, n), out)
	}
}
