package tests_go

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

var sizes = []struct {
	name  string
	bytes int
}{{"100B", 100}, {"1KB", 1 << 10}, {"10KB", 10 << 10}, {"100KB", 100 << 10}, {"1MB", 1 << 20}}

func benchmark(b *testing.B, f func(text string)) {
	for _, size := range sizes {
		all := texts(size.bytes)
		for _, kind := range slices.Sorted(maps.Keys(all)) {
			b.Run(fmt.Sprintf("%s/%s", kind, size.name), func(b *testing.B) {
				b.SetBytes(int64(len(all[kind])))
				b.ReportAllocs()
				for b.Loop() {
					f(all[kind])
				}
			})
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	d := newDetector(b)
	benchmark(b, func(text string) { d.Detect(text) })
}

func BenchmarkRedact(b *testing.B) {
	d := newDetector(b)
	benchmark(b, func(text string) { d.Redact(text) })
}

func BenchmarkHostile(b *testing.B) {
	d := newDetector(b)
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		text := repeat(hostile[name], 100<<10)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				d.Redact(text)
			}
		})
	}
}
