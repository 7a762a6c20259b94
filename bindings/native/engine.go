//go:build piigo_boundary

package native

import "github.com/piigo/piigo/piigo/core"

// Engine returns the engine that the boundary works with. gopy, which runs without
// the build tag, does not see it: it cannot carry the type.
func (d *Detector) Engine() *core.Engine {
	return d.detector.Engine()
}
