package core

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// HashOf returns what replaces a value, in UTF-8, under the hash strategy.
func HashOf(value []byte) string {
	sum := sha256.Sum256(value)
	return concealed("[HASH:", sum[:4])
}

// NewToken returns what replaces a value under the tokenize strategy; it is random.
func NewToken() string {
	var b [4]byte
	rand.Read(b[:])
	return concealed("[TOKEN:", b[:])
}

func concealed(label string, number []byte) string {
	masked := append(make([]byte, 0, 16), label...)
	return string(append(hex.AppendEncode(masked, number), ']'))
}
