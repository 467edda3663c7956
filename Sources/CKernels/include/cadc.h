#pragma once
#include <stdint.h>

// The CADC's side of a MAC: samples of membranes, and the PPU's differences.

/// One kind of channel of all columns: readout amplifier (gain, offset in volts), ramp (counts per
/// volt, counts at zero volts, bend), comparator (delay in counts) and digital offset, and the
/// standard deviation of the noise at each input in volts.
typedef struct {
  const float *gain, *offset, *slope, *intercept, *digital_offset, *noise;
  float bend, delay;
} bss_channels;

/// Samples 0...255 of `count` membranes: out[j] = channel j of volts[j] plus noise[j] normals[j]
/// plus a voltage common to all.
void bss_cadc_samples(
    const bss_channels *channels, const float *volts, const float *normals, float common,
    uint32_t first, uint32_t count, int32_t *out);

/// out[j] = result[j] - baseline[j], saturating at -128 and 127.
void bss_saturating_differences(
    const int32_t *result, const int32_t *baseline, uint32_t count, int8_t *out);
