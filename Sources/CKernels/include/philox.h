#pragma once
#include <stdint.h>

// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw:
// "Parallel random numbers: as easy as 1, 2, 3", SC 2011). A number depends on
// its key and counter only, never on what was drawn before.

/// The 64-bit Philox key of a seed and a domain (the user of the numbers).
uint64_t bss_philox_key(uint64_t seed, uint32_t domain);

/// One block: four 32-bit words for a counter of four words.
void bss_philox_block(uint64_t key, const uint32_t counter[4], uint32_t words[4]);

/// `count` standard normal numbers of the stream (key, vector, lane); number i
/// is the same whatever `count` is. Tail: |z| < 5.8.
void bss_philox_normals(
    uint64_t key, uint64_t vector, uint32_t lane, uint32_t count, float *out);

/// `count` words of the stream (key, vector, lane).
void bss_philox_words(
    uint64_t key, uint64_t vector, uint32_t lane, uint32_t count, uint32_t *out);
