// The column kernel with fused operations on eight columns.

#define WIDTH 8
#define CHAINS 3
#define FMA(a, b, c) __builtin_elementwise_fma((vec)(a), (vec)(b), (vec)(c))
#define VERSION bss_columns_avx2

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#endif
#include "columns_loops.h"
#if defined(__x86_64__)
#pragma clang attribute pop
#endif
