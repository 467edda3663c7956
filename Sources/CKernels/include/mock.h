#pragma once
#include <stddef.h>
#include <stdint.h>

// Kernels of the mock mode of hxtorch.perceptron and of the digital operations
// between the analog layers. All of them are pure functions of their arguments.

/// Result of a rounding pass: the rounded extremes, and whether there was a NaN.
typedef struct {
  float lowest;
  float highest;
  int32_t has_nan;
} bss_mock_range;

/// Rounds half to even into rows of `stride` >= `columns` entries, padded with
/// zeros. Values beyond +-32000 are stored as +-32000; the range tells.
void bss_mock_quantise(
    const float *_Nonnull values, size_t rows, size_t columns, size_t stride,
    int16_t *_Nonnull out, bss_mock_range *_Nonnull range);

/// Rounds half away from zero, as the way to a chip does. What does not fit a byte is cut; the range
/// tells, and counts values beyond +-32000 as +-32000.
void bss_hardware_round(
    const float *_Nonnull values, size_t count, int8_t *_Nonnull out,
    bss_mock_range *_Nonnull range);

/// One multiplication in mock mode.
typedef struct {
  const int16_t *_Nonnull inputs;   ///< rounded, 0...31; `rows` entries a vector
  const int16_t *_Nonnull weights;  ///< rounded, -63...63; `rows` rows of `stride`
  size_t rows;
  size_t columns;
  size_t stride;                    ///< a multiple of BSS_MOCK_COLUMNS, >= columns
  size_t chunk;                     ///< rows of one analog read (128)
  float scale;                      ///< gain times num_sends
  float noise_std;                  ///< LSB; no noise at or below zero
  uint64_t key;                     ///< Philox key of the noise
  uint64_t first_vector;            ///< logical number of vector 0
} bss_mock_plan;

enum { BSS_MOCK_COLUMNS = 16, BSS_MOCK_VECTORS = 4 };

/// Results of vectors [first, first + count) of the plan, at `out` + first * columns.
/// `scratch` holds (BSS_MOCK_VECTORS + 1) * stride 32-bit entries.
void bss_mock_mac(
    const bss_mock_plan *_Nonnull plan, size_t first, size_t count,
    int32_t *_Nonnull scratch, float *_Nonnull out);

/// out = min(upper, floor(clamp(floor(x), 0, 127) * factor)); 1 if a NaN was there.
int32_t bss_digital_relu(
    const float *_Nonnull x, size_t count, float factor, float upper, float *_Nonnull out);

/// out = x > 0 ? gradient * factor : 0.
void bss_digital_relu_gradient(
    const float *_Nonnull gradient, const float *_Nonnull x, size_t count, float factor,
    float *_Nonnull out);

/// Places of the first largest of `length` int8 numbers, each made by floor and clamp, for every other
/// index of a block of outer * length * inner; 1 if a NaN was there.
int32_t bss_digital_argmax(
    const float *_Nonnull x, size_t outer, size_t length, size_t inner, int64_t *_Nonnull places);

/// Sum of two int8 numbers with saturation, each made by floor and clamp; `b` is
/// repeated over the rows. 1 if a NaN was there.
int32_t bss_digital_add(
    const float *_Nonnull a, const float *_Nonnull b, size_t rows, size_t columns,
    float *_Nonnull out);
