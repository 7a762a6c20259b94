package scan

import (
	"math/bits"

	"github.com/piigo/piigo/piigo/internal/class"
)

// blockSize is the number of class bytes that a block describes.
const blockSize = 64

// block describes 64 class bytes, with a bit for each in each of its sets. This is
// all that the scan looks at until something can begin.
type block struct {
	word  uint64 // \w
	digit uint64 // \d
	run   uint64 // [\w+/=], which includes all base64 characters
	at    uint64 // @
	open  uint64 // + and (, which can open a match right behind a word
	colon uint64 // :
	// label is exact only where a word begins: the first letters there can be
	// those of a label.
	label uint64
}

// The sets that a class byte is in, as bits of its flags.
const (
	flagWord = iota
	flagDigit
	flagRun
	flagAt
	flagOpen
	flagColon
	flagLabel // the first letter of a label
	numFlags
)

func flagsOf(c byte) (flags uint8) {
	set := func(flag int, in bool) {
		if in {
			flags |= 1 << flag
		}
	}
	word := class.Attrs[c]&class.W != 0
	set(flagWord, word)
	set(flagDigit, class.Attrs[c]&class.D != 0)
	set(flagRun, word || c == '+' || c == '/' || c == '=')
	set(flagAt, c == '@')
	set(flagOpen, c == '+' || c == '(')
	set(flagColon, c == ':')
	set(flagLabel, builtin.prints.first(c))
	return flags
}

// spread holds for each class byte its flags, flag i in bit 8*i: eight characters'
// flags, each shifted by the character's place, make up a byte for each set.
var spread = spreadFlags()

func spreadFlags() (s [256]uint64) {
	for c := range s {
		flags := flagsOf(byte(c))
		for i := range numFlags {
			s[c] |= uint64(flags>>i&1) << (8 * i)
		}
	}
	return s
}

// classifier is a form of classify.
type classifier struct {
	name string
	run  func(t []byte, blocks []block)
}

var plain = classifier{"plain", classifyPlain}

// classify does what classifyPlain does.
var classify = classifiers()[0].run

// classifyPlain describes t[0:64] and more blocks behind it, one for each item of
// blocks. The two bytes behind the last block must exist.
func classifyPlain(t []byte, blocks []block) {
	before := uint64(0)
	for n := range blocks {
		var sets [numFlags]uint64
		part := t[n*blockSize : (n+1)*blockSize]
		for i := 0; i < blockSize; i += 8 {
			p := part[i : i+8 : i+8]
			eight := spread[p[0]] | spread[p[1]]<<1 | spread[p[2]]<<2 | spread[p[3]]<<3 |
				spread[p[4]]<<4 | spread[p[5]]<<5 | spread[p[6]]<<6 | spread[p[7]]<<7
			for set := range sets {
				sets[set] |= eight >> (8 * set) & 0xFF << i
			}
		}
		b := block{
			word: sets[flagWord], digit: sets[flagDigit], run: sets[flagRun],
			at: sets[flagAt], open: sets[flagOpen], colon: sets[flagColon],
		}
		starts := b.word &^ (b.word<<1 | before)
		before = b.word >> 63
		for may := sets[flagLabel] & starts; may != 0; may &= may - 1 {
			i := bits.TrailingZeros64(may)
			at := n*blockSize + i
			if builtin.prints.match(t[at], t[at+1], t[at+2]) {
				b.label |= 1 << i
			}
		}
		blocks[n] = b
	}
}
