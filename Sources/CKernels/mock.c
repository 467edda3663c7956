#include "mock.h"

#include "dispatch.h"
#include "philox.h"

#pragma clang fp contract(off)

typedef int16_t s16x __attribute__((ext_vector_type(16), aligned(2)));
typedef int32_t i16x __attribute__((ext_vector_type(16), aligned(4)));

#define INLINE static inline __attribute__((always_inline))

// MARK: - Rounding

INLINE float minimum(float a, float b) { return a < b ? a : b; }
INLINE float maximum(float a, float b) { return a > b ? a : b; }

/// Half to even for |x| < 2^22: the sum has no bits left below one.
INLINE float round_half_even(float x) { return (x + 12582912.0f) - 12582912.0f; }

/// floor, then clamp to [low, high], for whole low and high within int32; without a
/// call to the library, which SSE2 would need for floor.
INLINE float floor_clamped(float x, float low, float high) {
  float y = minimum(maximum(x, low), high);
  float t = (float)(int32_t)y;
  return t - (t > y ? 1.0f : 0.0f);
}

BSS_CLONES void bss_mock_quantise(
    const float *values, size_t rows, size_t columns, size_t stride, int16_t *out,
    bss_mock_range *range) {
  // Extremes as integers: those of floats would keep the loop from being vectorised.
  int32_t lowest = 32000, highest = -32000, nan = 0;
  for (size_t r = 0; r < rows; ++r) {
    const float *in = values + r * columns;
    int16_t *to = out + r * stride;
    for (size_t c = 0; c < columns; ++c) {
      nan |= in[c] != in[c];
      int32_t q = (int32_t)round_half_even(minimum(maximum(in[c], -32000.0f), 32000.0f));
      lowest = q < lowest ? q : lowest;
      highest = q > highest ? q : highest;
      to[c] = (int16_t)q;
    }
    for (size_t c = columns; c < stride; ++c) to[c] = 0;
  }
  range->lowest = (float)lowest;
  range->highest = (float)highest;
  range->has_nan = nan;
}

BSS_CLONES void bss_hardware_round(
    const float *values, size_t count, int8_t *out, bss_mock_range *range) {
  int32_t lowest = 32000, highest = -32000, nan = 0;
  for (size_t i = 0; i < count; ++i) {
    nan |= values[i] != values[i];
    float y = minimum(maximum(values[i], -32000.0f), 32000.0f);
    int32_t t = (int32_t)y;
    float rest = y - (float)t;  // exact
    int32_t q = t + (rest >= 0.5f) - (rest <= -0.5f);
    lowest = q < lowest ? q : lowest;
    highest = q > highest ? q : highest;
    out[i] = (int8_t)q;
  }
  range->lowest = (float)lowest;
  range->highest = (float)highest;
  range->has_nan = nan;
}

// MARK: - Product

/// Rows whose products fit one int16 sum: 16 * 31 * 63 = 31248 < 32768.
enum { ROWS_IN_INT16 = 16 };

/// Exact product of four vectors with 16 * `blocks` columns over one chunk of rows.
INLINE void product(
    const int16_t *const x[BSS_MOCK_VECTORS], const int16_t *weights, size_t stride,
    size_t rows, const int blocks, int32_t *sums) {
  i16x wide[BSS_MOCK_VECTORS][2] = {{0}};
  for (size_t start = 0; start < rows; start += ROWS_IN_INT16) {
    size_t end = rows - start < ROWS_IN_INT16 ? rows : start + ROWS_IN_INT16;
    s16x sum[BSS_MOCK_VECTORS][2] = {{0}};
    for (size_t k = start; k < end; ++k) {
      for (int b = 0; b < blocks; ++b) {
        s16x w = *(const s16x *)(weights + k * stride + 16 * b);
        for (int v = 0; v < BSS_MOCK_VECTORS; ++v) sum[v][b] += (s16x)x[v][k] * w;
      }
    }
    for (int v = 0; v < BSS_MOCK_VECTORS; ++v)
      for (int b = 0; b < blocks; ++b) wide[v][b] += __builtin_convertvector(sum[v][b], i16x);
  }
  for (int v = 0; v < BSS_MOCK_VECTORS; ++v)
    for (int b = 0; b < blocks; ++b) *(i16x *)(sums + v * stride + 16 * b) = wide[v][b];
}

/// One read of the analog result, added to what earlier chunks have given.
INLINE void read_out(
    const int32_t *sums, const float *normals, size_t columns, float scale, float noise_std,
    int is_first, float *out) {
  for (size_t c = 0; c < columns; ++c) {
    float a = (float)sums[c] * scale;
    if (normals) a += noise_std * normals[c];
    float read = floor_clamped(a, -128.0f, 127.0f);
    out[c] = is_first ? read : out[c] + read;
  }
}

/// One chunk of rows for `count` <= BSS_MOCK_VECTORS vectors from `first` on.
INLINE void one_chunk(
    const bss_mock_plan *plan, size_t first, size_t count, size_t start, int32_t *scratch,
    float *out) {
  const size_t stride = plan->stride;
  const size_t rows = plan->rows - start < plan->chunk ? plan->rows - start : plan->chunk;
  const int16_t *x[BSS_MOCK_VECTORS];
  for (size_t v = 0; v < BSS_MOCK_VECTORS; ++v)
    x[v] = plan->inputs + (first + (v < count ? v : count - 1)) * plan->rows + start;
  const int16_t *weights = plan->weights + start * stride;
  size_t c = 0;
  for (; c + 32 <= stride; c += 32) product(x, weights + c, stride, rows, 2, scratch + c);
  if (c < stride) product(x, weights + c, stride, rows, 1, scratch + c);

  float *normals = (float *)(scratch + BSS_MOCK_VECTORS * stride);
  for (size_t v = 0; v < count; ++v) {
    const int32_t *sums = scratch + v * stride;
    float *to = out + (first + v) * plan->columns;
    if (plan->noise_std > 0.0f) {
      bss_philox_normals(
          plan->key, plan->first_vector + first + v, (uint32_t)(start / plan->chunk),
          (uint32_t)plan->columns, normals);
      read_out(sums, normals, plan->columns, plan->scale, plan->noise_std, start == 0, to);
    } else {
      read_out(sums, NULL, plan->columns, plan->scale, 0.0f, start == 0, to);
    }
  }
}

BSS_CLONES void bss_mock_mac(
    const bss_mock_plan *plan, size_t first, size_t count, int32_t *scratch, float *out) {
  for (size_t v = first; v < first + count; v += BSS_MOCK_VECTORS) {
    size_t left = first + count - v;
    size_t block = left < BSS_MOCK_VECTORS ? left : BSS_MOCK_VECTORS;
    for (size_t start = 0; start < plan->rows; start += plan->chunk)
      one_chunk(plan, v, block, start, scratch, out);
    if (plan->rows <= plan->chunk) continue;
    for (size_t i = v * plan->columns; i < (v + block) * plan->columns; ++i)
      out[i] = minimum(maximum(out[i], -128.0f), 127.0f);
  }
}

// MARK: - Digital operations

BSS_CLONES int32_t bss_digital_relu(
    const float *x, size_t count, float factor, float upper, float *out) {
  int32_t nan = 0;
  for (size_t i = 0; i < count; ++i) {
    nan |= x[i] != x[i];
    out[i] = floor_clamped(floor_clamped(x[i], 0.0f, 127.0f) * factor, 0.0f, upper);
  }
  return nan;
}

BSS_CLONES void bss_digital_relu_gradient(
    const float *gradient, const float *x, size_t count, float factor, float *out) {
  for (size_t i = 0; i < count; ++i) out[i] = x[i] > 0.0f ? gradient[i] * factor : 0.0f;
}

BSS_CLONES int32_t bss_digital_add(
    const float *a, const float *b, size_t rows, size_t columns, float *out) {
  int32_t nan = 0;
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < columns; ++c) {
      float x = a[r * columns + c], y = b[c];
      nan |= (x != x) | (y != y);
      float sum = floor_clamped(x, -128.0f, 127.0f) + floor_clamped(y, -128.0f, 127.0f);
      out[r * columns + c] = minimum(maximum(sum, -128.0f), 127.0f);
    }
  }
  return nan;
}

/// floor and clamp to int8; NaN counts as the lowest.
INLINE int32_t digital_int8(float x) { return (int32_t)floor_clamped(x, -128.0f, 127.0f); }

BSS_CLONES int32_t bss_digital_argmax(
    const float *x, size_t outer, size_t length, size_t inner, int64_t *places) {
  int32_t nan = 0;
  for (size_t o = 0; o < outer; ++o) {
    for (size_t i = 0; i < inner; ++i) {
      const float *line = x + o * length * inner + i;
      int32_t largest = -128;
      for (size_t l = 0; l < length; ++l) {
        float value = line[l * inner];
        nan |= value != value;
        int32_t number = digital_int8(value);
        largest = number > largest ? number : largest;
      }
      size_t place = 0;
      while (place + 1 < length && digital_int8(line[place * inner]) != largest) ++place;
      places[o * inner + i] = (int64_t)place;
    }
  }
  return nan;
}
