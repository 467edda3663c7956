#include "ceilings.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { CHAINS = 12, ROUNDS = 4000000, BYTES = 32 << 20 };

// Processor time: what other jobs take away does not count.
static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Independent chains of fused operations on vectors of WIDTH floats; registers only.
#define CHAIN_LOOP(NAME, WIDTH, ATTRIBUTES)                                   \
  ATTRIBUTES __attribute__((noinline)) static float NAME(void) {             \
    typedef float vec __attribute__((ext_vector_type(WIDTH)));                \
    vec x[CHAINS], a = (vec)0.999f, b = (vec)0.001f;                          \
    for (int k = 0; k < CHAINS; ++k) x[k] = (vec)(0.1f * (float)k);           \
    for (int n = 0; n < ROUNDS; ++n) {                                        \
      _Pragma("clang loop unroll(full)") for (int k = 0; k < CHAINS; ++k)     \
        x[k] = __builtin_elementwise_fma(x[k], a, b);                         \
    }                                                                         \
    float sum = 0;                                                            \
    for (int k = 0; k < CHAINS; ++k) sum += x[k][0] + x[k][WIDTH - 1];        \
    return sum;                                                               \
  }

#if defined(__x86_64__)
#define TARGET(NAME, BITS) __attribute__((target("arch=" NAME), min_vector_width(BITS)))
CHAIN_LOOP(loop8, 8, TARGET("x86-64-v3", 256))
CHAIN_LOOP(loop16, 16, TARGET("x86-64-v4", 512))

int ceiling_width(void) {
  if (__builtin_cpu_supports("x86-64-v4")) return 16;
  return __builtin_cpu_supports("x86-64-v3") ? 8 : 0;
}

static float (*loop(int width))(void) { return width == 16 ? loop16 : loop8; }
#else
CHAIN_LOOP(loop8, 8, )

int ceiling_width(void) { return 8; }

static float (*loop(int width))(void) { return loop8; }
#endif

double ceiling_fused(int width) {
  if (width > ceiling_width()) return 0;
  float (*const own)(void) = loop(width);
  double start = seconds();
  volatile float sink = own();
  (void)sink;
  return (double)ROUNDS * CHAINS * width / (seconds() - start) / 1e9;
}

double ceiling_copy(void) {
  static char *from, *to;
  if (!from) {
    from = malloc(BYTES);
    to = malloc(BYTES);
    if (!from || !to) return 0;
    memset(from, 1, BYTES);
    memset(to, 2, BYTES);
  }
  double start = seconds();
  memcpy(to, from, BYTES);
  __asm__ volatile("" : : "r"(to) : "memory");
  return (double)BYTES / (seconds() - start) / 1e9;
}

double processor_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int64_t memory_high_water(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (int64_t)usage.ru_maxrss * 1024;
}
