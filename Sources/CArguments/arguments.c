#include "CArguments.h"

#include <stdio.h>

static int count;
static char **values;

/// The C library calls constructors with the arguments of `main` (glibc).
__attribute__((constructor)) static void keep(int argc, char **argv) {
  count = argc;
  values = argv;
}

int carguments_count(void) { return count; }

const char *carguments_at(int index) { return values[index]; }

int carguments_flush_output(void) {
  const int is_lost = ferror(stdout);
  return fflush(stdout) != 0 || is_lost;
}
