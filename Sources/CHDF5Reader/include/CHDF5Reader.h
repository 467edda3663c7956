/// Reads HDF5 files in a child process.
///
/// The HDF5 library can write to wild addresses when a file is damaged. It therefore reads files in
/// a process of its own, which sends the content through a pipe and may die.
#pragma once
#include <stdint.h>
#include <sys/types.h>

/// Content that a reader process sends.
struct chdf5_request {
  /// The file.
  const char *path;
  /// The largest number of bytes of one dataset.
  uint64_t limit;
  /// The path of one dataset within the file, or NULL for the whole file.
  const char *dataset;
  /// The first row of that dataset and the number of rows; a range beyond the end is cut.
  uint64_t first_row, row_count;
};

/// Kinds of failures that a reader process reports.
enum chdf5_failure {
  CHDF5_NOT_HDF5 = 1,
  CHDF5_DAMAGED = 2,
  CHDF5_UNSUPPORTED_TYPE = 3,
  CHDF5_TOO_LARGE = 4,
  CHDF5_MISSING = 5,
  CHDF5_NO_ROWS = 6,
  CHDF5_REFUSED = 7,
};

/// Types of elements, in the order of `ElementType`.
enum chdf5_element {
  CHDF5_FLOAT, CHDF5_DOUBLE, CHDF5_INT8, CHDF5_UINT8, CHDF5_INT16, CHDF5_UINT16, CHDF5_INT32,
  CHDF5_UINT32, CHDF5_INT64, CHDF5_UINT64, CHDF5_STRING, CHDF5_NO_ELEMENT,
};

/// Flags of a dataset's layout.
enum chdf5_layout { CHDF5_CHUNKED = 1, CHDF5_EXTENSIBLE = 2, CHDF5_COMPRESSED = 4 };

/// Starts a process that reads a file; the caller is alone in the HDF5 library.
///
/// Returns the process and the end of a pipe, which the caller closes, or -1 with `errno`. The
/// child runs C code only, so that locks of other threads do not matter. The stream (README)
/// consists of the byte order of the machine.
pid_t chdf5_start_reader(const struct chdf5_request *request, int *descriptor);

/// Waits for the end of a reader process and returns the signal that ended it, or 0.
int chdf5_end_reader(pid_t reader);
