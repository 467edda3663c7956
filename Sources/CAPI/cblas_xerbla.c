// GSL's archive of CBLAS has this function in a form that no shared library can take (a direct
// reference to stderr); with our own, the linker leaves theirs out. It is only called for arguments
// that GSL itself has checked before.
#include <stdlib.h>

__attribute__((visibility("hidden"), noreturn)) void cblas_xerbla(
    int position, const char *routine, const char *format, ...) {
  (void)position, (void)routine, (void)format;
  abort();
}
