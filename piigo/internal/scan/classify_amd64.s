#include "textflag.h"

// Offsets in the constants: low and high tables of the three places, then those of
// the sets.
#define LOW0 0
#define LOW1 32
#define LOW2 64
#define HIGH0 96
#define HIGH1 128
#define HIGH2 160
#define LOW 192
#define HIGH 224
#define WORDS 256
#define DIGITS 288

DATA half<>+0(SB)/8, $0x0F0F0F0F0F0F0F0F
GLOBL half<>(SB), RODATA|NOPTR, $8
DATA colon<>+0(SB)/8, $0x3A3A3A3A3A3A3A3A
GLOBL colon<>(SB), RODATA|NOPTR, $8
DATA plus<>+0(SB)/8, $0x2B2B2B2B2B2B2B2B
GLOBL plus<>(SB), RODATA|NOPTR, $8
DATA slash<>+0(SB)/8, $0x2F2F2F2F2F2F2F2F
GLOBL slash<>(SB), RODATA|NOPTR, $8
DATA equals<>+0(SB)/8, $0x3D3D3D3D3D3D3D3D
GLOBL equals<>(SB), RODATA|NOPTR, $8

// Looks up what the halves of the characters in Y1 are in the tables at these
// offsets; the result is in out. Uses Y2.
#define LOOKUP(low, high, out) \
	VPAND   Y15, Y1, Y2; \
	VMOVDQU low(DX), out; \
	VPSHUFB Y2, out, out; \
	VPSRLW  $4, Y1, Y1; \
	VPAND   Y15, Y1, Y1; \
	VMOVDQU high(DX), Y2; \
	VPSHUFB Y1, Y2, Y2; \
	VPAND   Y2, out, out

// Puts the sets of the 32 characters at offset from of SI into word (R8), digit
// (R9), run (R10), at (R11), open (R12), colon (R13) and label (BX).
#define HALF(from) \
	VMOVDQU   from(SI), Y0; \
	VMOVDQA   Y0, Y1; \
	LOOKUP(LOW0, HIGH0, Y3); \
	VMOVDQU   from+1(SI), Y1; \
	LOOKUP(LOW1, HIGH1, Y4); \
	VMOVDQU   from+2(SI), Y1; \
	LOOKUP(LOW2, HIGH2, Y5); \
	VPAND     Y4, Y3, Y3; \
	VPAND     Y5, Y3, Y3; \
	VPCMPEQB  Y14, Y3, Y3; \
	VPMOVMSKB Y3, BX; \
	NOTL      BX; \
	VMOVDQA   Y0, Y1; \
	LOOKUP(LOW, HIGH, Y3); \
	VPMOVMSKB Y3, R12; \
	VPADDB    Y3, Y3, Y4; \
	VPMOVMSKB Y4, R11; \
	VPAND     Y13, Y3, Y4; \
	VPCMPEQB  Y14, Y4, Y4; \
	VPMOVMSKB Y4, R8; \
	NOTL      R8; \
	VPAND     Y12, Y3, Y4; \
	VPCMPEQB  Y14, Y4, Y4; \
	VPMOVMSKB Y4, R9; \
	NOTL      R9; \
	VPCMPEQB  Y11, Y0, Y4; \
	VPMOVMSKB Y4, R13; \
	VPCMPEQB  Y10, Y0, Y4; \
	VPCMPEQB  Y9, Y0, Y5; \
	VPOR      Y5, Y4, Y4; \
	VPCMPEQB  Y8, Y0, Y5; \
	VPOR      Y5, Y4, Y4; \
	VPMOVMSKB Y4, R10; \
	ORL       R8, R10

// func classifyAVX2(t *byte, blocks *block, n int, constants *vectors)
TEXT ·classifyAVX2(SB), NOSPLIT, $0-32
	MOVQ t+0(FP), SI
	MOVQ blocks+8(FP), DI
	MOVQ n+16(FP), CX
	MOVQ constants+24(FP), DX

	VPBROADCASTQ half<>(SB), Y15
	VPXOR        Y14, Y14, Y14
	VMOVDQU      WORDS(DX), Y13
	VMOVDQU      DIGITS(DX), Y12
	VPBROADCASTQ colon<>(SB), Y11
	VPBROADCASTQ plus<>(SB), Y10
	VPBROADCASTQ slash<>(SB), Y9
	VPBROADCASTQ equals<>(SB), Y8

block:
	HALF(0)
	MOVL R8, 0(DI)
	MOVL R9, 8(DI)
	MOVL R10, 16(DI)
	MOVL R11, 24(DI)
	MOVL R12, 32(DI)
	MOVL R13, 40(DI)
	MOVL BX, 48(DI)
	HALF(32)
	MOVL R8, 4(DI)
	MOVL R9, 12(DI)
	MOVL R10, 20(DI)
	MOVL R11, 28(DI)
	MOVL R12, 36(DI)
	MOVL R13, 44(DI)
	MOVL BX, 52(DI)

	ADDQ $64, SI
	ADDQ $56, DI
	DECQ CX
	JNZ  block

	VZEROUPPER
	RET
