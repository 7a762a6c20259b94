package scan

import "github.com/piigo/piigo/piigo/internal/class"

// Beginnings are tables of where patterns may begin, for the native module, which looks at
// short texts in C. The layout is that of piigo_beginnings there.
type Beginnings struct {
	vectors vectors
	// numbers has a bit for each length of a number with which a pattern may begin, by the
	// class byte behind it; that of 0 stands for the end of the text, too.
	numbers [256]uint32
	// fast is how many forms of classify this processor can run beside the plain one.
	fast uint32
	// json is how many of the forms that the native module has for JSON it can run, beside
	// the plain one.
	json uint32
}

// NewBeginnings makes the tables.
func NewBeginnings() Beginnings {
	b := Beginnings{vectors: *constants, fast: uint32(len(classifiers()) - 1), json: jsonForms()}
	for c := range b.numbers {
		if class.Attrs[c]&class.W != 0 {
			continue // no word ends here
		}
		for length, sets := range builtin.numbers {
			if of := sets[next[c]]; of.whole|of.try != 0 {
				b.numbers[c] |= 1 << length
			}
		}
	}
	return b
}
