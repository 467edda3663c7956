// Loops of the column kernel for vectors of WIDTH columns, CHAINS of which are computed side by side: as
// many as fit into the registers. A file for each version includes this one: the arithmetic is the same
// everywhere, and so are the bits.

#include "columns_versions.h"

#pragma clang fp contract(off)

typedef float vec __attribute__((ext_vector_type(WIDTH)));
typedef float unaligned_vec __attribute__((ext_vector_type(WIDTH), aligned(4)));

#define INLINE static inline __attribute__((always_inline))
#define LOAD(p, j) (*(const unaligned_vec *)((p) + (j)))
#define STORE(p, j, x) (*(unaligned_vec *)((p) + (j)) = (x))

// MARK: - Steps of a vector of columns

/// The constants of one interval for a vector of columns.
typedef struct {
  vec exc_decay, exc_linear, exc_centre, exc_quintic;
  vec inh_decay, inh_linear, inh_centre, inh_quintic;
  vec membrane_decay, membrane_drift;
} constants;

/// Swings, rates and distance factors of a vector of columns.
typedef struct {
  vec exc_swing, inh_swing;
  const float *exc_rates, *inh_rates, *factors;
} inputs;

/// State of a vector of columns.
typedef struct {
  vec exc, inh, membrane;
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
    chain *s, const constants *c, float lower, float upper, const int unit) {
  vec e = s->exc, i = s->inh, low = (vec)lower, high = (vec)upper;
  vec te = FMA(e, e, -c->exc_centre), ti = FMA(i, i, -c->inh_centre);
  vec qe = te, qi = ti;
  if (!unit) {
    qe = te * c->exc_quintic;
    qi = ti * c->inh_quintic;
  }
  vec x = FMA(s->membrane, c->membrane_decay, c->membrane_drift);
  x = FMA(e, FMA(qe, te, c->exc_linear), x);
  x = FMA(-i, FMA(qi, ti, c->inh_linear), x);
  x = x > low ? x : low;
  s->membrane = x < high ? x : high;
  s->exc = e * c->exc_decay;
  s->inh = i * c->inh_decay;
}

/// Adds charge; `unit` states that lines compress.
INLINE void inject_chain(
    chain *s, const vec *exc, const vec *inh, const inputs *p, float compression,
    const int unit) {
  vec e = s->exc, i = s->inh;
  vec room_e = p->exc_swing - (unit ? e : e * compression);
  vec room_i = p->inh_swing - (unit ? i : i * compression);
  s->exc = FMA(*exc, room_e, e);
  s->inh = FMA(*inh, room_i, i);
}

/// A column whose enable line is too slow for a pulse sees none of it.
#define LEFT_OVER(pulse) ({ vec t_ = (pulse); t_ > (vec)0.0f ? t_ : (vec)0.0f; })

INLINE void event_on_chain(
    chain *s, const bss_event *event, const inputs *p, float compression, const int unit) {
  // A driver has two rows of rates and one of factors.
  vec factor = LOAD(p->factors, event->row / 2);
  vec pulse = LEFT_OVER(FMA((vec)-event->loss, factor, (vec)event->length));
  vec exc = LOAD(p->exc_rates, event->row) * pulse, inh = LOAD(p->inh_rates, event->row) * pulse;
  inject_chain(s, &exc, &inh, p, compression, unit);
}

// MARK: - Single steps

static void advance(
    const bss_columns *s, const bss_interval *interval, const bss_limits *limits, bss_range range) {
  for (uint32_t j = range.first; j < range.end; j += WIDTH) {
    constants c;
    chain x;
    load_constants(interval, j, &c);
    load_chain(s, j, &x);
    advance_chain(&x, &c, limits->lower_rail, limits->upper_rail, 0);
    store_chain(s, j, &x);
  }
}

static void row_steps(
    const float *rates, float length, float loss, const float *factor, bss_range range,
    float *out) {
  for (uint32_t j = range.first; j < range.end; j += WIDTH) {
    vec pulse = LEFT_OVER(FMA((vec)-loss, LOAD(factor, j), (vec)length));
    STORE(out, j, LOAD(out, j) + LOAD(rates, j) * pulse);
  }
}

static void inject(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, bss_range range) {
  for (uint32_t j = range.first; j < range.end; j += WIDTH) {
    chain x;
    inputs p = {LOAD(limits->exc_swing, j), LOAD(limits->inh_swing, j), 0, 0, 0};
    vec exc = LOAD(exc_steps, j), inh = LOAD(inh_steps, j);
    load_chain(s, j, &x);
    inject_chain(&x, &exc, &inh, &p, limits->compression, 0);
    store_chain(s, j, &x);
  }
}

// MARK: - Bursts

/// A vector of columns from `j` on.
typedef struct {
  uint32_t j;
  /// The columns take the shorter path.
  int is_unit;
  constants wait;
  inputs inputs;
  const bss_limits *limits;
} block;

INLINE void one_step(chain *s, const bss_event *event, const block *b, const int unit) {
  event_on_chain(s, event, &b->inputs, b->limits->compression, unit);
  advance_chain(s, &b->wait, b->limits->lower_rail, b->limits->upper_rail, unit);
}

/// Steps through the events from `first` on, up to the last.
INLINE void steps(
    chain *s, const bss_burst *burst, uint32_t first, const block *b, const int unit) {
  for (uint32_t k = first; k + 1 < burst->event_count; ++k)
    one_step(s, burst->events + k, b, unit);
}

/// The last event and the time after it.
INLINE void finish(chain *s, const bss_burst *burst, const block *b, const int unit) {
  constants c;
  const bss_event *last = burst->events + burst->event_count - 1;
  event_on_chain(s, last, &b->inputs, b->limits->compression, unit);
  load_constants(burst->tail, b->j, &c);
  advance_chain(s, &c, b->limits->lower_rail, b->limits->upper_rail, 0);
  store_chain(&burst->columns, b->j, s);
}

/// One burst on a vector of columns.
INLINE void single(const bss_burst *a, const block *b, const int unit) {
  chain x;
  load_chain(&a->columns, b->j, &x);
  steps(&x, a, 0, b, unit);
  finish(&x, a, b, unit);
}

/// Computes `count` chains side by side: bursts on the shorter path, each with its vector of columns.
INLINE void together(
    const bss_burst *const *bursts, const block *const *blocks, const int count) {
  chain x[CHAINS];
  uint32_t common = UINT32_MAX;
  for (int i = 0; i < count; ++i) {
    load_chain(&bursts[i]->columns, blocks[i]->j, x + i);
    common = bursts[i]->event_count < common ? bursts[i]->event_count : common;
  }
  for (uint32_t k = 0; k + 1 < common; ++k) {
    _Pragma("clang loop unroll(full)") for (int i = 0; i < count; ++i)
      one_step(x + i, bursts[i]->events + k, blocks[i], 1);
  }
  for (int i = 0; i < count; ++i) {
    steps(x + i, bursts[i], common - 1, blocks[i], 1);
    finish(x + i, bursts[i], blocks[i], 1);
  }
}

/// Returns whether a vector of columns may take the shorter path.
static int is_unit(const bss_interval *wait, const bss_limits *limits, uint32_t j) {
  int yes = limits->compression == 1;
  for (uint32_t k = j; k < j + WIDTH; ++k)
    yes &= wait->exc_quintic[k] == 1 && wait->inh_quintic[k] == 1;
  return yes;
}

INLINE void load_block(const bss_batch *batch, uint32_t j, block *b) {
  const bss_limits *limits = batch->limits;
  const bss_rows *rows = batch->rows;
  b->j = j;
  b->is_unit = is_unit(batch->wait, limits, j);
  b->limits = limits;
  b->inputs = (inputs){
      LOAD(limits->exc_swing, j), LOAD(limits->inh_swing, j), rows->exc_rates + j,
      rows->inh_rates + j, rows->distance_factors + j};
  load_constants(batch->wait, j, &b->wait);
}

INLINE void alone(const bss_burst *a, const block *b) {
  if (b->is_unit) single(a, b, 1);
  else single(a, b, 0);
}

/// Neighbouring vectors of columns that a single burst takes together: each has constants of its own, so
/// that more would not fit into the registers.
enum { NEIGHBOURS = 2 };

/// One burst on neighbouring vectors of columns.
static void neighbours(const bss_burst *a, const block *own, int count) {
  const bss_burst *bursts[NEIGHBOURS] = {a, a};
  const block *blocks[NEIGHBOURS] = {own, own + 1};
  int fits = count == NEIGHBOURS;
  for (int i = 0; i < count; ++i) fits &= own[i].is_unit;
  if (fits) together(bursts, blocks, NEIGHBOURS);
  for (int i = 0; !fits && i < count; ++i) alone(a, own + i);
}

static void one_burst(const bss_batch *batch, bss_range range) {
  for (uint32_t j = range.first; j < range.end; j += NEIGHBOURS * WIDTH) {
    block own[NEIGHBOURS];
    int count = 0;
    for (; count < NEIGHBOURS && j + count * WIDTH < range.end; ++count)
      load_block(batch, j + count * WIDTH, own + count);
    neighbours(batch->bursts[0], own, count);
  }
}

/// Bursts on the same vector of columns, whose constants they share.
static void sharing(const bss_batch *batch, const block *b) {
  const block *blocks[] = {b, b, b, b};
  for (uint32_t i = 0; i < batch->count; i += CHAINS) {
    const bss_burst *const *own = batch->bursts + i;
    uint32_t count = batch->count - i < CHAINS ? batch->count - i : CHAINS;
    switch (b->is_unit ? count : 0) {
#if CHAINS > 3
      case 4: together(own, blocks, 4); break;
#endif
      case 3: together(own, blocks, 3); break;
      case 2: together(own, blocks, 2); break;
      default:
        for (uint32_t k = 0; k < count; ++k) alone(own[k], b);
    }
  }
}

static void bursts(const bss_batch *batch, bss_range range) {
  if (batch->count == 1) return one_burst(batch, range);
  for (uint32_t j = range.first; j < range.end; j += WIDTH) {
    block b;
    load_block(batch, j, &b);
    sharing(batch, &b);
  }
}

const bss_column_kernels VERSION = {WIDTH, advance, row_steps, inject, bursts};
