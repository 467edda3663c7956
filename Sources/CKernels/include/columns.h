#pragma once
#include <stdint.h>

// The integration kernel of one hemisphere's columns: two column lines, two
// synaptic inputs and a membrane per column, advanced in closed form from event
// to event. All arrays have one entry a column; a count is a multiple of 8.
//
// Multiply-adds are fused and rounded once, on every machine: where the
// processor cannot, the kernel does so in software. All paths give the same bits.

/// What happens to every column during a time without events, as constants
/// that depend on its length only.
///
/// Line:      u <- u * decay
/// Input:     integral of f(u(t)) with f(u) = u - a u^3 + b u^5 over the
///            decaying line, weighted with the membrane's own decay, as a
///            square that has been completed:
///            u (linear + quintic (u^2 - centre)^2)
/// Membrane:  v <- v * decay_membrane + drift + excitatory - inhibitory
typedef struct {
  const float *exc_decay, *exc_linear, *exc_centre, *exc_quintic;
  const float *inh_decay, *inh_linear, *inh_centre, *inh_quintic;
  const float *membrane_decay, *membrane_drift;
} bss_interval;

/// Lines and membranes. Lines count their drop below rest, each in a unit of its
/// own; membranes are in volts.
typedef struct {
  float *exc_line, *inh_line, *membrane;
} bss_columns;

/// The swing of each line in its unit, whether charge moves a line less the more
/// it has dropped (1 or 0), and the rails of all membranes in volts.
typedef struct {
  const float *exc_swing, *inh_swing;
  float compression, lower_rail, upper_rail;
} bss_limits;

/// One event on one driver as a burst sees it: the place of the driver's rates in ``bss_rows``,
/// counted in floats, an even number, and the driver's pulse: seconds at the seam minus seconds times
/// the distance factor that the driver has in the column, or nothing.
typedef struct {
  uint32_t row;
  float seam, distance;
} bss_event;

/// The rates of all drivers' rows in swings per second of pulse, one entry a column, and the distance
/// factors of all drivers: at half the place of their rates, as a driver has two rows.
typedef struct {
  const float *exc_rates, *inh_rates, *distance_factors;
} bss_rows;

/// The events of one vector, the state that they meet, and the time after them.
typedef struct {
  const bss_event *events;
  uint32_t event_count;
  bss_columns columns;
  const bss_interval *tail;
} bss_burst;

/// Time passes.
void bss_columns_advance(
    const bss_columns *columns, const bss_interval *interval, const bss_limits *limits,
    uint32_t count);

/// The steps of one row: out[j] += rates[j] max(0, seam - distance * factor[j]).
void bss_row_steps(
    const float *rates, float seam, float distance, const float *factor, uint32_t count,
    float *out);

/// One driver's event steps onto the lines, in swings: u <- u + step (swing - u).
void bss_columns_inject(
    const bss_columns *columns, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count);

/// Many drivers at once: the exact exponential law of the same compression.
void bss_columns_inject_many(
    const bss_columns *columns, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count);

/// Bursts of one vector or two: event, wait, event, wait, ... event, tail. Equal to the calls above
/// one after the other, bit by bit, with all state in registers. `second` may be null; two vectors go
/// together, or two blocks of columns of one, so that neither waits for its own last result. Columns
/// whose lines are in units in which the wait has a quintic of 1 take a shorter path.
void bss_columns_bursts(
    const bss_burst *first, const bss_burst *second, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count);

/// The same by the path for machines without fused operations; for tests.
void bss_columns_bursts_portable(
    const bss_burst *first, const bss_burst *second, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count);
