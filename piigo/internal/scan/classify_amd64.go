package scan

import "golang.org/x/sys/cpu"

// classifyAVX2 does what classifyPlain does, for n blocks.
//
//go:noescape
func classifyAVX2(t *byte, blocks *block, n int, constants *vectors)

// classifiers are the forms of classify that this processor can run, the fastest first.
func classifiers() (all []classifier) {
	if cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VBMI {
		all = append(all, classifier{"AVX-512", func(t []byte, blocks []block) {
			_ = t[len(blocks)*blockSize+1]
			classifyAVX512(&t[0], &blocks[0], len(blocks), wideConstants)
		}})
	}
	if cpu.X86.HasAVX2 {
		all = append(all, classifier{"AVX2", func(t []byte, blocks []block) {
			_ = t[len(blocks)*blockSize+1]
			classifyAVX2(&t[0], &blocks[0], len(blocks), constants)
		}})
	}
	return append(all, plain)
}

// compacts reports whether this processor can run what the native module has for JSON.
func compacts() bool {
	x := &cpu.X86
	return x.HasAVX512BW && x.HasAVX512VBMI && x.HasAVX512VBMI2 && x.HasPCLMULQDQ && x.HasPOPCNT &&
		x.HasBMI1 && x.HasBMI2
}
