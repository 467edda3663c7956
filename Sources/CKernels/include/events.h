#pragma once
#include "columns.h"

// From the activations of a vector to the events of its burst.

/// Length and loss of a driver's pulse in seconds.
typedef struct {
  float length, loss;
} bss_pulse;

/// The pulses of all drivers, `codes` for each: activation a sends number codes - a, and 0 sends none.
/// The rates of a driver begin `stride` floats after those of the driver before.
typedef struct {
  const bss_pulse *pulses;
  uint32_t codes, stride;
} bss_drivers;

/// Writes the events of one pass, from the last driver to the first, without the activations 0, and
/// returns their number. `events` has room for `count` events.
uint32_t bss_collect_events(
    const bss_drivers *drivers, const uint8_t *activations, uint32_t count, bss_event *events);

/// Returns the number of activations that are `value`; `count` is at most 255.
uint32_t bss_count_activations(const uint8_t *activations, uint32_t count, uint8_t value);
