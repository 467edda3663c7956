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

/// Pairs of vectors of words that are computed side by side. Their operations are independent, so that
/// none waits for its last result.
enum { MOST_PAIRS = 4 };

#define EACH(k, count) _Pragma("clang loop unroll(full)") for (int k = 0; k < (count); ++k)
#define INLINE static inline __attribute__((always_inline))

/// The keys of a round in all lanes.
typedef struct {
  l4x k0, k1;
} round_key;

INLINE void round_keys(uint64_t key, round_key keys[ROUNDS]) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < ROUNDS; ++round) {
    keys[round] = (round_key){(l4x)(uint64_t)k0, (l4x)(uint64_t)k1};
    k0 += W0;
    k1 += W1;
  }
}

/// Four blocks for each of `pairs`, with consecutive first counter words. Words live in the lower halves
/// of 64-bit lanes, where the multiplier takes and leaves them; upper halves are not looked at.
INLINE void blocks(
    const round_key *keys, uint32_t first, uint32_t lane, uint64_t vector, const int pairs,
    u8x *w) {
  const l4x low = (l4x)(uint64_t)0xFFFFFFFF;
  l4x c[MOST_PAIRS][4];
  EACH(h, pairs) {
    c[h][0] = ((l4x)(uint64_t)(first + 4 * (uint32_t)h) + (l4x){0, 1, 2, 3}) & low;
    c[h][1] = (l4x)(uint64_t)lane;
    c[h][2] = (l4x)(vector & 0xFFFFFFFF);
    c[h][3] = (l4x)(vector >> 32);
  }
  EACH(round, ROUNDS) {
    EACH(h, pairs) {
      l4x p0 = (c[h][0] & low) * (l4x)(uint64_t)M0;
      l4x p1 = (c[h][2] & low) * (l4x)(uint64_t)M1;
      c[h][0] = (p1 >> (l4x)(uint64_t)32) ^ c[h][1] ^ keys[round].k0;
      c[h][1] = p1;
      c[h][2] = (p0 >> (l4x)(uint64_t)32) ^ c[h][3] ^ keys[round].k1;
      c[h][3] = p0;
    }
  }
  EACH(k, 2 * pairs) {
    const l4x *own = &c[k / 4 * 2][k % 4];
    w[k] = __builtin_shufflevector(
        __builtin_bit_cast(u8x, own[0]), __builtin_bit_cast(u8x, own[4]), 0, 2, 4, 6, 8, 10, 12, 14);
  }
}

/// sqrt(-2 ln u) for u = (k + 1/2) 2^-24, by the series of artanh around 1; error of ln u < 2e-7.
INLINE void radii(const u8x *words, const int pairs, f8 *out) {
  f8 s[MOST_PAIRS], r[MOST_PAIRS], q[MOST_PAIRS];
  i8x exponent[MOST_PAIRS];
  EACH(k, pairs) {
    f8 u = (__builtin_convertvector(words[2 * k] >> (u8x)8u, f8) + 0.5f) * 0x1p-24f;
    i8x bits = __builtin_bit_cast(i8x, u);
    exponent[k] = (bits - 0x3F3504F3) >> 23;  // mantissa into [sqrt(1/2), sqrt(2))
    f8 m = __builtin_bit_cast(f8, bits - (exponent[k] << 23));
    s[k] = (m - 1.0f) / (m + 1.0f);
  }
  EACH(k, pairs) q[k] = s[k] * s[k];
  EACH(k, pairs) r[k] = 0.14285714f + q[k] * 0.11111111f;
  EACH(k, pairs) r[k] = 0.2f + q[k] * r[k];
  EACH(k, pairs) r[k] = 0.33333333f + q[k] * r[k];
  EACH(k, pairs) r[k] = 1.0f + q[k] * r[k];
  EACH(k, pairs) {
    r[k] = __builtin_convertvector(exponent[k], f8) * 0.69314718f + 2.0f * s[k] * r[k];
    out[k] = __builtin_elementwise_sqrt(-2.0f * r[k]);
  }
}

/// Multiplies cosine and sine of 2 pi word / 2^32 by radii; Taylor series in one octant pair.
INLINE void turns(const u8x *words, const f8 *radius, const int pairs, f8 *out) {
  f8 x[MOST_PAIRS], q[MOST_PAIRS], s[MOST_PAIRS], c[MOST_PAIRS];
  u8x turned[MOST_PAIRS];  // by an eighth: the highest two bits are the quadrant
  EACH(k, pairs) {
    u8x word = words[2 * k + 1];
    turned[k] = word + 0x20000000u;
    i8x rest = __builtin_bit_cast(i8x, word - (turned[k] & 0xC0000000u));
    x[k] = __builtin_convertvector(rest, f8) * 1.4629180792671596e-9f;  // 2 pi 2^-32
    q[k] = x[k] * x[k];
  }
  EACH(k, pairs) s[k] = 1.9841270e-4f - q[k] * 2.7557319e-6f;
  EACH(k, pairs) c[k] = 1.3888889e-3f - q[k] * 2.4801587e-5f;
  EACH(k, pairs) s[k] = 8.3333333e-3f - q[k] * s[k];
  EACH(k, pairs) c[k] = 4.1666667e-2f - q[k] * c[k];
  EACH(k, pairs) s[k] = 0.16666667f - q[k] * s[k];
  EACH(k, pairs) c[k] = 0.5f - q[k] * c[k];
  EACH(k, pairs) s[k] = x[k] * (1.0f - q[k] * s[k]);
  EACH(k, pairs) c[k] = 1.0f - q[k] * c[k];
  EACH(k, pairs) {
    i8x is_odd = __builtin_bit_cast(i8x, turned[k] << (u8x)1u) < 0;
    u8x sine_sign = turned[k] & 0x80000000u, cosine_sign = (turned[k] + 0x40000000u) & 0x80000000u;
    u8x cosine = __builtin_bit_cast(u8x, is_odd ? s[k] : c[k]) ^ cosine_sign;
    u8x sine = __builtin_bit_cast(u8x, is_odd ? c[k] : s[k]) ^ sine_sign;
    out[2 * k] = radius[k] * __builtin_bit_cast(f8, cosine);
    out[2 * k + 1] = radius[k] * __builtin_bit_cast(f8, sine);
  }
}

/// The next sixteen numbers for each of `pairs`. Two words give two normal numbers (Box and Muller).
INLINE void normals(
    const round_key *keys, uint32_t start, uint32_t lane, uint64_t vector, const int pairs,
    f8 *z) {
  u8x w[2 * MOST_PAIRS];
  f8 radius[MOST_PAIRS];
  blocks(keys, start / 4, lane, vector, pairs, w);
  radii(w, pairs, radius);
  turns(w, radius, pairs, z);
}

BSS_CLONES void bss_philox_normals(
    uint64_t key, uint64_t vector, uint32_t lane, uint32_t count, float *out) {
  // Number i of a stream is word (i / 8) % 4 of block 8 (i / 32) + i % 8.
  round_key keys[ROUNDS];
  f8 z[2 * MOST_PAIRS];
  uint32_t i = 0;
  round_keys(key, keys);
  for (; count - i >= 16 * MOST_PAIRS; i += 16 * MOST_PAIRS) {
    normals(keys, i, lane, vector, MOST_PAIRS, z);
    for (int k = 0; k < 2 * MOST_PAIRS; ++k) *(unaligned_f8 *)(out + i + 8 * k) = z[k];
  }
  for (; i < count; i += 32) {
    uint32_t left = count - i < 32 ? count - i : 32;
    normals(keys, i, lane, vector, 2, z);
    __builtin_memcpy(out + i, z, left * sizeof(float));
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
