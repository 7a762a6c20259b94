package core_test

import (
	"fmt"

	"github.com/piigo/piigo/piigo/core"
)

// Numbers are left alone.
func wanted(flag string) bool { return flag != "detect_phone" }

func ExampleEngine_Detect() {
	text := []byte("Mail a@b.org")
	r := core.NewResult()
	core.New(wanted).Detect(text, r)
	for i, spans := range r.Of {
		for _, span := range spans {
			fmt.Println(core.Patterns[i].Rule.Type, span.Start, span.End)
		}
	}
	// Output: email 5 12
}

func ExampleEngine_Matches() {
	text := []byte("Mail a@b.org, then c@d.net")
	r := core.NewResult()
	core.New(wanted).Matches(text, r)
	fmt.Println(r.Count())
	core.New(wanted).Matches([]byte("nothing"), r)
	fmt.Println(r.Count())
	// Output:
	// 2
	// 0
}

func ExampleMask() {
	text, redaction := []byte("host 10.0.0.7."), []byte("<gone>")
	r := core.NewResult()
	core.New(wanted).Detect(text, r)
	out := make([]byte, core.Room(len(text), len(redaction), r.Count()))
	fmt.Printf("%s\n", core.Mask(r, text, redaction, out))
	// Output: host <gone>.
}
