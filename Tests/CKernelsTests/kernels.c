// Prints digests of what the kernels compute from fixed random numbers. Every machine prints the same lines;
// the column kernel has one for each version that the machine can execute, which are equal as well.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cadc.h"
#include "columns.h"
#include "events.h"
#include "mock.h"
#include "philox.h"

enum { COLUMNS = 256, DRIVERS = 128, STRIDE = COLUMNS + 16, VECTORS = 13 };

static uint64_t state = 1;

static uint32_t draw(void) {
  state = state * 6364136223846793005ull + 1442695040888963407ull;
  return (uint32_t)(state >> 33);
}

/// A number between two bounds with 16 random bits.
static float between(float low, float high) {
  return low + (high - low) * ((float)(draw() & 0xffff) / 65536.0f);
}

static float *row(size_t count, float low, float high) {
  float *out = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64);
  for (size_t i = 0; i < count; ++i) out[i] = between(low, high);
  return out;
}

static uint64_t digest(const void *bytes, size_t count, uint64_t so_far) {
  const uint8_t *byte = bytes;
  for (size_t i = 0; i < count; ++i) so_far = (so_far ^ byte[i]) * 1099511628211ull;
  return so_far;
}

static void print(const char *name, const void *bytes, size_t count) {
  printf("%s %016llx\n", name, (unsigned long long)digest(bytes, count, 14695981039346656037ull));
}

static bss_interval interval(float low, float high) {
  return (bss_interval){
      row(COLUMNS, 0.9f, 0.99f),   row(COLUMNS, 0.01f, 0.02f), row(COLUMNS, 0.1f, 0.5f),
      row(COLUMNS, low, high),     row(COLUMNS, 0.9f, 0.99f),  row(COLUMNS, 0.01f, 0.02f),
      row(COLUMNS, 0.1f, 0.5f),    row(COLUMNS, low, high),    row(COLUMNS, 0.999f, 1.0f),
      row(COLUMNS, 1e-4f, 1e-3f)};
}

/// Bursts of different lengths through one version of the kernel.
static uint64_t bursts(bss_version version, float compression, float quintic) {
  state = 7;
  bss_interval wait = interval(quintic, quintic), tail = interval(0.5f, 2.0f);
  bss_limits limits = {
      row(COLUMNS, 1, 2), row(COLUMNS, 1, 2), compression, -1.0f, 2.0f};
  float *exc = row(2 * DRIVERS * STRIDE, 0, 1e6f), *inh = row(2 * DRIVERS * STRIDE, 0, 1e6f);
  bss_rows rows = {exc + STRIDE, inh, row(DRIVERS * STRIDE, 0, 1)};
  bss_burst burst[VECTORS];
  for (int i = 0; i < VECTORS; ++i) {
    uint32_t count = (uint32_t)(DRIVERS - 9 * i);
    bss_event *events = malloc(count * sizeof *events);
    for (uint32_t k = 0; k < count; ++k)
      events[k] = (bss_event){2 * (draw() % DRIVERS) * STRIDE, between(0, 3e-9f), 1e-10f};
    bss_columns columns = {row(COLUMNS, 0, 0), row(COLUMNS, 0, 0), row(COLUMNS, 0.3f, 0.5f)};
    burst[i] = (bss_burst){events, count, columns, &tail};
  }
  bss_columns_bursts(version, burst, VECTORS, &rows, &wait, &limits, COLUMNS);
  uint64_t sum = 14695981039346656037ull;
  for (int i = 0; i < VECTORS; ++i) {
    sum = digest(burst[i].columns.membrane, COLUMNS * sizeof(float), sum);
    sum = digest(burst[i].columns.exc_line, COLUMNS * sizeof(float), sum);
    sum = digest(burst[i].columns.inh_line, COLUMNS * sizeof(float), sum);
  }
  return sum;
}

static int columns(void) {
  static const float cases[][2] = {{1, 1}, {0, 1}, {1, 0.7f}};
  int differ = 0;
  for (int i = 0; i < 3; ++i) {
    const uint64_t wanted = bursts(BSS_PORTABLE, cases[i][0], cases[i][1]);
    printf("bursts %d %016llx\n", i, (unsigned long long)wanted);
    for (bss_version version = BSS_AVX2; version <= bss_fastest_version(); ++version) {
      if (bursts(version, cases[i][0], cases[i][1]) == wanted) continue;
      fprintf(stderr, "version %d of the column kernel gives other bits.\n", version);
      differ = 1;
    }
  }
  return differ;
}

static void random_numbers(void) {
  float normals[1001];
  uint32_t words[77];
  bss_philox_normals(bss_philox_key(3, 5), 12, 9, 1001, normals);
  bss_philox_words(bss_philox_key(3, 5), 12, 9, 77, words);
  print("normals", normals, sizeof normals);
  print("words", words, sizeof words);
}

static void samples(void) {
  bss_channels channels = {row(COLUMNS, 0.9f, 1.1f), row(COLUMNS, -0.01f, 0.01f),
                           row(COLUMNS, 280, 320),   row(COLUMNS, -20, 20),
                           row(COLUMNS, -3, 3),      row(COLUMNS, 0.001f, 0.003f),
                           0.01f,                    0.5f};
  int32_t first[COLUMNS], second[COLUMNS];
  int8_t differences[COLUMNS];
  const float *normals = row(COLUMNS, -3, 3);
  bss_cadc_samples(&channels, row(COLUMNS, 0.1f, 0.8f), normals, 0.001f, 0, COLUMNS, first);
  bss_cadc_samples(&channels, row(COLUMNS, 0.1f, 0.8f), normals, 0.001f, 0, COLUMNS, second);
  bss_saturating_differences(first, second, COLUMNS, differences);
  print("samples", first, sizeof first);
  print("differences", differences, sizeof differences);
}

static void events(void) {
  enum { CODES = 32 };
  uint8_t activations[DRIVERS];
  for (int i = 0; i < DRIVERS; ++i) activations[i] = draw() % 3 ? draw() % CODES : 0;
  const float *pulses = row(2 * DRIVERS * CODES, 0, 1e-9f);
  bss_drivers drivers = {(const bss_pulse *)pulses, CODES, 2 * STRIDE};
  bss_event event[DRIVERS];
  uint32_t count = bss_collect_events(&drivers, activations, DRIVERS, event);
  uint32_t counts[] = {count, bss_count_activations(activations, DRIVERS, 0)};
  print("events", event, count * sizeof *event);
  print("counts", counts, sizeof counts);
}

static void mock(void) {
  enum { ROWS = 130, OUTPUTS = 37, WIDE = 48, BATCH = 5 };
  int16_t inputs[BATCH * ROWS], weights[ROWS * WIDE];
  for (int i = 0; i < BATCH * ROWS; ++i) inputs[i] = (int16_t)(draw() % 32);
  for (int i = 0; i < ROWS * WIDE; ++i)
    weights[i] = (int16_t)(i % WIDE < OUTPUTS ? (int)(draw() % 127) - 63 : 0);
  bss_mock_plan plan = {inputs, weights, ROWS, OUTPUTS, WIDE, 128, 0.002f, 2.0f, 77, 3};
  int32_t scratch[(BSS_MOCK_VECTORS + 1) * WIDE];
  float out[BATCH * OUTPUTS], other[BATCH * OUTPUTS];
  bss_mock_mac(&plan, 0, BATCH, scratch, out);
  print("mock", out, sizeof out);
  bss_digital_relu(out, BATCH * OUTPUTS, 0.5f, 31, other);
  print("relu", other, sizeof other);
  bss_digital_add(out, out, BATCH, OUTPUTS, other);
  print("add", other, sizeof other);
}

int main(void) {
  random_numbers();
  samples();
  events();
  mock();
  return columns();
}
