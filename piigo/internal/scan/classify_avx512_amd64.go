package scan

// wideVectors are the constants of classifyAVX512: tables of all class bytes, in two
// halves of 128, as two registers hold one half.
type wideVectors struct {
	flags  [256]uint8    // the sets that a class byte is in; see flagsOf
	prints [3][256]uint8 // its buckets, by place
}

var wideConstants = newWideVectors()

func newWideVectors() *wideVectors {
	v := &wideVectors{}
	for c := range v.flags {
		v.flags[c] = flagsOf(byte(c))
		for place := range v.prints {
			v.prints[place][c] = builtin.prints.buckets(place, byte(c))
		}
	}
	return v
}

// classifyAVX512 does what classifyPlain does, for n blocks. It needs AVX512BW and
// AVX512VBMI.
//
//go:noescape
func classifyAVX512(t *byte, blocks *block, n int, constants *wideVectors)
