package rules

import "github.com/piigo/piigo/piigo/internal/class"

// has reports whether t[i] exists and has one of the properties.
func has(t []byte, i int, bits class.Attr) bool {
	return uint(i) < uint(len(t)) && class.Attrs[t[i]]&bits != 0
}

// is reports whether t[i] exists and is c.
func is(t []byte, i int, c byte) bool {
	return uint(i) < uint(len(t)) && t[i] == c
}

// isAny reports whether t[i] exists and is a or b.
func isAny(t []byte, i int, a, b byte) bool {
	return uint(i) < uint(len(t)) && (t[i] == a || t[i] == b)
}

// boundary is \b: exactly one of the characters beside position i is a word
// character.
func boundary(t []byte, i int) bool {
	return has(t, i-1, class.W) != has(t, i, class.W)
}

// run returns the number of characters with the property from t[i] on, counting
// no further than max.
func run(t []byte, i, max int, bits class.Attr) int {
	n := 0
	for n < max && has(t, i+n, bits) {
		n++
	}
	return n
}

// all reports whether the n characters from t[i] on exist and have the property.
func all(t []byte, i, n int, bits class.Attr) bool {
	return run(t, i, n, bits) == n
}

// skip returns the end of the run of characters with the property from t[i] on.
func skip(t []byte, i int, bits class.Attr) int {
	for has(t, i, bits) {
		i++
	}
	return i
}

// word returns the position behind the lower-case word w at t[i], case ignored,
// or -1.
func word(t []byte, i int, w string) int {
	if len(t)-i < len(w) {
		return -1
	}
	for k := range len(w) {
		if class.Fold[t[i+k]] != w[k] {
			return -1
		}
	}
	return i + len(w)
}

// endOfWord returns i if no word character is there, else -1: \b behind a word
// character.
func endOfWord(t []byte, i int) int {
	if has(t, i, class.W) {
		return -1
	}
	return i
}

// labelled matches [#:\s]+ (or [:\s]+ if hash is false) from t[i] on and returns
// the position behind it, or -1 if there is none.
func labelled(t []byte, i int, hash bool) int {
	start := i
	for has(t, i, class.S) || is(t, i, ':') || hash && is(t, i, '#') {
		i++
	}
	if i == start {
		return -1
	}
	return i
}

// wordOf matches [A-Z0-9]{low,high}\b from t[i] on and returns its end, or -1.
func wordOf(t []byte, i, low, high int) int {
	n := run(t, i, high+1, class.L|class.A)
	if n < low || n > high {
		return -1
	}
	return endOfWord(t, i+n)
}
