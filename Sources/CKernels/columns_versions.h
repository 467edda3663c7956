#pragma once
// The versions of the column kernel and how `columns.c` calls them.

#include "columns.h"

/// Columns from `first` to before `end`; their number is a multiple of the version's width.
typedef struct {
  uint32_t first, end;
} bss_range;

/// Bursts that a kernel takes at once. A version computes CHAINS of them side by side, a divisor of this
/// number; all of them share the rates in the first cache.
enum { MOST_BURSTS = 12 };

/// At most MOST_BURSTS bursts with events, and what they have in common.
typedef struct {
  const bss_burst *bursts[MOST_BURSTS];
  uint32_t count;
  const bss_rows *rows;
  const bss_interval *wait;
  const bss_limits *limits;
} bss_batch;

/// One version of the kernel.
typedef struct {
  /// Columns of one vector.
  uint32_t width;
  void (*advance)(
      const bss_columns *columns, const bss_interval *interval, const bss_limits *limits,
      bss_range range);
  void (*row_steps)(
      const float *rates, float length, float loss, const float *factor, bss_range range,
      float *out);
  void (*inject)(
      const bss_columns *columns, const float *exc_steps, const float *inh_steps,
      const bss_limits *limits, bss_range range);
  void (*bursts)(const bss_batch *batch, bss_range range);
} bss_column_kernels;

/// The versions, by the instructions that they need.
extern const bss_column_kernels bss_columns_portable, bss_columns_avx2, bss_columns_avx512;
