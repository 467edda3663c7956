#pragma once
#include <stdint.h>

// What the machine can do at best, measured in the same run as everything else.

/// Floats in the widest vector that this processor multiplies and adds in one operation: 16 with
/// AVX-512, 8 with AVX2, 0 where it has no such operation.
int ceiling_width(void);

/// Fused multiply-adds of single floats in 10^9 a second of processor time, on vectors of 8 or 16 floats;
/// 0 for vectors that the processor does not have.
double ceiling_fused(int width);

/// Bytes copied in 10^9 a second of processor time: 32 MB to another place.
double ceiling_copy(void);

/// Processor time of all threads of this process so far.
double processor_seconds(void);

/// Largest resident memory of this process so far in bytes.
int64_t memory_high_water(void);
