// Functions that older C and C++ libraries of a system do not export: see scripts/older-glibc.
#include <sys/stat.h>

// Before glibc 2.33, programs call these with the version of the structure.
#if defined(__x86_64__)
enum { structure = 1 };
#else
enum { structure = 0 };
#endif
int __xstat(int version, const char *path, struct stat *out);
int __lxstat(int version, const char *path, struct stat *out);
int __fxstat(int version, int file, struct stat *out);

__attribute__((visibility("hidden"))) int stat(const char *path, struct stat *out) {
  return __xstat(structure, path, out);
}
__attribute__((visibility("hidden"))) int lstat(const char *path, struct stat *out) {
  return __lxstat(structure, path, out);
}
__attribute__((visibility("hidden"))) int fstat(int file, struct stat *out) {
  return __fxstat(structure, file, out);
}

// New in the C++ library of GCC 11.
void __cxa_throw_bad_array_new_length(void) __attribute__((noreturn));
__attribute__((visibility("hidden"), noreturn)) void _ZSt28__throw_bad_array_new_lengthv(void) {
  __cxa_throw_bad_array_new_length();
}
