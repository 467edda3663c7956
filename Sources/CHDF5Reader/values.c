#include "values.h"

#include <CHDF5Shim.h>
#include <stdlib.h>
#include <string.h>

#include "stream.h"

/// Bytes that are read at once.
static const uint64_t slab_bytes = 8 << 20;

// MARK: - Types

static enum chdf5_element integer_of(hid_t stored) {
  hid_t base = H5Tget_class(stored) == H5T_ENUM ? H5Tget_super(stored) : H5Tcopy(stored);
  const unsigned is_unsigned = H5Tget_sign(base) != H5T_SGN_2;
  const size_t size = H5Tget_size(base);
  H5Tclose(base);
  switch (size) {
    case 1: return CHDF5_INT8 + is_unsigned;
    case 2: return CHDF5_INT16 + is_unsigned;
    case 4: return CHDF5_INT32 + is_unsigned;
    case 8: return CHDF5_INT64 + is_unsigned;
    default: return CHDF5_NO_ELEMENT;
  }
}

enum chdf5_element element_of(hid_t stored) {
  switch (H5Tget_class(stored)) {
    // Short floats become `float`; enumerations, such as h5py's Booleans, their integers.
    case H5T_FLOAT: return H5Tget_size(stored) <= 4 ? CHDF5_FLOAT : CHDF5_DOUBLE;
    case H5T_INTEGER:
    case H5T_ENUM: return integer_of(stored);
    case H5T_STRING: return CHDF5_STRING;
    default: return CHDF5_NO_ELEMENT;
  }
}

const char *class_name(hid_t stored) {
  switch (H5Tget_class(stored)) {
    case H5T_TIME: return "time";
    case H5T_BITFIELD: return "bit field";
    case H5T_OPAQUE: return "opaque";
    case H5T_COMPOUND: return "compound";
    case H5T_REFERENCE: return "reference";
    case H5T_VLEN: return "list of variable length";
    case H5T_ARRAY: return "array";
    case H5T_INTEGER:
    case H5T_ENUM: return "integer of unusual size";
    default: return "unknown";
  }
}

static hid_t native_type(enum chdf5_element element) {
  switch (element) {
    case CHDF5_FLOAT: return H5T_NATIVE_FLOAT;
    case CHDF5_DOUBLE: return H5T_NATIVE_DOUBLE;
    case CHDF5_INT8: return H5T_NATIVE_INT8;
    case CHDF5_UINT8: return H5T_NATIVE_UINT8;
    case CHDF5_INT16: return H5T_NATIVE_INT16;
    case CHDF5_UINT16: return H5T_NATIVE_UINT16;
    case CHDF5_INT32: return H5T_NATIVE_INT32;
    case CHDF5_UINT32: return H5T_NATIVE_UINT32;
    case CHDF5_INT64: return H5T_NATIVE_INT64;
    default: return H5T_NATIVE_UINT64;
  }
}

/// A new handle of the type in memory. The stored type of a text is kept, since the library does
/// not convert character sets, and that of an enumeration has the bits that are wanted.
static hid_t memory_type(const struct source *source) {
  if (source->element == CHDF5_STRING) return (hid_t)checked(H5Tcopy(source->stored));
  if (H5Tget_class(source->stored) == H5T_ENUM)
    return (hid_t)checked(H5Tget_native_type(source->stored, H5T_DIR_DEFAULT));
  return (hid_t)checked(H5Tcopy(native_type(source->element)));
}

// MARK: - Extents

void get_extents(struct source *source, hid_t space) {
  memset(source->start, 0, sizeof source->start);
  if (H5Sget_simple_extent_type(space) == H5S_NULL) {
    source->rank = 1;
    source->extents[0] = 0;
    return;
  }
  source->rank = (int)checked(H5Sget_simple_extent_ndims(space));
  if (source->rank > max_rank) fail(CHDF5_DAMAGED, 0, "a dataset has too many dimensions");
  checked(H5Sget_simple_extent_dims(space, source->extents, NULL));
}

/// Bytes of an element in memory.
static uint64_t element_bytes(const struct source *source) {
  if (source->element != CHDF5_STRING) return H5Tget_size(native_type(source->element));
  const size_t size = H5Tis_variable_str(source->stored) > 0 ? sizeof(char *)
                                                             : H5Tget_size(source->stored);
  return size > 0 ? size : 1;
}

uint64_t element_count(const struct source *source) {
  const uint64_t size = element_bytes(source);
  uint64_t count = 1;
  for (int k = 0; k < source->rank; k++)
    if (source->extents[k] == 0) return 0;
  for (int k = 0; k < source->rank; k++) {
    uint64_t bytes;
    const bool overflows = __builtin_mul_overflow(count, source->extents[k], &count) ||
                           __builtin_mul_overflow(count, size, &bytes);
    if (overflows) fail(CHDF5_TOO_LARGE, UINT64_MAX, "");
    if (bytes > reader.limit) fail(CHDF5_TOO_LARGE, bytes, "");
  }
  if (count * size > reader.limit) fail(CHDF5_TOO_LARGE, count * size, "");
  account(count * size);
  return count;
}

// MARK: - Elements

static void send_variable_texts(char **texts, uint64_t count) {
  for (uint64_t k = 0; k < count; k++) {
    const size_t length = texts[k] ? strlen(texts[k]) : 0;
    account(length);
    put_number(length + 1);
    put(texts[k], length);
  }
}

static void send_fixed_texts(const char *bytes, uint64_t count, hid_t type) {
  const size_t size = H5Tget_size(type);
  const bool is_space_padded = H5Tget_strpad(type) == H5T_STR_SPACEPAD;
  for (uint64_t k = 0; k < count; k++) {
    const char *text = bytes + k * size;
    size_t length = strnlen(text, size);
    while (is_space_padded && length > 0 && text[length - 1] == ' ') length--;
    put_number(length + 1);
    put(text, length);
  }
}

static void send_elements(
    const struct source *source, void *elements, uint64_t count, hid_t type, hid_t space) {
  if (source->element != CHDF5_STRING) {
    const uint64_t bytes = count * element_bytes(source);
    put_number(bytes);
    put(elements, bytes);
  } else if (H5Tis_variable_str(type) > 0) {
    send_variable_texts(elements, count);
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, elements);
  } else {
    send_fixed_texts(elements, count, type);
  }
}

/// A part of a dataset: `counts` elements in each dimension from `start` on.
struct slab {
  hsize_t start[max_rank], counts[max_rank];
};

static void send_slab(const struct source *source, const struct slab *slab) {
  uint64_t count = 1;
  for (int k = 0; k < source->rank; k++) count *= slab->counts[k];
  const hid_t type = memory_type(source);
  if (source->element != CHDF5_STRING && H5Tget_size(type) != element_bytes(source))
    fail(CHDF5_DAMAGED, 0, "an enumeration and its integers differ in size");
  void *elements = calloc(count, element_bytes(source));
  if (!elements) fail(CHDF5_DAMAGED, 0, "a part of it does not fit into memory");
  hid_t space = H5S_ALL;
  if (source->is_attribute) {
    space = (hid_t)checked(H5Aget_space(source->object));
    checked(H5Aread(source->object, type, elements));
  } else if (source->rank == 0) {
    space = (hid_t)checked(H5Dget_space(source->object));
    checked(H5Dread(source->object, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, elements));
  } else {
    const hid_t file = (hid_t)checked(H5Dget_space(source->object));
    checked(H5Sselect_hyperslab(file, H5S_SELECT_SET, slab->start, NULL, slab->counts, NULL));
    space = (hid_t)checked(H5Screate_simple(source->rank, slab->counts, NULL));
    checked(H5Dread(source->object, type, space, file, H5P_DEFAULT, elements));
    H5Sclose(file);
  }
  send_elements(source, elements, count, type, space);
  H5Sclose(space);
  H5Tclose(type);
  free(elements);
}

/// Moves a slab to the next place, last dimension first; returns false at the end.
static bool advance(const struct source *source, struct slab *slab, int split, hsize_t step) {
  for (int k = split; k >= 0; k--) {
    const hsize_t end = source->start[k] + source->extents[k];
    slab->start[k] += slab->counts[k];
    if (slab->start[k] < end) {
      const hsize_t left = end - slab->start[k];
      if (k == split) slab->counts[k] = left < step ? left : step;
      return true;
    }
    slab->start[k] = source->start[k];
    slab->counts[k] = k == split && step < source->extents[k] ? step : k == split ? source->extents[k] : 1;
  }
  return false;
}

/// Sends a dataset in slabs along one dimension, whose inner ones fit into a slab.
static void send_in_slabs(const struct source *source) {
  struct slab slab;
  memcpy(slab.start, source->start, sizeof slab.start);
  uint64_t inner = element_bytes(source);
  int split = source->rank - 1;
  while (split > 0 && inner * source->extents[split] <= slab_bytes)
    inner *= source->extents[split--];
  hsize_t step = inner < slab_bytes ? slab_bytes / inner : 1;
  if (source->chunk[split] > 0 && source->chunk[split] < step) step -= step % source->chunk[split];
  for (int k = 0; k < source->rank; k++)
    slab.counts[k] = k < split ? 1 : source->extents[k];
  if (step < slab.counts[split]) slab.counts[split] = step;
  do {
    send_slab(source, &slab);
  } while (advance(source, &slab, split, step));
}

void send_values(const struct source *source) {
  struct slab whole;
  memcpy(whole.start, source->start, sizeof whole.start);
  memcpy(whole.counts, source->extents, sizeof whole.counts);
  reader.in_values = 1;
  if (source->is_attribute || source->rank == 0)
    send_slab(source, &whole);
  else
    send_in_slabs(source);
  reader.in_values = 0;
}
