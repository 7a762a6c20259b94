package tests_go

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/piigo/piigo/piigo"
)

// TestDetectorKeepsItsConfig writes to the lists that a Detector was given and gives.
func TestDetectorKeepsItsConfig(t *testing.T) {
	options := func() piigo.Config {
		c := piigo.DefaultConfig()
		c.CustomPatterns = []piigo.CustomPattern{
			{Type: piigo.Custom, Pattern: "a+", MaskStrategy: piigo.StrategyHash, Enabled: true},
		}
		c.WhitelistPatterns = []string{"aaa"}
		return c
	}
	spoil := func(c piigo.Config) {
		c.CustomPatterns[0].Pattern = "b"
		c.WhitelistPatterns[0] = "c"
	}
	given := options()
	d, err := piigo.New(given)
	require.NoError(t, err)
	spoil(given)
	require.Equal(t, options(), d.Config())
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() { spoil(d.Config()) })
	}
	all.Wait()
	require.Equal(t, options(), d.Config())
}
