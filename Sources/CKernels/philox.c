#include "philox.h"

#include "dispatch.h"

#pragma clang fp contract(off)

typedef float f8 __attribute__((ext_vector_type(8)));
typedef float unaligned_f8 __attribute__((ext_vector_type(8), aligned(4)));
typedef uint32_t u8x __attribute__((ext_vector_type(8)));
typedef int32_t i8x __attribute__((ext_vector_type(8)));
typedef uint64_t l4x __attribute__((ext_vector_type(4)));

// Vectors travel by address: passed by value they would need one calling
// convention for both versions.

// Multipliers and key increments of Philox4x32 (SC 2011, section 3.3).
enum { ROUNDS = 10 };
static const uint32_t M0 = 0xD2511F53u, M1 = 0xCD9E8D57u;
static const uint32_t W0 = 0x9E3779B9u, W1 = 0xBB67AE85u;

uint64_t bss_philox_key(uint64_t seed, uint32_t domain) {
  // The finaliser of SplitMix64: neighbouring seeds and domains get unrelated keys.
  uint64_t z = seed + 0x9E3779B97F4A7C15ull * (uint64_t)(domain + 1);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

void bss_philox_block(uint64_t key, const uint32_t counter[4], uint32_t words[4]) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  for (int round = 0; round < ROUNDS; ++round) {
    uint64_t p0 = (uint64_t)M0 * c0, p1 = (uint64_t)M1 * c2;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)p1;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)p0;
    k0 += W0;
    k1 += W1;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/// Eight blocks with consecutive first counter words. Words live in the lower halves of 64-bit
/// lanes, where the multiplier takes and leaves them; upper halves are not looked at.
static inline __attribute__((always_inline)) void eight_blocks(
    uint64_t key, uint32_t first, uint32_t lane, uint64_t vector, u8x w[4]) {
  const l4x low = (l4x)(uint64_t)0xFFFFFFFF;
  l4x c[2][4];
  for (int h = 0; h < 2; ++h) {
    c[h][0] = ((l4x)(uint64_t)(first + 4 * (uint32_t)h) + (l4x){0, 1, 2, 3}) & low;
    c[h][1] = (l4x)(uint64_t)lane;
    c[h][2] = (l4x)(vector & 0xFFFFFFFF);
    c[h][3] = (l4x)(vector >> 32);
  }
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < ROUNDS; ++round) {
    for (int h = 0; h < 2; ++h) {
      l4x p0 = (c[h][0] & low) * (l4x)(uint64_t)M0;
      l4x p1 = (c[h][2] & low) * (l4x)(uint64_t)M1;
      c[h][0] = (p1 >> (l4x)(uint64_t)32) ^ c[h][1] ^ (l4x)(uint64_t)k0;
      c[h][1] = p1;
      c[h][2] = (p0 >> (l4x)(uint64_t)32) ^ c[h][3] ^ (l4x)(uint64_t)k1;
      c[h][3] = p0;
    }
    k0 += W0;
    k1 += W1;
  }
  for (int k = 0; k < 4; ++k)
    w[k] = __builtin_shufflevector(
        __builtin_bit_cast(u8x, c[0][k]), __builtin_bit_cast(u8x, c[1][k]), 0, 2, 4, 6, 8, 10, 12, 14);
}

/// ln u for u = (k + 1/2) 2^-24, by the series of artanh around 1; error < 2e-7.
static inline __attribute__((always_inline)) void natural_log(const u8x *word, f8 *out) {
  f8 u = (__builtin_convertvector(*word >> (u8x)8u, f8) + 0.5f) * 0x1p-24f;
  i8x bits = __builtin_bit_cast(i8x, u);
  i8x exponent = (bits - 0x3F3504F3) >> 23;  // mantissa into [sqrt(1/2), sqrt(2))
  f8 m = __builtin_bit_cast(f8, bits - (exponent << 23));
  f8 s = (m - 1.0f) / (m + 1.0f), q = s * s;
  f8 series = 1.0f + q * (0.33333333f + q * (0.2f + q * (0.14285714f + q * 0.11111111f)));
  *out = __builtin_convertvector(exponent, f8) * 0.69314718f + 2.0f * s * series;
}

/// Cosine and sine of 2 pi word / 2^32, by Taylor series in one octant pair.
static inline __attribute__((always_inline)) void turn(const u8x *words, f8 *cosine, f8 *sine) {
  u8x word = *words;
  u8x quadrant = (word + 0x20000000u) >> (u8x)30u;
  i8x rest = __builtin_bit_cast(i8x, word - (quadrant << (u8x)30u));
  f8 x = __builtin_convertvector(rest, f8) * 1.4629180792671596e-9f;  // 2 pi 2^-32
  f8 q = x * x;
  f8 s = x * (1.0f - q * (0.16666667f - q * (8.3333333e-3f - q * (1.9841270e-4f - q * 2.7557319e-6f))));
  f8 c = 1.0f - q * (0.5f - q * (4.1666667e-2f - q * (1.3888889e-3f - q * 2.4801587e-5f)));
  i8x odd = __builtin_bit_cast(i8x, (quadrant & 1u) != 0u);
  f8 cc = __builtin_bit_cast(f8, (odd & __builtin_bit_cast(i8x, s)) | (~odd & __builtin_bit_cast(i8x, c)));
  f8 ss = __builtin_bit_cast(f8, (odd & __builtin_bit_cast(i8x, c)) | (~odd & __builtin_bit_cast(i8x, s)));
  u8x cosine_sign = ((quadrant + 1u) & 2u) << (u8x)30u;
  u8x sine_sign = (quadrant & 2u) << (u8x)30u;
  *cosine = __builtin_bit_cast(f8, __builtin_bit_cast(u8x, cc) ^ cosine_sign);
  *sine = __builtin_bit_cast(f8, __builtin_bit_cast(u8x, ss) ^ sine_sign);
}

/// Box and Muller: two words give two normal numbers.
static inline __attribute__((always_inline)) void box_muller(
    const u8x *a, const u8x *b, f8 *x, f8 *y) {
  f8 logarithm;
  natural_log(a, &logarithm);
  f8 radius = __builtin_elementwise_sqrt(-2.0f * logarithm);
  f8 c, s;
  turn(b, &c, &s);
  *x = radius * c;
  *y = radius * s;
}

BSS_CLONES void bss_philox_normals(
    uint64_t key, uint64_t vector, uint32_t lane, uint32_t count, float *out) {
  // Thirty-two numbers a step, in the order of their generation: number i of a
  // stream is word (i / 8) % 4 of block 8 (i / 32) + i % 8.
  for (uint32_t start = 0; start < count; start += 32) {
    u8x w[4];
    f8 z[4];
    eight_blocks(key, start / 4, lane, vector, w);
    box_muller(&w[0], &w[1], &z[0], &z[1]);
    box_muller(&w[2], &w[3], &z[2], &z[3]);
    uint32_t left = count - start < 32 ? count - start : 32;
    if (left == 32) {
      for (int k = 0; k < 4; ++k) *(unaligned_f8 *)(out + start + 8 * k) = z[k];
    } else {
      __builtin_memcpy(out + start, z, left * sizeof(float));
    }
  }
}

void bss_philox_words(
    uint64_t key, uint64_t vector, uint32_t lane, uint32_t count, uint32_t *out) {
  for (uint32_t i = 0; i < count; i += 4) {
    uint32_t words[4];
    const uint32_t counter[4] = {i / 4, lane, (uint32_t)vector, (uint32_t)(vector >> 32)};
    bss_philox_block(key, counter, words);
    for (uint32_t k = 0; k < 4 && i + k < count; ++k) out[i + k] = words[k];
  }
}
