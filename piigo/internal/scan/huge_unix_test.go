//go:build unix

package scan

import (
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestHugeText scans a text that takes up addresses alone, no memory.
func TestHugeText(t *testing.T) {
	huge, err := syscall.Mmap(-1, 0, MaxText+1, syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	require.NoError(t, err)
	defer func() { require.NoError(t, syscall.Munmap(huge)) }()
	require.PanicsWithValue(t, "piigo: text over 4294967295 characters; split it", func() {
		Find(huge, 0, ^Set(0), NewMatches())
	})
}
