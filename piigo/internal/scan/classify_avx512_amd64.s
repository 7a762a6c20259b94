#include "textflag.h"

// Offsets in the constants: the tables of ASCII, those of other class bytes behind.
#define FLAGS 0
#define PRINTS0 256
#define PRINTS1 512
#define PRINTS2 768

// Puts what table Z, Z+1 (in registers, of ASCII) says of the characters at offset from of
// SI into out.
#define ASCII(from, low, high, out) \
	VMOVDQU64 from(SI), out; \
	VPERMI2B  high, low, out

// The same for all class bytes, with the tables in memory. Uses Z4, Z5 and K1.
#define ANY(from, table, low, high, out) \
	VMOVDQU64 from(SI), Z4; \
	VMOVDQA64 Z4, out; \
	VPERMI2B  high, low, out; \
	VPMOVB2M  Z4, K1; \
	VMOVDQU64 table+128(DX), Z5; \
	VPERMI2B  table+192(DX), Z5, Z4; \
	VMOVDQU8  Z4, K1, out

// func classifyAVX512(t *byte, blocks *block, n int, constants *wideVectors)
TEXT ·classifyAVX512(SB), NOSPLIT, $0-32
	MOVQ t+0(FP), SI
	MOVQ blocks+8(FP), DI
	MOVQ n+16(FP), CX
	MOVQ constants+24(FP), DX

	// The flags, in the order of flagsOf and of the sets in a block.
	MOVL         $1, AX
	VPBROADCASTB AX, Z10
	VPADDB       Z10, Z10, Z11
	VPADDB       Z11, Z11, Z12
	VPADDB       Z12, Z12, Z13
	VPADDB       Z13, Z13, Z14
	VPADDB       Z14, Z14, Z15

	VMOVDQU64 FLAGS(DX), Z16
	VMOVDQU64 FLAGS+64(DX), Z17
	VMOVDQU64 PRINTS0(DX), Z18
	VMOVDQU64 PRINTS0+64(DX), Z19
	VMOVDQU64 PRINTS1(DX), Z20
	VMOVDQU64 PRINTS1+64(DX), Z21
	VMOVDQU64 PRINTS2(DX), Z22
	VMOVDQU64 PRINTS2+64(DX), Z23

block:
	VMOVDQU64 0(SI), Z0
	VPORQ     2(SI), Z0, Z0
	VPMOVB2M  Z0, K1
	KORTESTQ  K1, K1
	JNZ       any
	ASCII(0, Z16, Z17, Z0)
	ASCII(0, Z18, Z19, Z1)
	ASCII(1, Z20, Z21, Z2)
	ASCII(2, Z22, Z23, Z3)

sets:
	VPTESTMB Z10, Z0, K1
	VPTESTMB Z11, Z0, K2
	VPTESTMB Z12, Z0, K3
	VPTESTMB Z13, Z0, K4
	VPTESTMB Z14, Z0, K5
	VPTESTMB Z15, Z0, K6
	VPANDQ   Z1, Z2, Z1
	VPTESTMB Z3, Z1, K7
	KMOVQ    K1, 0(DI)
	KMOVQ    K2, 8(DI)
	KMOVQ    K3, 16(DI)
	KMOVQ    K4, 24(DI)
	KMOVQ    K5, 32(DI)
	KMOVQ    K6, 40(DI)
	KMOVQ    K7, 48(DI)

	ADDQ $64, SI
	ADDQ $56, DI
	DECQ CX
	JNZ  block

	VZEROUPPER
	RET

any:
	ANY(0, FLAGS, Z16, Z17, Z0)
	ANY(0, PRINTS0, Z18, Z19, Z1)
	ANY(1, PRINTS1, Z20, Z21, Z2)
	ANY(2, PRINTS2, Z22, Z23, Z3)
	JMP sets
