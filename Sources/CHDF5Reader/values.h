// Elements of datasets and attributes. Used by the child only.
#pragma once
#include <hdf5.h>
#include <stdbool.h>

#include "CHDF5Reader.h"

/// Greatest number of dimensions.
enum { max_rank = H5S_MAX_RANK };

/// Elements in a file.
struct source {
  /// The dataset or attribute.
  hid_t object;
  bool is_attribute;
  /// The type in the file and that of the elements to send.
  hid_t stored;
  enum chdf5_element element;
  /// The extents and, if the dataset has chunks, theirs.
  int rank;
  hsize_t start[max_rank], extents[max_rank], chunk[max_rank];
};

/// Returns the element of a stored type; CHDF5_NO_ELEMENT for types that records do not have.
enum chdf5_element element_of(hid_t stored);

/// Returns the library's name for the class of a type, for messages.
const char *class_name(hid_t stored);

/// Puts the extents of a space into a source: none for a scalar, one of 0 for the null space.
void get_extents(struct source *source, hid_t space);

/// Returns the number of elements; ends the process above the limit.
uint64_t element_count(const struct source *source);

/// Sends all elements.
void send_values(const struct source *source);
