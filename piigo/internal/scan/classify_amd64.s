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

// The characters of the sets run, at, open and colon that are no word characters, each at the
// place of its lower half; a 0, whose lower half is that of "@", stands for none.
DATA signs<>+0(SB)/8, $0x0000000000000040
DATA signs<>+8(SB)/8, $0x2F003D002B3A0028
GLOBL signs<>(SB), RODATA|NOPTR, $16

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

// Puts the 32 characters at offset from of SI into c and the sets that they are in into of,
// that of words into words, that of labels into the half at offset half of the block, and the
// characters that are signs into signs. Uses Y0 to Y3 and BX.
#define WORDS_AND_LABELS(from, half, c, of, words, signs) \
	VMOVDQU   from(SI), c; \
	VMOVDQA   c, Y1; \
	LOOKUP(LOW0, HIGH0, Y0); \
	VMOVDQU   from+1(SI), Y1; \
	LOOKUP(LOW1, HIGH1, Y3); \
	VPAND     Y3, Y0, Y0; \
	VMOVDQU   from+2(SI), Y1; \
	LOOKUP(LOW2, HIGH2, Y3); \
	VPAND     Y3, Y0, Y0; \
	VPCMPEQB  Y14, Y0, Y0; \
	VPMOVMSKB Y0, BX; \
	NOTL      BX; \
	MOVL      BX, 48+half(DI); \
	VMOVDQA   c, Y1; \
	LOOKUP(LOW, HIGH, of); \
	VPAND     Y13, of, Y0; \
	VPCMPGTB  Y14, Y0, Y0; \
	VPMOVMSKB Y0, words; \
	MOVL      words, half(DI); \
	VPSHUFB   c, Y11, signs; \
	VPCMPEQB  c, signs, signs

// Puts the other sets of the characters in c into the half at offset half of the block; of says
// which sets they are in. Uses Y0, Y1 and BX.
#define OTHERS(half, c, of, words) \
	VPMOVMSKB    of, BX; \
	MOVL         BX, 32+half(DI); \
	VPADDB       of, of, Y0; \
	VPMOVMSKB    Y0, BX; \
	MOVL         BX, 24+half(DI); \
	VPAND        Y12, of, Y0; \
	VPCMPEQB     Y14, Y0, Y0; \
	VPMOVMSKB    Y0, BX; \
	NOTL         BX; \
	MOVL         BX, 8+half(DI); \
	VPBROADCASTQ colon<>(SB), Y0; \
	VPCMPEQB     c, Y0, Y0; \
	VPMOVMSKB    Y0, BX; \
	MOVL         BX, 40+half(DI); \
	VPBROADCASTQ plus<>(SB), Y0; \
	VPCMPEQB     c, Y0, Y0; \
	VPBROADCASTQ slash<>(SB), Y1; \
	VPCMPEQB     c, Y1, Y1; \
	VPOR         Y1, Y0, Y0; \
	VPBROADCASTQ equals<>(SB), Y1; \
	VPCMPEQB     c, Y1, Y1; \
	VPOR         Y1, Y0, Y0; \
	VPMOVMSKB    Y0, BX; \
	ORL          words, BX; \
	MOVL         BX, 16+half(DI)

// func classifyAVX2(t *byte, blocks *block, n int, constants *vectors)
TEXT ·classifyAVX2(SB), NOSPLIT, $0-32
	MOVQ t+0(FP), SI
	MOVQ blocks+8(FP), DI
	MOVQ n+16(FP), CX
	MOVQ constants+24(FP), DX

	VPBROADCASTQ   half<>(SB), Y15
	VPXOR          Y14, Y14, Y14
	VMOVDQU        WORDS(DX), Y13
	VMOVDQU        DIGITS(DX), Y12
	VBROADCASTI128 signs<>(SB), Y11

block:
	WORDS_AND_LABELS(0, 0, Y4, Y5, R8, Y6)
	WORDS_AND_LABELS(32, 4, Y7, Y8, R9, Y9)
	VPOR   Y9, Y6, Y6
	VPOR   Y8, Y5, Y0
	VPAND  Y12, Y0, Y0
	VPOR   Y6, Y0, Y0
	VPTEST Y0, Y0
	JNZ    others
	MOVL   R8, 16(DI)
	MOVL   R9, 20(DI)
	MOVQ   $0, 8(DI)
	MOVQ   $0, 24(DI)
	MOVQ   $0, 32(DI)
	MOVQ   $0, 40(DI)

next:
	ADDQ $64, SI
	ADDQ $56, DI
	DECQ CX
	JNZ  block

	VZEROUPPER
	RET

	// There is a digit or a sign.
others:
	OTHERS(0, Y4, Y5, R8)
	OTHERS(4, Y7, Y8, R9)
	JMP next
