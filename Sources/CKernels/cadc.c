#include "cadc.h"

#include "dispatch.h"

#pragma clang fp contract(off)

BSS_CLONES void bss_cadc_samples(
    const bss_channels *channels, const float *volts, const float *normals, float common,
    uint32_t first, uint32_t count, int32_t *out) {
  const float *gain = channels->gain, *offset = channels->offset, *noise = channels->noise;
  const float *slope = channels->slope, *intercept = channels->intercept;
  const float *digital_offset = channels->digital_offset;
  const float bend = channels->bend, delay = channels->delay;
  for (uint32_t j = first; j < first + count; ++j) {
    float input = volts[j] * gain[j] + offset[j];
    float x = input + noise[j] * normals[j] + common;
    float ramp = x * slope[j] + intercept[j];
    ramp = ramp > 0.0f ? ramp : 0.0f;
    float part = ramp * (1.0f / 256), square = part * part;
    float raw = ramp * (1.0f + bend * square * square) + delay;
    raw = raw < 255.0f ? raw : 255.0f;
    int32_t code = (int32_t)raw + (int32_t)digital_offset[j];
    code = code > 0 ? code : 0;
    out[j] = code < 255 ? code : 255;
  }
}

BSS_CLONES void bss_saturating_differences(
    const int32_t *result, const int32_t *baseline, uint32_t count, int8_t *out) {
  for (uint32_t j = 0; j < count; ++j) {
    int32_t d = result[j] - baseline[j];
    d = d > -128 ? d : -128;
    out[j] = (int8_t)(d < 127 ? d : 127);
  }
}
