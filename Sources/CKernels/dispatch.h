#pragma once
// Kernels are compiled twice, for AVX2 machines and for any other, and the
// loader picks one at run time. Contraction of a*b+c into a fused operation is
// off in every file of this target, so both versions give the same bits.
#if defined(__x86_64__) && defined(__clang__)
#define BSS_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define BSS_CLONES
#endif
