// What the C library has in place of functions of BLAS libraries.
#include <stdlib.h>

// GSL's archive of CBLAS has this function in a form that no shared library can take (a direct
// reference to stderr); with our own, the linker leaves theirs out. It is only called for arguments
// that GSL itself has checked before.
__attribute__((visibility("hidden"), noreturn)) void cblas_xerbla(
    int position, const char *routine, const char *format, ...) {
  (void)position, (void)routine, (void)format;
  abort();
}

// OpenBLAS would double the size of the library, whose functions multiply no matrices of floats. The
// module Perceptron refers to these two.
__attribute__((visibility("hidden"))) void openblas_set_num_threads(int threads) { (void)threads; }

// C = alpha op(A) op(B) + beta C, in columns. BLAS: `sgemm`
__attribute__((visibility("hidden"))) void sgemm_(
    const char *transa, const char *transb, const int *m, const int *n, const int *k,
    const float *alpha, const float *a, const int *lda, const float *b, const int *ldb,
    const float *beta, float *c, const int *ldc) {
  const int ta = *transa == 'T', tb = *transb == 'T';
  for (long j = 0; j < *n; j++) {
    for (long i = 0; i < *m; i++) {
      float sum = 0;
      for (long l = 0; l < *k; l++) {
        sum += (ta ? a[l + i * *lda] : a[i + l * *lda]) * (tb ? b[j + l * *ldb] : b[l + j * *ldb]);
      }
      float *out = &c[i + j * *ldc];
      *out = *alpha * sum + (*beta == 0 ? 0 : *beta * *out);
    }
  }
}
