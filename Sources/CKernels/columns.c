#include "columns.h"

#include <math.h>

#include "dispatch.h"

#pragma clang fp contract(off)

typedef float f8 __attribute__((ext_vector_type(8)));
typedef const float *source;

#define INLINE static inline __attribute__((always_inline))

// Loads and stores without a demand on alignment.
typedef float f8u __attribute__((ext_vector_type(8), aligned(4)));
#define LOAD(p, j) (*(const f8u *)((p) + (j)))
#define STORE(p, j, x) (*(f8u *)((p) + (j)) = (x))

/// The constants of one interval for eight columns.
typedef struct {
  f8 exc_decay, exc_linear, exc_cubic, exc_quintic;
  f8 inh_decay, inh_linear, inh_cubic, inh_quintic;
  f8 membrane_decay, membrane_drift;
} constants;

INLINE void load_constants(const bss_interval *k, uint32_t j, constants *c) {
  c->exc_decay = LOAD(k->exc_decay, j);
  c->exc_linear = LOAD(k->exc_linear, j);
  c->exc_cubic = LOAD(k->exc_cubic, j);
  c->exc_quintic = LOAD(k->exc_quintic, j);
  c->inh_decay = LOAD(k->inh_decay, j);
  c->inh_linear = LOAD(k->inh_linear, j);
  c->inh_cubic = LOAD(k->inh_cubic, j);
  c->inh_quintic = LOAD(k->inh_quintic, j);
  c->membrane_decay = LOAD(k->membrane_decay, j);
  c->membrane_drift = LOAD(k->membrane_drift, j);
}

INLINE void advance_block(
    f8 *ue, f8 *ui, f8 *v, const constants *c, float lower, float upper) {
  f8 e = *ue, i = *ui;
  f8 e2 = e * e, i2 = i * i;
  f8 exc = e * (c->exc_linear - e2 * (c->exc_cubic - e2 * c->exc_quintic));
  f8 inh = i * (c->inh_linear - i2 * (c->inh_cubic - i2 * c->inh_quintic));
  f8 x = *v * c->membrane_decay + c->membrane_drift + (exc - inh);
  x = __builtin_elementwise_min(__builtin_elementwise_max(x, (f8)lower), (f8)upper);
  *ue = e * c->exc_decay;
  *ui = i * c->inh_decay;
  *v = x;
}

INLINE void step_line(f8 *u, const f8 *step, float inverse_swing) {
  *u = *u + *step * (1.0f - *u * inverse_swing);
}

INLINE void row_step(source currents, uint32_t j, float pulse, float distance, const f8 *factor, f8 *out) {
  *out = LOAD(currents, j) * (pulse - distance * *factor);
}

BSS_CLONES void bss_columns_advance(
    const bss_columns *s, const bss_interval *interval, const bss_limits *limits,
    uint32_t count) {
  for (uint32_t j = 0; j < count; j += 8) {
    constants c;
    load_constants(interval, j, &c);
    f8 ue = LOAD(s->exc_line, j), ui = LOAD(s->inh_line, j), v = LOAD(s->membrane, j);
    advance_block(&ue, &ui, &v, &c, limits->lower_rail, limits->upper_rail);
    STORE(s->exc_line, j, ue);
    STORE(s->inh_line, j, ui);
    STORE(s->membrane, j, v);
  }
}

BSS_CLONES void bss_row_steps(
    const float *currents, float pulse, float distance, const float *factor, uint32_t count,
    float *out) {
  for (uint32_t j = 0; j < count; j += 8) {
    f8 d = LOAD(factor, j), step;
    row_step(currents, j, pulse, distance, &d, &step);
    STORE(out, j, LOAD(out, j) + step);
  }
}

BSS_CLONES void bss_columns_inject(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  for (uint32_t j = 0; j < count; j += 8) {
    f8 ue = LOAD(s->exc_line, j), ui = LOAD(s->inh_line, j);
    f8 de = LOAD(exc_steps, j), di = LOAD(inh_steps, j);
    step_line(&ue, &de, limits->inverse_swing);
    step_line(&ui, &di, limits->inverse_swing);
    STORE(s->exc_line, j, ue);
    STORE(s->inh_line, j, ui);
  }
}

static float many_steps(float u, float step, float inverse_swing) {
  // u_max (1 - exp(-q / u_max)) is what a charge q leaves on an empty line.
  if (inverse_swing == 0 || step == 0) return u + step;
  float fill = -expm1f(-step * inverse_swing) / inverse_swing;
  return u + fill * (1.0f - u * inverse_swing);
}

void bss_columns_inject_many(
    const bss_columns *s, const float *exc_steps, const float *inh_steps,
    const bss_limits *limits, uint32_t count) {
  for (uint32_t j = 0; j < count; ++j) {
    s->exc_line[j] = many_steps(s->exc_line[j], exc_steps[j], limits->inverse_swing);
    s->inh_line[j] = many_steps(s->inh_line[j], inh_steps[j], limits->inverse_swing);
  }
}

BSS_CLONES void bss_columns_burst(
    const bss_columns *s, const bss_event *events, uint32_t event_count,
    const float *distance_factor, const bss_interval *wait, const bss_interval *tail,
    const bss_limits *limits, uint32_t count) {
  const float inverse_swing = limits->inverse_swing;
  const float lower = limits->lower_rail, upper = limits->upper_rail;
  for (uint32_t j = 0; j < count; j += 8) {
    constants c;
    load_constants(wait, j, &c);
    f8 factor = LOAD(distance_factor, j);
    f8 ue = LOAD(s->exc_line, j), ui = LOAD(s->inh_line, j), v = LOAD(s->membrane, j);
    for (uint32_t k = 0; k < event_count; ++k) {
      const bss_event *event = events + k;
      f8 de, di;
      if (k != 0) advance_block(&ue, &ui, &v, &c, lower, upper);
      row_step(event->exc_currents, j, event->exc_pulse, event->exc_distance, &factor, &de);
      row_step(event->inh_currents, j, event->inh_pulse, event->inh_distance, &factor, &di);
      step_line(&ue, &de, inverse_swing);
      step_line(&ui, &di, inverse_swing);
    }
    load_constants(tail, j, &c);
    advance_block(&ue, &ui, &v, &c, lower, upper);
    STORE(s->exc_line, j, ue);
    STORE(s->inh_line, j, ui);
    STORE(s->membrane, j, v);
  }
}
