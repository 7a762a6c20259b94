package pyre

import (
	"reflect"
	"strings"
	"sync"
	"testing"
)

// TestManyGoroutines runs one program from many goroutines at once.
func TestManyGoroutines(t *testing.T) {
	program, _ := compileAll(t, `\b[a-z]+\d+\b`, `\d+$`)
	text := prepare(t, program, []rune(strings.Repeat("ab12 - é3\n", 50)))
	want := program.FindAll(program.FindAll(nil, 0, text), 1, text)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				got := program.FindAll(program.FindAll(nil, 0, text), 1, text)
				if !reflect.DeepEqual(got, want) {
					t.Error("another result")
					return
				}
			}
		})
	}
	wait.Wait()
}
