#include "columns.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "columns_versions.h"

#pragma clang fp contract(off)

// MARK: - Versions

/// Returns the fastest version that the machine's instructions permit.
static bss_version machine_version(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) return BSS_AVX512;
  return __builtin_cpu_supports("x86-64-v3") ? BSS_AVX2 : BSS_PORTABLE;
#else
  return BSS_AVX2;
#endif
}

/// Returns the version that the environment names, or the machine's where it names none.
static bss_version wanted_version(bss_version machine) {
  const char *name = getenv("BSS2_KERNEL");
  if (name == NULL) return machine;
  if (strcmp(name, "portable") == 0) return BSS_PORTABLE;
  return strcmp(name, "avx2") == 0 ? BSS_AVX2 : machine;
}

bss_version bss_fastest_version(void) {
  static atomic_int known = -1;
  if (known < 0) {
    const bss_version machine = machine_version(), wanted = wanted_version(machine);
    known = wanted < machine ? wanted : machine;
  }
  return (bss_version)known;
}

static const bss_column_kernels *kernels(bss_version version) {
#if defined(__x86_64__)
  if (version == BSS_AVX512) return &bss_columns_avx512;
#endif
  return version == BSS_PORTABLE ? &bss_columns_portable : &bss_columns_avx2;
}

/// Calls a function of a version for the columns that fill its vectors, and that of vectors of eight
/// for the rest.
#define ON_ALL_COLUMNS(version, count, call)                                       \
  do {                                                                             \
    const bss_column_kernels *k = kernels(version);                                \
    bss_range range = {0, (count) / k->width * k->width};                          \
    if (range.end > 0) k->call;                                                    \
    if (range.end == (count)) break;                                               \
    range = (bss_range){range.end, (count)};                                       \
    bss_columns_avx2.call;                                                         \
  } while (0)

// MARK: - Single steps

void bss_columns_advance(
    const bss_columns *s, const bss_interval *interval, const bss_limits *limits,
    uint32_t count) {
  ON_ALL_COLUMNS(bss_fastest_version(), count, advance(s, interval, limits, range));
}

void bss_row_steps(
    const float *rates, float length, float loss, const float *factor, uint32_t count,
    float *out) {
  ON_ALL_COLUMNS(
      bss_fastest_version(), count, row_steps(rates, length, loss, factor, range, out));
}

void bss_columns_inject(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  ON_ALL_COLUMNS(bss_fastest_version(), count, inject(s, exc_steps, inh_steps, limits, range));
}

static float many_steps(float u, float step, float swing, float compression) {
  // swing (1 - exp(-q)) is what a charge q leaves on an empty line.
  if (step == 0) return u;
  float fill = compression == 0 ? step : -expm1f(-step);
  return u + fill * (swing - compression * u);
}

void bss_columns_inject_many(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  const float compression = limits->compression;
  for (uint32_t j = 0; j < count; ++j) {
    s->exc_line[j] = many_steps(s->exc_line[j], exc_steps[j], limits->exc_swing[j], compression);
    s->inh_line[j] = many_steps(s->inh_line[j], inh_steps[j], limits->inh_swing[j], compression);
  }
}

// MARK: - Bursts

void bss_columns_bursts(
    bss_version version, const bss_burst *bursts, uint32_t burst_count, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count) {
  bss_batch batch = {{0}, 0, rows, wait, limits};
  for (uint32_t i = 0; i < burst_count; ++i) {
    if (bursts[i].event_count > 0) batch.bursts[batch.count++] = bursts + i;
    if (batch.count < (i + 1 < burst_count ? MOST_BURSTS : 1)) continue;
    ON_ALL_COLUMNS(version, count, bursts(&batch, range));
    batch.count = 0;
  }
}
