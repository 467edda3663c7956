#pragma once
#include <stdint.h>

// What the machine can do at best, measured in the same run as everything else.

/// Fused multiply-adds of single floats in 10^9 a second of processor time; separate
/// multiplications and additions count as one where the processor cannot fuse.
double ceiling_fused(void);

/// Bytes copied in 10^9 a second of processor time: 32 MB to another place.
double ceiling_copy(void);

/// Processor time of all threads of this process so far.
double processor_seconds(void);

/// Largest resident memory of this process so far in bytes.
int64_t memory_high_water(void);
