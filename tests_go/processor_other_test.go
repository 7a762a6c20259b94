//go:build !unix

package tests_go

import "time"

var start = time.Now()

// processorTime returns the time since the start.
func processorTime() time.Duration { return time.Since(start) }
