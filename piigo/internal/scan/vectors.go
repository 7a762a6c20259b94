package scan

// vectors are the constants of classifyAVX2, and of what the native module has like it: first
// the tables of prints, then those that say which sets a character is in, by its halves.
type vectors struct {
	prints        prints
	low, high     [32]uint8
	words, digits [32]uint8 // which of the sets are \w and \d
}

// The sets in vectors.low and vectors.high. A character is in a set if its lower
// half has a bit in low that its upper half has in high.
const (
	vectorDigit     = 1 << 0 // 0-9
	vectorLetterAO  = 1 << 1 // A-O a-o
	vectorLetterPZ  = 1 << 2 // P-Z p-z
	vectorUnderline = 1 << 3
	vectorDigitCode = 1 << 4 // class.Digit
	vectorWordCodes = 1 << 5 // the other codes of word characters
	vectorAt        = 1 << 6
	vectorOpen      = 1 << 7

	vectorWords  = 1<<6 - 1
	vectorDigits = vectorDigit | vectorDigitCode
)

var constants = newVectors()

func newVectors() *vectors {
	v := &vectors{prints: builtin.prints}
	for set, chars := range map[uint8]string{
		vectorDigit:     "0123456789",
		vectorLetterAO:  "ABCDEFGHIJKLMNOabcdefghijklmno",
		vectorLetterPZ:  "PQRSTUVWXYZpqrstuvwxyz",
		vectorUnderline: "_",
		vectorDigitCode: "\x80",
		vectorWordCodes: "\x81\x84\x85\x86\x87",
		vectorAt:        "@",
		vectorOpen:      "+(",
	} {
		for _, c := range []byte(chars) {
			for lane := 0; lane < 32; lane += 16 {
				v.low[lane+int(c&15)] |= set
				v.high[lane+int(c>>4)] |= set
			}
		}
	}
	for i := range v.words {
		v.words[i], v.digits[i] = vectorWords, vectorDigits
	}
	return v
}
