/* Functions of the C library in their versions of glibc 2.28 and older, so that the shared library can be
 * loaded there. The library uses these functions instead of those of glibc, and each calls the old version of
 * the function of its name. Newer versions differ in the file that holds them, not in what they do; the
 * old hypot, exp, log and pow set errno in addition. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#if defined(__x86_64__)
#define OLD "GLIBC_2.2.5"
#define STAT_VERSION 1
#elif defined(__aarch64__)
#define OLD "GLIBC_2.17"
#define STAT_VERSION 0
#endif

/* One function: its result, name, parameters and arguments, in a given old version. */
#define OLDER(version, result, name, parameters, arguments) \
  result old_##name parameters; \
  __asm__(".symver old_" #name "," #name "@" version); \
  result name parameters { return old_##name arguments; }

OLDER(OLD, double, exp, (double x), (x))
OLDER(OLD, double, log, (double x), (x))
OLDER(OLD, double, pow, (double x, double y), (x, y))
OLDER(OLD, double, exp2, (double x), (x))
OLDER(OLD, double, log2, (double x), (x))
OLDER(OLD, double, hypot, (double x, double y), (x, y))

OLDER(OLD, int, dladdr, (const void *address, Dl_info *info), (address, info))
OLDER(OLD, char *, dlerror, (void), ())
OLDER(OLD, void *, dlopen, (const char *file, int mode), (file, mode))
OLDER(OLD, void *, dlsym, (void *handle, const char *name), (handle, name))

OLDER(
  OLD, int, pthread_attr_getstack, (const pthread_attr_t *a, void **stack, size_t *size),
  (a, stack, size))
OLDER(
  OLD, int, pthread_create,
  (pthread_t *thread, const pthread_attr_t *a, void *(*start)(void *), void *argument),
  (thread, a, start, argument))
OLDER(OLD, int, pthread_getattr_np, (pthread_t thread, pthread_attr_t *a), (thread, a))
OLDER(OLD, void *, pthread_getspecific, (pthread_key_t key), (key))
OLDER(OLD, int, pthread_key_create, (pthread_key_t *key, void (*end)(void *)), (key, end))
OLDER(OLD, int, pthread_kill, (pthread_t thread, int number), (thread, number))
OLDER(OLD, int, pthread_mutexattr_destroy, (pthread_mutexattr_t *a), (a))
OLDER(OLD, int, pthread_mutexattr_init, (pthread_mutexattr_t *a), (a))
OLDER(OLD, int, pthread_mutexattr_settype, (pthread_mutexattr_t *a, int type), (a, type))
OLDER(OLD, int, pthread_setspecific, (pthread_key_t key, const void *value), (key, value))
OLDER(OLD, int, pthread_sigmask, (int how, const sigset_t *set, sigset_t *before), (how, set, before))
OLDER(OLD, int, sem_destroy, (sem_t *semaphore), (semaphore))
OLDER(OLD, int, sem_init, (sem_t *semaphore, int shared, unsigned value), (semaphore, shared, value))
OLDER(OLD, int, sem_post, (sem_t *semaphore), (semaphore))
OLDER(OLD, int, sem_timedwait, (sem_t *semaphore, const struct timespec *until), (semaphore, until))
OLDER(OLD, int, sem_wait, (sem_t *semaphore), (semaphore))
#if defined(__x86_64__)
OLDER("GLIBC_2.12", int, pthread_setname_np, (pthread_t thread, const char *name), (thread, name))
OLDER("GLIBC_2.3.4", int, pthread_getaffinity_np, (pthread_t thread, size_t size, cpu_set_t *set), (thread, size, set))
#else
OLDER(OLD, int, pthread_setname_np, (pthread_t thread, const char *name), (thread, name))
OLDER(OLD, int, pthread_getaffinity_np, (pthread_t thread, size_t size, cpu_set_t *set), (thread, size, set))
#endif

/* Before 2.33, these were macros for functions with the version of the structure. */
OLDER(OLD, int, __xstat, (int version, const char *path, struct stat *status), (version, path, status))
OLDER(OLD, int, __lxstat, (int version, const char *path, struct stat *status), (version, path, status))
OLDER(OLD, int, __fxstat, (int version, int file, struct stat *status), (version, file, status))
int stat(const char *path, struct stat *status) { return old___xstat(STAT_VERSION, path, status); }
int lstat(const char *path, struct stat *status) { return old___lxstat(STAT_VERSION, path, status); }
int fstat(int file, struct stat *status) { return old___fxstat(STAT_VERSION, file, status); }

/* std::__throw_bad_array_new_length, which the C++ library of GCC 10 lacks; it reports an overflow that does
 * not occur. */
void _ZSt28__throw_bad_array_new_lengthv(void) { abort(); }
