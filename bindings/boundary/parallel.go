//go:build piigo_boundary

package main

// #include "boundary.h"
import "C"

import (
	"runtime"
	"sync"
	"unsafe"

	"github.com/piigo/piigo/piigo/core"
)

// minShare is the number of class bytes for which another goroutine is worth its
// start.
const minShare = 64 << 10

// detectSegments finds what is in all segments, on as many goroutines as the request
// allows and the work is worth, and puts it into r. detect looks at the segments from
// one class byte up to another.
func detectSegments(t []byte, q *C.piigo_request, r *core.Result, detect func(from, to int, r *core.Result)) {
	workers := int(q.threads)
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, len(t)/minShare)
	if workers < 2 {
		detect(0, len(t), r)
		return
	}
	shares := share(chars[C.piigo_segment](unsafe.Pointer(q.segments), q.segment_count), len(t), workers)
	parts := make([]*core.Result, len(shares)-1)
	panics := make([]any, len(parts))
	var all sync.WaitGroup
	for i := range parts {
		parts[i] = results.Get().(*core.Result)
		all.Go(func() {
			defer func() { panics[i] = recover() }()
			detect(shares[i], shares[i+1], parts[i])
		})
	}
	all.Wait()
	r.Reset()
	for i, part := range parts {
		if panics[i] != nil {
			panic(panics[i])
		}
		r.Add(part, shares[i])
		part.Release()
		results.Put(part)
	}
}

// share cuts the class bytes at texts' ends into about equal shares, and returns
// where these begin, and the end of the last.
func share(segments []C.piigo_segment, length, workers int) []int {
	shares := []int{0}
	for i := range segments {
		base := int(segments[i].base)
		if base-shares[len(shares)-1] >= length/workers {
			shares = append(shares, base)
		}
	}
	return append(shares, length)
}
