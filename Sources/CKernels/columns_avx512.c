// The column kernel with fused operations on sixteen columns.

#if defined(__x86_64__)
#define WIDTH 16
#define CHAINS 4
#define FMA(a, b, c) __builtin_elementwise_fma((vec)(a), (vec)(b), (vec)(c))
#define VERSION bss_columns_avx512

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#include "columns_loops.h"
#pragma clang attribute pop
#endif
