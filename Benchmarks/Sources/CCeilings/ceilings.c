#include "ceilings.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef float f8 __attribute__((ext_vector_type(8)));

enum { CHAINS = 12, ROUNDS = 4000000, BYTES = 32 << 20 };

// Processor time: what other jobs take away does not count.
static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

#define CHAIN_LOOP(STEP)                                          \
  f8 x[CHAINS];                                                   \
  f8 a = (f8)0.999f, b = (f8)0.001f;                              \
  for (int k = 0; k < CHAINS; ++k) x[k] = (f8)(0.1f * (float)k);  \
  for (int n = 0; n < ROUNDS; ++n) {                              \
    _Pragma("clang loop unroll(full)") for (int k = 0; k < CHAINS; ++k) { \
      x[k] = STEP;                                                \
      __asm__ volatile("" : "+x"(x[k]));                          \
    }                                                             \
  }                                                               \
  float sum = 0;                                                  \
  for (int k = 0; k < CHAINS; ++k) sum += x[k][0];                \
  return sum;

#if defined(__x86_64__)
__attribute__((target("avx2,fma"), noinline)) static float fused_loop(void) {
  CHAIN_LOOP(__builtin_elementwise_fma(x[k], a, b))
}

__attribute__((noinline)) static float plain_loop(void) {
  // Eight floats are two registers here: six chains of them.
  f8 x[6];
  f8 a = (f8)0.999f, b = (f8)0.001f;
  for (int k = 0; k < 6; ++k) x[k] = (f8)(0.1f * (float)k);
  for (int n = 0; n < 2 * ROUNDS; ++n)
    for (int k = 0; k < 6; ++k) x[k] = x[k] * a + b;
  float sum = 0;
  for (int k = 0; k < 6; ++k) sum += x[k][0] + x[k][7];
  return sum;
}

static float peak_loop(void) {
  return __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2") ? fused_loop()
                                                                         : plain_loop();
}
#else
static float peak_loop(void) {
  f8 x[CHAINS];
  f8 a = (f8)0.999f, b = (f8)0.001f;
  for (int k = 0; k < CHAINS; ++k) x[k] = (f8)(0.1f * (float)k);
  for (int n = 0; n < ROUNDS; ++n)
    for (int k = 0; k < CHAINS; ++k) x[k] = __builtin_elementwise_fma(x[k], a, b);
  float sum = 0;
  for (int k = 0; k < CHAINS; ++k) sum += x[k][0];
  return sum;
}
#endif

double ceiling_fused(void) {
  volatile float sink;
  double start = seconds();
  sink = peak_loop();
  (void)sink;
  return (double)ROUNDS * CHAINS * 8 / (seconds() - start) / 1e9;
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
