// The column kernel for machines without fused operations.

#define WIDTH 8
#define CHAINS 3
#define VERSION bss_columns_portable

#include "fused.h"
#include "columns_loops.h"
