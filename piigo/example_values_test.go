package piigo_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/piigo/piigo/piigo"
	"github.com/piigo/piigo/piigo/core"
)

func ExampleDefaultConfig() {
	c := piigo.DefaultConfig()
	fmt.Println(c.DetectEmail, c.RedactionText, c.MaxDepth)
	// Output: true [REDACTED] 1000
}

func ExampleCustomPattern_UnmarshalJSON() {
	var p piigo.CustomPattern
	if err := json.Unmarshal([]byte(`{"type": "custom", "pattern": "EMP-\\d+"}`), &p); err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Pattern, p.MaskStrategy, p.Enabled)
	// Output: EMP-\d+ redact true
}

func ExampleCustomPattern() {
	c := piigo.DefaultConfig()
	c.DetectPhone = false
	c.CustomPatterns = []piigo.CustomPattern{{
		Type:         piigo.Custom,
		Pattern:      `\bEMP-\d{6}\b`,
		MaskStrategy: piigo.StrategyRemove,
		Enabled:      true,
	}}
	d, err := piigo.New(c)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(d.Redact("badge <emp-123456>"))
	// Output: badge <>
}

func ExampleDetector_Config() {
	c := piigo.DefaultConfig()
	c.DetectPhone = false
	d, err := piigo.New(c)
	if err != nil {
		log.Fatal(err)
	}
	c = d.Config()
	c.RedactionText = "changing the copy changes nothing"
	fmt.Println(d.Redact("host 10.0.0.7"))
	// Output: host [REDACTED]
}

func ExampleDetector_Engine() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	r := core.NewResult()
	d.Engine().Detect([]byte("Mail a@b.org"), r)
	fmt.Println(r.Count())
	// Output: 1
}

func ExampleDetection_String() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(d.Detect("a@b.org")[0].String())
	// Output: email at 0-7 (partial)
}

func ExampleDetection_GoString() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%#v\n", d.Detect("a@b.org")[0])
	// Output: piigo.Detection{email at 0-7 (partial)}
}

func ExampleNested_Modified() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	for _, data := range []any{"all quiet", []any{"a@b.org"}} {
		nested, err := d.ProcessNested(data, "")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(nested.Modified())
	}
	// Output:
	// false
	// true
}
