// Package native is what gopy turns into Python classes: a configuration, a
// detector and a detection in the types that gopy can carry. The Python package
// uses them to build detectors; its hot methods go through the boundary instead
// (bindings/boundary), which starts from a Detector made here.
package native

import (
	"errors"
	"fmt"

	"github.com/piigo/piigo/piigo"
)

// Config holds the options of a detector, a JSON object of the fields of
// piigo.Config; those left out have their defaults.
type Config struct {
	JSON string
}

// NewConfig returns the default options.
func NewConfig() *Config {
	return &Config{JSON: defaults}
}

const defaults = "{}"

// Detection is one detected value, in bytes of the UTF-8 form of the text.
type Detection struct {
	Type     string
	Start    int
	End      int
	Strategy string
}

// Detector finds and masks PII.
type Detector struct {
	detector *piigo.Detector
}

// NewDetector returns a detector, or an error that names the option at fault.
func NewDetector(c *Config) (*Detector, error) {
	config := piigo.DefaultConfig()
	if c.JSON != defaults { // most detectors have these, and reading JSON takes its time
		var err error
		if config, err = piigo.ParseConfig([]byte(c.JSON)); err != nil {
			return nil, err
		}
	}
	d, err := piigo.New(config)
	if err != nil {
		return nil, err
	}
	return &Detector{d}, nil
}

// Detect returns the detections in text, which must not hold U+0000 or a lone
// surrogate: gopy cannot carry them.
func (d *Detector) Detect(text string) (found []Detection, err error) {
	defer recovered(&err)
	for _, hit := range d.detector.Detect(text) {
		found = append(found, Detection{string(hit.Type), hit.Start, hit.End, string(hit.Strategy)})
	}
	return found, nil
}

// Redact returns text with every detection masked, under the limits of Detect.
func (d *Detector) Redact(text string) (masked string, err error) {
	defer recovered(&err)
	return d.detector.Redact(text), nil
}

// errInternal is what a panic becomes. Its text never holds the scanned text.
var errInternal = errors.New("piigo: internal failure")

func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %T", errInternal, r)
	}
}
