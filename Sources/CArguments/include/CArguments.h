/// Parts of C's `main` and <stdio.h> that Swift does not offer.
#pragma once

/// The number of arguments, the name of the program among them.
int carguments_count(void);

/// An argument.
const char *carguments_at(int index);

/// Writes what standard output still holds; returns 0 unless some of all output has been lost.
int carguments_flush_output(void);
