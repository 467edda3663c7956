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

/// Swings and distance factors of eight columns.
typedef struct {
  f8 exc_swing, inh_swing, factor;
} places;

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

/// Time passes; `unit` says that both quintics are 1.
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

/// Charge arrives; `unit` says that lines compress.
INLINE void inject_chain(
    chain *s, const f8 *exc, const f8 *inh, const places *p, float compression,
    const int unit, const int native) {
  f8 e = s->exc, i = s->inh;
  f8 room_e = p->exc_swing - (unit ? e : e * compression);
  f8 room_i = p->inh_swing - (unit ? i : i * compression);
  s->exc = FMA(*exc, room_e, e);
  s->inh = FMA(*inh, room_i, i);
}

/// A pulse whose edge comes too late is none.
#define LEFT_OVER(pulse) ({ f8 t_ = (pulse); t_ > (f8)0.0f ? t_ : (f8)0.0f; })

INLINE void event_on_chain(
    chain *s, const bss_event *event, uint32_t j, const places *p, float compression,
    const int unit, const int native) {
  f8 pulse = LEFT_OVER(FMA((f8)-event->distance, p->factor, (f8)event->seam));
  f8 exc = LOAD(event->exc_rates, j) * pulse, inh = LOAD(event->inh_rates, j) * pulse;
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
    const float *rates, float seam, float distance, const float *factor, uint32_t count,
    float *out, const int native) {
  for (uint32_t j = 0; j < count; j += 8) {
    f8 pulse = LEFT_OVER(FMA((f8)-distance, LOAD(factor, j), (f8)seam));
    STORE(out, j, LOAD(out, j) + LOAD(rates, j) * pulse);
  }
}

INLINE void inject(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count, const int native) {
  for (uint32_t j = 0; j < count; j += 8) {
    chain x;
    places p = {LOAD(limits->exc_swing, j), LOAD(limits->inh_swing, j), (f8)0.0f};
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

// MARK: - Burst

INLINE void steps(
    chain *s, const bss_event *events, uint32_t from, uint32_t to, uint32_t j,
    const constants *c, const places *p, const bss_limits *limits, const int unit,
    const int native) {
  const float lower = limits->lower_rail, upper = limits->upper_rail;
  for (uint32_t k = from; k < to; ++k) {
    event_on_chain(s, events + k, j, p, limits->compression, unit, native);
    advance_chain(s, c, lower, upper, unit, native);
  }
}

INLINE void finish(
    chain *s, const bss_burst *burst, uint32_t j, const places *p, const bss_limits *limits,
    const int unit, const int native) {
  constants c;
  const bss_event *last = burst->events + burst->event_count - 1;
  event_on_chain(s, last, j, p, limits->compression, unit, native);
  load_constants(burst->tail, j, &c);
  advance_chain(s, &c, limits->lower_rail, limits->upper_rail, 0, native);
  store_chain(&burst->columns, j, s);
}

/// One burst on eight columns.
INLINE void burst_block(
    const bss_burst *a, uint32_t j, const constants *c, const places *p,
    const bss_limits *limits, const int unit, const int native) {
  chain x;
  load_chain(&a->columns, j, &x);
  steps(&x, a->events, 0, a->event_count - 1, j, c, p, limits, unit, native);
  finish(&x, a, j, p, limits, unit, native);
}

/// One burst on two neighbouring blocks of eight columns.
INLINE void neighbours_block(
    const bss_burst *a, uint32_t j, const constants c[2], const places p[2],
    const bss_limits *limits, const int native) {
  const float lower = limits->lower_rail, upper = limits->upper_rail;
  chain x, y;
  load_chain(&a->columns, j, &x);
  load_chain(&a->columns, j + 8, &y);
  for (uint32_t k = 0; k + 1 < a->event_count; ++k) {
    event_on_chain(&x, a->events + k, j, p, 1, 1, native);
    advance_chain(&x, c, lower, upper, 1, native);
    event_on_chain(&y, a->events + k, j + 8, p + 1, 1, 1, native);
    advance_chain(&y, c + 1, lower, upper, 1, native);
  }
  finish(&x, a, j, p, limits, 1, native);
  finish(&y, a, j + 8, p + 1, limits, 1, native);
}

/// Whether these eight columns may take the shorter path.
static int is_unit(const bss_interval *wait, const bss_limits *limits, uint32_t j) {
  int yes = limits->compression == 1;
  for (uint32_t k = j; k < j + 8; ++k)
    yes &= wait->exc_quintic[k] == 1 && wait->inh_quintic[k] == 1;
  return yes;
}

INLINE void load_places(
    const bss_limits *limits, const float *factor, uint32_t j, places *p) {
  p->exc_swing = LOAD(limits->exc_swing, j);
  p->inh_swing = LOAD(limits->inh_swing, j);
  p->factor = LOAD(factor, j);
}

INLINE void burst(
    const bss_burst *a, const float *factor, const bss_interval *wait,
    const bss_limits *limits, uint32_t count, const int native) {
  for (uint32_t j = 0; a->event_count > 0 && j < count; j += 8) {
    constants c[2];
    places p[2];
    load_constants(wait, j, c);
    load_places(limits, factor, j, p);
    if (!is_unit(wait, limits, j)) {
      burst_block(a, j, c, p, limits, 0, native);
    } else if (j + 16 <= count && is_unit(wait, limits, j + 8)) {
      load_constants(wait, j + 8, c + 1);
      load_places(limits, factor, j + 8, p + 1);
      neighbours_block(a, j, c, p, limits, native);
      j += 8;
    } else {
      burst_block(a, j, c, p, limits, 1, native);
    }
  }
}

// MARK: - The two versions

BSS_NATIVE static void advance_native(
    const bss_columns *s, const bss_interval *interval, const bss_limits *limits,
    uint32_t count) {
  advance(s, interval, limits, count, 1);
}

BSS_NATIVE static void row_steps_native(
    const float *rates, float seam, float distance, const float *factor, uint32_t count,
    float *out) {
  row_steps(rates, seam, distance, factor, count, out, 1);
}

BSS_NATIVE static void inject_native(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  inject(s, exc_steps, inh_steps, limits, count, 1);
}

BSS_NATIVE static void burst_native(
    const bss_burst *own, const float *factor,
    const bss_interval *wait, const bss_limits *limits, uint32_t count) {
  burst(own, factor, wait, limits, count, 1);
}

void bss_columns_advance(
    const bss_columns *s, const bss_interval *interval, const bss_limits *limits,
    uint32_t count) {
  if (BSS_HAS_NATIVE()) advance_native(s, interval, limits, count);
  else advance(s, interval, limits, count, 0);
}

void bss_row_steps(
    const float *rates, float seam, float distance, const float *factor, uint32_t count,
    float *out) {
  if (BSS_HAS_NATIVE()) row_steps_native(rates, seam, distance, factor, count, out);
  else row_steps(rates, seam, distance, factor, count, out, 0);
}

void bss_columns_inject(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  if (BSS_HAS_NATIVE()) inject_native(s, exc_steps, inh_steps, limits, count);
  else inject(s, exc_steps, inh_steps, limits, count, 0);
}

void bss_columns_burst(
    const bss_burst *own, const float *factor,
    const bss_interval *wait, const bss_limits *limits, uint32_t count) {
  if (BSS_HAS_NATIVE()) burst_native(own, factor, wait, limits, count);
  else bss_columns_burst_portable(own, factor, wait, limits, count);
}

void bss_columns_burst_portable(
    const bss_burst *own, const float *factor,
    const bss_interval *wait, const bss_limits *limits, uint32_t count) {
  burst(own, factor, wait, limits, count, 0);
}
