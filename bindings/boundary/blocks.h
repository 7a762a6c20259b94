// Characters looked at many at a time, as vectors: an extension of gcc and clang.

#ifndef PIIGO_BLOCKS_H
#define PIIGO_BLOCKS_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define PIIGO_BLOCK 16
typedef uint8_t piigo_block __attribute__((vector_size(PIIGO_BLOCK)));

// piigo_copy_blocks copies so many bytes and what follows them to the end of a block. It
// returns where they end.
static inline uint8_t *piigo_copy_blocks(uint8_t *out, const uint8_t *in, int64_t length) {
    for (int64_t i = 0; i < length; i += PIIGO_BLOCK)
        memcpy(out + i, in + i, PIIGO_BLOCK);
    return out + length;
}

// piigo_bits_of returns a bit for each byte of a block, all of which are 0 or 0xFF.
static inline uint64_t piigo_bits_of(piigo_block block) {
#if defined(__SSE2__)
    return (uint64_t)_mm_movemask_epi8((__m128i)block);
#else
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t weights = 0x8040201008040201u;
#else
    const uint64_t weights = 0x0102040810204080u;
#endif
    uint64_t words[2];
    memcpy(words, &block, sizeof words);
    // A product's highest byte is the sum of all bytes.
    return (words[0] & weights) * 0x0101010101010101u >> 56 |
           (words[1] & weights) * 0x0101010101010101u >> 56 << 8;
#endif
}

#endif
