#include "events.h"

#include "dispatch.h"

uint32_t bss_collect_events(
    const bss_drivers *drivers, const uint8_t *activations, uint32_t count, bss_event *events) {
  const uint32_t codes = drivers->codes, stride = drivers->stride;
  uint32_t found = 0;
  // Writes an event for each driver and keeps it where the activation is not zero, without a branch.
  for (uint32_t driver = count; driver-- > 0;) {
    uint32_t activation = activations[driver];
    const bss_pulse *pulse = drivers->pulses + driver * codes + (activation ? codes - activation : 0);
    events[found] = (bss_event){driver * stride, pulse->length, pulse->loss};
    found += activation != 0;
  }
  return found;
}

BSS_CLONES uint32_t bss_count_activations(
    const uint8_t *activations, uint32_t count, uint8_t value) {
  uint8_t found = 0;  // a byte, so that a vector of bytes is compared at once
  for (uint32_t i = 0; i < count; ++i) found += activations[i] == value;
  return found;
}
