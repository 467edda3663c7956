#pragma once
#include <stdint.h>

// The integration kernel of one hemisphere's columns: two column lines, two
// synaptic inputs and a membrane per column, advanced in closed form from event
// to event. All arrays have one entry a column; a count is a multiple of 8.

/// What happens to every column during a time without events, as constants
/// that depend on its length only.
///
/// Line:      u <- u * decay
/// Input:     integral of f(u(t)) with f(u) = u - a u^3 + b u^5 over the
///            decaying line, weighted with the membrane's own decay:
///            u (linear - u^2 (cubic - u^2 quintic))
/// Membrane:  v <- v * decay_membrane + drift + excitatory - inhibitory
typedef struct {
  const float *exc_decay, *exc_linear, *exc_cubic, *exc_quintic;
  const float *inh_decay, *inh_linear, *inh_cubic, *inh_quintic;
  const float *membrane_decay, *membrane_drift;
} bss_interval;

/// Lines and membranes, in volts. Lines count their drop below rest.
typedef struct {
  float *exc_line, *inh_line, *membrane;
} bss_columns;

/// Limits that hold for all columns: 1 / (largest line swing), and the rails.
typedef struct {
  float inverse_swing, lower_rail, upper_rail;
} bss_limits;

/// One event on one driver as a burst sees it: the currents of its two rows
/// (volts per second of pulse, one entry a column) and the pulse of each row:
/// seconds at the seam minus seconds times the column's distance factor, or nothing.
typedef struct {
  const float *exc_currents, *inh_currents;
  float exc_pulse, exc_distance, inh_pulse, inh_distance;
} bss_event;

/// Time passes.
void bss_columns_advance(
    const bss_columns *columns, const bss_interval *interval, const bss_limits *limits,
    uint32_t count);

/// The voltage steps of one row: out[j] += currents[j] max(0, pulse - distance * factor[j]).
void bss_row_steps(
    const float *currents, float pulse, float distance, const float *factor, uint32_t count,
    float *out);

/// One driver's event steps onto the lines: u <- u + step (1 - u / swing).
void bss_columns_inject(
    const bss_columns *columns, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count);

/// Many drivers at once: the exact exponential law of the same compression.
void bss_columns_inject_many(
    const bss_columns *columns, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count);

/// A burst: event, wait, event, wait, ... event, tail. Equal to the calls above
/// one after the other, bit by bit, with all state in registers.
void bss_columns_burst(
    const bss_columns *columns, const bss_event *events, uint32_t event_count,
    const float *distance_factor, const bss_interval *wait, const bss_interval *tail,
    const bss_limits *limits, uint32_t count);
