package scan

import (
	"encoding/binary"
	"math/bits"
)

// crowd is the number of "@" in a block from which on looking for dots pays.
const crowd = 4

// beforeDots returns the "@" of a block that may have a "." behind them before the next
// "@"; all of them where one does. t holds the block's 64 characters.
func beforeDots(at uint64, t []byte) uint64 {
	stops := at | dots(t)
	// A bit behind each "@", added to the gaps between the stops, moves to the next stop.
	reached, beyond := bits.Add64(^stops, at<<1, 0)
	if reached&stops&^at != 0 {
		return at
	}
	if beyond|at>>63 != 0 {
		return 1 << (63 - bits.LeadingZeros64(at))
	}
	return 0
}

// dots returns a bit for each "." in t[0:64].
func dots(t []byte) (set uint64) {
	const low7 = 0x7F7F7F7F7F7F7F7F
	for i := 0; i < blockSize; i += 8 {
		other := binary.LittleEndian.Uint64(t[i:]) ^ 0x2E2E2E2E2E2E2E2E
		equal := ^((other&low7 + low7) | other | low7) >> 7
		set |= equal * 0x0102040810204080 >> 56 << i
	}
	return set
}
