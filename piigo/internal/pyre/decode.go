package pyre

import "unicode/utf8"

// decode turns UTF-8 into code points. It also takes the three-byte form of a
// lone surrogate, which Python's "surrogatepass" writes and Go's decoder
// refuses. It reports false for any other malformed input.
func decode(s string) ([]rune, bool) {
	out := make([]rune, 0, len(s))
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size <= 1 {
			if r, size = decodeSurrogate(s); size == 0 {
				return nil, false
			}
		}
		out = append(out, r)
		s = s[size:]
	}
	return out, true
}

func decodeSurrogate(s string) (rune, int) {
	if len(s) < 3 || s[0] != 0xED || s[1]&0xE0 != 0xA0 || s[2]&0xC0 != 0x80 {
		return 0, 0
	}
	return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
}
