#pragma once
// Functions that OpenBLAS alone offers. CBLAS (`cblas_…`) stays out: GSL brings a second library of
// those names, whose sums are rounded differently, and the order of libraries would choose.
#include <openblas_config.h>

void openblas_set_num_threads(int num_threads);

// C = alpha op(A) op(B) + beta C, with matrices that are stored column after column.
void sgemm_(
    const char *a_orientation, const char *b_orientation, const blasint *rows,
    const blasint *columns, const blasint *inner, const float *alpha, const float *a,
    const blasint *a_step, const float *b, const blasint *b_step, const float *beta, float *c,
    const blasint *c_step);
