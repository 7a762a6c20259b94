//go:build piigo_boundary

package main

/*
#include "boundary.h"
int piigo_question_prepare(piigo_request *ask);
*/
import "C"

import (
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/piigo/piigo/piigo/core"
)

// minShare is the number of characters for which another goroutine is worth its start,
// and minTake that for which a goroutine takes texts at a time.
const (
	minShare = 64 << 10
	minTake  = 16 << 10
)

// piigo_processors returns how many goroutines can run at once.
//
//export piigo_processors
func piigo_processors() C.int64_t { return C.int64_t(runtime.GOMAXPROCS(0)) }

// piigo_ask_many prepares and answers requests about texts of this length in all, on as
// many goroutines as threads allows and the work is worth.
// Room is memory for answers, of size bytes; where it is full, the rest is left. Answered
// is set to the number of the first requests that were answered, at least one.
//
//export piigo_ask_many
func piigo_ask_many(requests **C.piigo_request, count, length, threads C.int64_t, room *C.char, size C.int64_t, answered *C.int64_t) (status C.int) {
	defer recovered(&status)
	work := &many{
		requests: chars[*C.piigo_request](unsafe.Pointer(requests), count),
		take:     max(1, int(minTake*count/(length+1))),
	}
	workers := min(int(threads), int(length)/minShare+1, int(count))
	share := int(size) / workers &^ 7
	memory := chars[byte](unsafe.Pointer(room), size)
	var others sync.WaitGroup
	for i := range workers - 1 {
		others.Go(func() { work.run(memory[i*share : (i+1)*share]) })
	}
	work.run(memory[(workers-1)*share : workers*share])
	others.Wait()
	*answered = C.int64_t(min(work.taken.Load(), int64(count)))
	return C.int(work.status.Load())
}

// many are requests that several goroutines answer.
type many struct {
	requests []*C.piigo_request
	take     int          // how many a goroutine takes at a time
	taken    atomic.Int64 // how many were
	full     atomic.Bool  // whether there is no room for more answers
	status   atomic.Int32 // of one that failed
}

// run answers requests until there are no more, one fails, or room, into which the answers
// go, is full.
func (m *many) run(room []byte) {
	status := C.int(C.PIIGO_OK)
	defer func() {
		if status != C.PIIGO_OK {
			m.status.Store(int32(status))
		}
	}()
	defer recovered(&status)
	r := results.Get().(*core.Result)
	for m.status.Load() == C.PIIGO_OK && !m.full.Load() {
		first := int(m.taken.Add(int64(m.take))) - m.take
		if first >= len(m.requests) {
			break
		}
		for _, q := range m.requests[first:min(first+m.take, len(m.requests))] {
			if status = C.piigo_question_prepare(q); status != C.PIIGO_OK {
				return
			}
			lend(q, room)
			status = answer(q, r)
			r.Release()
			if status != C.PIIGO_OK {
				return
			}
			room = room[used(q):]
			if q.spans_taken != nil || q.masked_taken != nil {
				m.full.Store(true)
			}
		}
	}
	results.Put(r)
}

// countsSize is how many bytes the numbers of spans take.
const countsSize = C.PIIGO_MAX_PATTERNS * C.sizeof_int64_t

// lend gives a request, which wants spans or a masked text, memory for these.
func lend(q *C.piigo_request, room []byte) {
	memory := unsafe.Pointer(unsafe.SliceData(room))
	if q.want&C.PIIGO_MASKED != 0 {
		q.masked_memory, q.masked_room = memory, C.int64_t(len(room))
		return
	}
	if len(room) > countsSize {
		q.counts, q.counts_room = (*C.int64_t)(memory), C.PIIGO_MAX_PATTERNS
		q.spans = (*C.piigo_span)(unsafe.Add(memory, countsSize))
		q.spans_room = C.int64_t((len(room) - countsSize) / C.sizeof_piigo_span)
	}
}

// used returns how many bytes of what it was lent the answer takes.
func used(q *C.piigo_request) int {
	switch {
	case q.total == 0 || q.masked_taken != nil || q.counts_taken != nil && q.spans_taken != nil:
		return 0
	case q.spans_taken != nil:
		return countsSize
	case q.want&C.PIIGO_MASKED != 0:
		end := uintptr(q.masked) + uintptr(q.masked_length*q.width)
		return int(end-uintptr(q.masked_memory)+7) &^ 7
	}
	return countsSize + int(q.total)*C.sizeof_piigo_span
}
