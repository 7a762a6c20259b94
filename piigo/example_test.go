package piigo_test

import (
	"fmt"
	"log"

	"github.com/piigo/piigo/piigo"
)

func Example() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(d.Redact("Write to jane.doe@example.com."))
	// Output: Write to j***e@example.com.
}

func ExampleNew() {
	c := piigo.DefaultConfig()
	c.DetectPhone = false
	c.RedactionText = "<private>"
	d, err := piigo.New(c)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(d.Redact("host 10.0.0.7, passport X1234567"))
	// Output: host <private>, passport <private>
}

func ExampleParseConfig() {
	_, err := piigo.ParseConfig([]byte(`{"detect_ssn": "yes"}`))
	fmt.Println(err)
	// Output: piigo: detect_ssn must be true or false, not a string
}

func ExampleDetector_Detect() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	for _, found := range d.Detect("ÄÖÜ: a@b.org, c@d.net") {
		fmt.Println(found)
	}
	// Output:
	// email at 8-15 (partial)
	// email at 17-24 (partial)
}

func ExampleDetector_Mask() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	text := "from a@b.org to c@d.net"
	found := d.Detect(text)
	found[0].Strategy = piigo.StrategyRemove
	found[1].Strategy = piigo.StrategyHash
	fmt.Println(d.Mask(text, found))
	// Output: from  to [HASH:e843968c]
}

func ExampleDetector_Redact() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(d.Redact("nothing to see here"))
	// Output: nothing to see here
}

func ExampleDetector_ProcessNested() {
	d, err := piigo.New(piigo.DefaultConfig())
	if err != nil {
		log.Fatal(err)
	}
	nested, err := d.ProcessNested(map[string]any{
		"to":   []any{"a@b.org"},
		"note": `{"cc": "c@d.net"}`,
	}, "args")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(nested.Paths)
	fmt.Println(nested.Data)
	// Output:
	// [args.note args.note(json).cc args.to[0]]
	// map[note:{"cc":"***@d.net"} to:[***@b.org]]
}
