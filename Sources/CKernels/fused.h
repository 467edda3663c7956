#pragma once
// Fused multiply-add on eight floats, rounded once, for machines without the instruction.

#include <stdint.h>

#pragma clang fp contract(off)

typedef float f8 __attribute__((ext_vector_type(8)));

/// a * b + c through doubles: the product is exact, the sum is rounded to odd, and
/// so rounding it to float is right. (Boldo and Melquiond, "Emulation of a FMA and
/// correctly rounded sums", IEEE Transactions on Computers 57, 2008.)
static __attribute__((noinline)) void bss_fused_portable(
    const f8 *a, const f8 *b, const f8 *c, f8 *out) {
  typedef double d8 __attribute__((ext_vector_type(8)));
  typedef int64_t l8 __attribute__((ext_vector_type(8)));
  d8 p = __builtin_convertvector(*a, d8) * __builtin_convertvector(*b, d8);
  d8 z = __builtin_convertvector(*c, d8);
  d8 s = p + z, t = s - p;
  d8 error = (p - (s - t)) + (z - t);
  l8 bits = __builtin_bit_cast(l8, s);
  // One unit away from zero where the error has the sign of the sum, else towards it.
  l8 opposite = __builtin_bit_cast(l8, error) ^ bits;
  l8 unit = __builtin_bit_cast(l8, opposite >> 63) | 1;
  l8 is_rounded = error != (d8)0.0, is_even = (bits & 1) - 1;
  d8 odd = __builtin_bit_cast(d8, bits + (unit & is_rounded & is_even));
  *out = __builtin_convertvector(odd, f8);
}

#define FMA(a, b, c)                             \
  ({                                             \
    f8 a_ = (a), b_ = (b), c_ = (c), r_;         \
    bss_fused_portable(&a_, &b_, &c_, &r_);      \
    r_;                                          \
  })
