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

// jsonForms returns how many of the forms with vectors that the native module has for
// JSON this processor can run: the first with AVX2, the second with AVX-512 VBMI2.
func jsonForms() uint32 {
	x := &cpu.X86
	switch {
	case !(x.HasAVX2 && x.HasPCLMULQDQ && x.HasPOPCNT && x.HasBMI1):
		return 0
	case !(x.HasAVX512BW && x.HasAVX512VBMI && x.HasAVX512VBMI2 && x.HasBMI2):
		return 1
	default:
		return 2
	}
}
