#pragma once
#include <stdint.h>

// The integration kernel of one hemisphere's columns: two column lines, two
// synaptic inputs and a membrane per column, advanced in closed form from event
// to event. All arrays have one entry a column; a count is a multiple of 8.
//
// Multiply-adds are fused and rounded once, on every machine: where the
// processor cannot, the kernel does so in software. All paths give the same bits.

/// Constants of a time step without events. They depend on its length only.
///
/// Line:      u <- u * decay
/// Input:     integral of f(u(t)) with f(u) = u - a u^3 + b u^5 over the
///            decaying line, weighted with the membrane's decay, as a
///            completed square: u (linear + quintic (u^2 - centre)^2)
/// Membrane:  v <- v * membrane_decay + membrane_drift + excitatory - inhibitory
///
/// TransferLaw and Interval in Columns derive them.
typedef struct {
  const float *exc_decay, *exc_linear, *exc_centre, *exc_quintic;
  const float *inh_decay, *inh_linear, *inh_centre, *inh_quintic;
  const float *membrane_decay, *membrane_drift;
} bss_interval;

/// Lines and membranes. Lines hold their drop below rest, each in its unit;
/// membranes are in volts.
typedef struct {
  float *exc_line, *inh_line, *membrane;
} bss_columns;

/// The swing of each line in its unit, whether charge moves a line less the more
/// it has dropped (1 or 0), and the rails of all membranes in volts.
typedef struct {
  const float *exc_swing, *inh_swing;
  float compression, lower_rail, upper_rail;
} bss_limits;

/// Event on one driver in a burst: the position of the driver's rates in ``bss_rows``, counted in
/// floats, an even number, and the driver's pulse in seconds: a column with the distance factor d
/// sees max(0, length - loss * d).
typedef struct {
  uint32_t row;
  float length, loss;
} bss_event;

/// The rates of all drivers' rows in swings per second of pulse, one entry a column, and the distance
/// factors of all drivers: at half the position of their rates, as a driver has two rows.
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

/// Advances all columns by one step.
void bss_columns_advance(
    const bss_columns *columns, const bss_interval *interval, const bss_limits *limits,
    uint32_t count);

/// The steps of one row: out[j] += rates[j] max(0, length - loss * factor[j]).
void bss_row_steps(
    const float *rates, float length, float loss, const float *factor, uint32_t count,
    float *out);

/// Adds the steps of one driver's event to the lines, in swings: u <- u + step (swing - u).
void bss_columns_inject(
    const bss_columns *columns, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count);

/// Adds the steps of many drivers at once, by the exact exponential law of the same compression.
void bss_columns_inject_many(
    const bss_columns *columns, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count);

/// The versions of the kernel, by the instructions that they need.
typedef enum {
  /// Any machine; fused operations are computed through doubles.
  BSS_PORTABLE,
  /// Fused operations on eight columns.
  BSS_AVX2,
  /// Fused operations on sixteen columns.
  BSS_AVX512,
} bss_version;

/// Returns the fastest version that this machine can execute. The environment variable `BSS2_KERNEL` can
/// name a slower one, `avx2` or `portable`, for comparisons of speed.
bss_version bss_fastest_version(void);

/// Computes the bursts of some vectors: event, wait, event, wait, ... event, tail. The result is that of
/// the calls above one after the other, bit by bit, with all state in registers. Vectors are computed
/// together, or blocks of columns of one, so that none waits for its last result. Columns whose lines are
/// in units in which the wait has a quintic of 1 take a shorter path.
void bss_columns_bursts(
    bss_version version, const bss_burst *bursts, uint32_t burst_count, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count);
