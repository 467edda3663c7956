// The stream from the reader process, and its failures. Used by the child only.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CHDF5Reader.h"

/// State of the reader process.
struct reader {
  /// End of the pipe.
  int output;
  /// The largest number of bytes of one dataset.
  uint64_t limit;
  /// Bytes of content that the size of the file justifies, and those sent so far.
  uint64_t justified, sent;
  /// Objects and attributes met so far, and those that the size of the file justifies.
  uint64_t objects, most_objects;
  /// The place in the file, for messages.
  char place[4096];
  /// True between a dataset's head and its last element.
  int in_values;
};

extern struct reader reader;

/// Buffered output.
void put(const void *bytes, size_t count);
void put_byte(unsigned value);
void put_number(uint64_t value);
void flush_output(void);

/// Counts content before it is read; ends the process if the file does not justify it.
void account(uint64_t bytes);

/// Counts an object or attribute, and allows the time that it may take. Ends the process above the
/// number that the file justifies: links can name one group many times.
void account_object(void);

/// Reports a failure and ends the process.
_Noreturn void fail(enum chdf5_failure kind, uint64_t number, const char *reason);

/// Reports the library's own reason and ends the process.
_Noreturn void fail_in_library(void);

/// Ends the process if a status of the library is negative; returns it otherwise.
int64_t checked(int64_t status);
