#include "columns.h"

#include <math.h>

#include "fused.h"

#pragma clang fp contract(off)

// MARK: - Steps of eight columns

/// The constants of one interval for eight columns.
typedef struct {
  f8 exc_decay, exc_linear, exc_centre, exc_quintic;
  f8 inh_decay, inh_linear, inh_centre, inh_quintic;
  f8 membrane_decay, membrane_drift;
} constants;

/// Swings, rates and distance factors of eight columns.
typedef struct {
  f8 exc_swing, inh_swing;
  const float *exc_rates, *inh_rates, *factors;
} inputs;

/// State of eight columns.
typedef struct {
  f8 exc, inh, membrane;
} chain;

INLINE void load_constants(const bss_interval *k, uint32_t j, constants *c) {
  c->exc_decay = LOAD(k->exc_decay, j);
  c->exc_linear = LOAD(k->exc_linear, j);
  c->exc_centre = LOAD(k->exc_centre, j);
  c->exc_quintic = LOAD(k->exc_quintic, j);
  c->inh_decay = LOAD(k->inh_decay, j);
  c->inh_linear = LOAD(k->inh_linear, j);
  c->inh_centre = LOAD(k->inh_centre, j);
  c->inh_quintic = LOAD(k->inh_quintic, j);
  c->membrane_decay = LOAD(k->membrane_decay, j);
  c->membrane_drift = LOAD(k->membrane_drift, j);
}

INLINE void load_chain(const bss_columns *s, uint32_t j, chain *c) {
  c->exc = LOAD(s->exc_line, j);
  c->inh = LOAD(s->inh_line, j);
  c->membrane = LOAD(s->membrane, j);
}

INLINE void store_chain(const bss_columns *s, uint32_t j, const chain *c) {
  STORE(s->exc_line, j, c->exc);
  STORE(s->inh_line, j, c->inh);
  STORE(s->membrane, j, c->membrane);
}

/// Advances by one step; `unit` states that both quintics are 1.
INLINE void advance_chain(
    chain *s, const constants *c, float lower, float upper, const int unit, const int native) {
  f8 e = s->exc, i = s->inh, low = (f8)lower, high = (f8)upper;
  f8 te = FMA(e, e, -c->exc_centre), ti = FMA(i, i, -c->inh_centre);
  f8 qe = te, qi = ti;
  if (!unit) {
    qe = te * c->exc_quintic;
    qi = ti * c->inh_quintic;
  }
  f8 x = FMA(s->membrane, c->membrane_decay, c->membrane_drift);
  x = FMA(e, FMA(qe, te, c->exc_linear), x);
  x = FMA(-i, FMA(qi, ti, c->inh_linear), x);
  x = x > low ? x : low;
  s->membrane = x < high ? x : high;
  s->exc = e * c->exc_decay;
  s->inh = i * c->inh_decay;
}

/// Adds charge; `unit` states that lines compress.
INLINE void inject_chain(
    chain *s, const f8 *exc, const f8 *inh, const inputs *p, float compression,
    const int unit, const int native) {
  f8 e = s->exc, i = s->inh;
  f8 room_e = p->exc_swing - (unit ? e : e * compression);
  f8 room_i = p->inh_swing - (unit ? i : i * compression);
  s->exc = FMA(*exc, room_e, e);
  s->inh = FMA(*inh, room_i, i);
}

/// A column whose enable line is too slow for a pulse sees none of it.
#define LEFT_OVER(pulse) ({ f8 t_ = (pulse); t_ > (f8)0.0f ? t_ : (f8)0.0f; })

INLINE void event_on_chain(
    chain *s, const bss_event *event, const inputs *p, float compression, const int unit,
    const int native) {
  // A driver has two rows of rates and one of factors.
  f8 factor = LOAD(p->factors, event->row / 2);
  f8 pulse = LEFT_OVER(FMA((f8)-event->loss, factor, (f8)event->length));
  f8 exc = LOAD(p->exc_rates, event->row) * pulse, inh = LOAD(p->inh_rates, event->row) * pulse;
  inject_chain(s, &exc, &inh, p, compression, unit, native);
}

// MARK: - Single steps

INLINE void advance(
    const bss_columns *s, const bss_interval *interval, const bss_limits *limits,
    uint32_t count, const int native) {
  for (uint32_t j = 0; j < count; j += 8) {
    constants c;
    chain x;
    load_constants(interval, j, &c);
    load_chain(s, j, &x);
    advance_chain(&x, &c, limits->lower_rail, limits->upper_rail, 0, native);
    store_chain(s, j, &x);
  }
}

INLINE void row_steps(
    const float *rates, float length, float loss, const float *factor, uint32_t count,
    float *out, const int native) {
  for (uint32_t j = 0; j < count; j += 8) {
    f8 pulse = LEFT_OVER(FMA((f8)-loss, LOAD(factor, j), (f8)length));
    STORE(out, j, LOAD(out, j) + LOAD(rates, j) * pulse);
  }
}

INLINE void inject(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count, const int native) {
  for (uint32_t j = 0; j < count; j += 8) {
    chain x;
    inputs p = {LOAD(limits->exc_swing, j), LOAD(limits->inh_swing, j), 0, 0, 0};
    f8 exc = LOAD(exc_steps, j), inh = LOAD(inh_steps, j);
    load_chain(s, j, &x);
    inject_chain(&x, &exc, &inh, &p, limits->compression, 0, native);
    store_chain(s, j, &x);
  }
}

static float many_steps(float u, float step, float swing, float compression) {
  // swing (1 - exp(-q)) is what a charge q leaves on an empty line.
  if (step == 0) return u;
  float fill = compression == 0 ? step : -expm1f(-step);
  return u + fill * (swing - compression * u);
}

void bss_columns_inject_many(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  const float compression = limits->compression;
  for (uint32_t j = 0; j < count; ++j) {
    s->exc_line[j] = many_steps(s->exc_line[j], exc_steps[j], limits->exc_swing[j], compression);
    s->inh_line[j] = many_steps(s->inh_line[j], inh_steps[j], limits->inh_swing[j], compression);
  }
}

// MARK: - Bursts

/// Eight columns from `j` on.
typedef struct {
  uint32_t j;
  constants wait;
  inputs inputs;
  const bss_limits *limits;
} block;

INLINE void one_step(
    chain *s, const bss_event *event, const block *b, const int unit, const int native) {
  event_on_chain(s, event, &b->inputs, b->limits->compression, unit, native);
  advance_chain(s, &b->wait, b->limits->lower_rail, b->limits->upper_rail, unit, native);
}

/// The last event and the time after it.
INLINE void finish(
    chain *s, const bss_burst *burst, const block *b, const int unit, const int native) {
  constants c;
  const bss_event *last = burst->events + burst->event_count - 1;
  event_on_chain(s, last, &b->inputs, b->limits->compression, unit, native);
  load_constants(burst->tail, b->j, &c);
  advance_chain(s, &c, b->limits->lower_rail, b->limits->upper_rail, 0, native);
  store_chain(&burst->columns, b->j, s);
}

/// One burst on eight columns.
INLINE void single(const bss_burst *a, const block *b, const int unit, const int native) {
  chain x;
  load_chain(&a->columns, b->j, &x);
  for (uint32_t k = 0; k + 1 < a->event_count; ++k) one_step(&x, a->events + k, b, unit, native);
  finish(&x, a, b, unit, native);
}

/// One burst on two neighbouring blocks of eight columns.
INLINE void neighbours(const bss_burst *a, const block b[2], const int native) {
  chain x, y;
  load_chain(&a->columns, b[0].j, &x);
  load_chain(&a->columns, b[1].j, &y);
  for (uint32_t k = 0; k + 1 < a->event_count; ++k) {
    one_step(&x, a->events + k, b, 1, native);
    one_step(&y, a->events + k, b + 1, 1, native);
  }
  finish(&x, a, b, 1, native);
  finish(&y, a, b + 1, 1, native);
}

/// Two bursts on the same eight columns, whose constants they share.
INLINE void pair(
    const bss_burst *first, const bss_burst *second, const block *b, const int native) {
  const uint32_t m = first->event_count - 1, n = second->event_count - 1, both = m < n ? m : n;
  chain x, y;
  load_chain(&first->columns, b->j, &x);
  load_chain(&second->columns, b->j, &y);
  for (uint32_t k = 0; k < both; ++k) {
    one_step(&x, first->events + k, b, 1, native);
    one_step(&y, second->events + k, b, 1, native);
  }
  for (uint32_t k = both; k < m; ++k) one_step(&x, first->events + k, b, 1, native);
  for (uint32_t k = both; k < n; ++k) one_step(&y, second->events + k, b, 1, native);
  finish(&x, first, b, 1, native);
  finish(&y, second, b, 1, native);
}

/// Returns whether these eight columns may take the shorter path.
static int is_unit(const bss_interval *wait, const bss_limits *limits, uint32_t j) {
  int yes = limits->compression == 1;
  for (uint32_t k = j; k < j + 8; ++k)
    yes &= wait->exc_quintic[k] == 1 && wait->inh_quintic[k] == 1;
  return yes;
}

INLINE void load_block(
    const bss_rows *rows, const bss_interval *wait, const bss_limits *limits, uint32_t j,
    block *b) {
  b->j = j;
  b->limits = limits;
  b->inputs = (inputs){
      LOAD(limits->exc_swing, j), LOAD(limits->inh_swing, j), rows->exc_rates + j,
      rows->inh_rates + j, rows->distance_factors + j};
  load_constants(wait, j, &b->wait);
}

INLINE void one_burst(
    const bss_burst *a, const bss_rows *rows, const bss_interval *wait, const bss_limits *limits,
    uint32_t count, const int native) {
  for (uint32_t j = 0; a->event_count > 0 && j < count; j += 8) {
    block b[2];
    load_block(rows, wait, limits, j, b);
    if (!is_unit(wait, limits, j)) {
      single(a, b, 0, native);
    } else if (j + 16 <= count && is_unit(wait, limits, j + 8)) {
      load_block(rows, wait, limits, j + 8, b + 1);
      neighbours(a, b, native);
      j += 8;
    } else {
      single(a, b, 1, native);
    }
  }
}

INLINE void two_bursts(
    const bss_burst *first, const bss_burst *second, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count, const int native) {
  for (uint32_t j = 0; j < count; j += 8) {
    block b;
    load_block(rows, wait, limits, j, &b);
    if (is_unit(wait, limits, j)) {
      pair(first, second, &b, native);
    } else {
      single(first, &b, 0, native);
      single(second, &b, 0, native);
    }
  }
}

INLINE void bursts(
    const bss_burst *first, const bss_burst *second, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count, const int native) {
  if (second && first->event_count > 0 && second->event_count > 0) {
    two_bursts(first, second, rows, wait, limits, count, native);
  } else {
    one_burst(first, rows, wait, limits, count, native);
    if (second) one_burst(second, rows, wait, limits, count, native);
  }
}

// MARK: - The two versions

BSS_NATIVE static void advance_native(
    const bss_columns *s, const bss_interval *interval, const bss_limits *limits,
    uint32_t count) {
  advance(s, interval, limits, count, 1);
}

BSS_NATIVE static void row_steps_native(
    const float *rates, float length, float loss, const float *factor, uint32_t count,
    float *out) {
  row_steps(rates, length, loss, factor, count, out, 1);
}

BSS_NATIVE static void inject_native(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  inject(s, exc_steps, inh_steps, limits, count, 1);
}

BSS_NATIVE static void bursts_native(
    const bss_burst *first, const bss_burst *second, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count) {
  bursts(first, second, rows, wait, limits, count, 1);
}

void bss_columns_advance(
    const bss_columns *s, const bss_interval *interval, const bss_limits *limits,
    uint32_t count) {
  if (BSS_HAS_NATIVE()) advance_native(s, interval, limits, count);
  else advance(s, interval, limits, count, 0);
}

void bss_row_steps(
    const float *rates, float length, float loss, const float *factor, uint32_t count,
    float *out) {
  if (BSS_HAS_NATIVE()) row_steps_native(rates, length, loss, factor, count, out);
  else row_steps(rates, length, loss, factor, count, out, 0);
}

void bss_columns_inject(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  if (BSS_HAS_NATIVE()) inject_native(s, exc_steps, inh_steps, limits, count);
  else inject(s, exc_steps, inh_steps, limits, count, 0);
}

void bss_columns_bursts(
    const bss_burst *first, const bss_burst *second, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count) {
  if (BSS_HAS_NATIVE()) bursts_native(first, second, rows, wait, limits, count);
  else bss_columns_bursts_portable(first, second, rows, wait, limits, count);
}

void bss_columns_bursts_portable(
    const bss_burst *first, const bss_burst *second, const bss_rows *rows,
    const bss_interval *wait, const bss_limits *limits, uint32_t count) {
  bursts(first, second, rows, wait, limits, count, 0);
}
