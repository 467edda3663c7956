#include "objects.h"

#include <CHDF5Shim.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stream.h"
#include "values.h"

/// The depth beyond which groups must be a cycle of links.
enum { greatest_depth = 64 };

// MARK: - Places

/// Adds a name to the place; returns the old length, to which `leave` goes back.
static size_t enter(const char *separator, const char *name) {
  const size_t length = strlen(reader.place);
  snprintf(reader.place + length, sizeof reader.place - length, "%s%s", length ? separator : "", name);
  return length;
}

static void leave(size_t length) { reader.place[length] = '\0'; }

static void put_text(const char *text) {
  put_number(strlen(text));
  put(text, strlen(text));
}

// MARK: - Attributes

/// True for h5py's Boolean: an enumeration of FALSE and TRUE.
static bool is_boolean(hid_t type) {
  return H5Tget_class(type) == H5T_ENUM && H5Tget_nmembers(type) == 2 &&
         H5Tget_member_index(type, "FALSE") >= 0 && H5Tget_member_index(type, "TRUE") >= 0;
}

static void send_attribute(hid_t attribute, const char *name) {
  const hid_t space = (hid_t)checked(H5Aget_space(attribute));
  struct source source = {.object = attribute, .is_attribute = true};
  source.stored = (hid_t)checked(H5Aget_type(attribute));
  source.element = element_of(source.stored);
  if (source.element == CHDF5_NO_ELEMENT)
    fail(CHDF5_UNSUPPORTED_TYPE, 0, class_name(source.stored));
  get_extents(&source, space);
  const bool is_scalar = H5Sget_simple_extent_type(space) == H5S_SCALAR;
  const uint64_t count = element_count(&source);
  put_byte('A');
  put_byte(source.element);
  put_byte((is_boolean(source.stored) ? 1 : 0) + (is_scalar ? 2 : 0));
  put_number(count);
  put_text(name);
  if (count > 0) send_values(&source);
  H5Tclose(source.stored);
  H5Sclose(space);
}

static void send_attributes(hid_t object) {
  const int64_t count = checked(chdf5_attribute_count(object));
  for (int64_t index = 0; index < count; index++) {
    account_object();
    const hid_t attribute = (hid_t)checked(H5Aopen_by_idx(
        object, ".", H5_INDEX_NAME, H5_ITER_INC, (hsize_t)index, H5P_DEFAULT, H5P_DEFAULT));
    char name[1024];
    checked(H5Aget_name(attribute, sizeof name, name));
    const size_t length = enter("", "@");
    enter("", name);
    send_attribute(attribute, name);
    leave(length);
    H5Aclose(attribute);
  }
}

// MARK: - Datasets

/// Refuses content of other files, and filters that would need a plugin.
static void refuse_foreign(hid_t list) {
  if (H5Pget_layout(list) == H5D_VIRTUAL) fail(CHDF5_REFUSED, 0, "it takes data from other files");
  if (checked(H5Pget_external_count(list)) > 0)
    fail(CHDF5_REFUSED, 0, "it keeps data in other files");
  const int count = (int)checked(H5Pget_nfilters(list));
  for (int k = 0; k < count; k++) {
    size_t values = 0;
    unsigned flags, configuration;
    const H5Z_filter_t filter =
        H5Pget_filter2(list, (unsigned)k, &flags, &values, NULL, 0, NULL, &configuration);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE &&
        filter != H5Z_FILTER_FLETCHER32)
      fail(CHDF5_REFUSED, 0, "its filter is not deflate, shuffle or Fletcher's checksum");
  }
}

/// Returns the flags of the layout, and puts the extents of the chunks into the source.
static unsigned get_layout(struct source *source, hid_t list, hid_t space) {
  memset(source->chunk, 0, sizeof source->chunk);
  if (H5Pget_layout(list) != H5D_CHUNKED) return 0;
  hsize_t limits[max_rank] = {0};
  if (checked(H5Pget_chunk(list, max_rank, source->chunk)) != source->rank)
    fail(CHDF5_DAMAGED, 0, "chunks and dataset differ in dimensions");
  checked(H5Sget_simple_extent_dims(space, NULL, limits));
  return CHDF5_CHUNKED + (limits[0] == H5S_UNLIMITED ? CHDF5_EXTENSIBLE : 0) +
         (H5Pget_nfilters(list) > 0 ? CHDF5_COMPRESSED : 0);
}

static void select_rows(struct source *source, const struct chdf5_request *request) {
  if (source->rank == 0) fail(CHDF5_NO_ROWS, request->row_count, "");
  const hsize_t total = source->extents[0];
  const hsize_t first = request->first_row < total ? request->first_row : total;
  source->start[0] = first;
  source->extents[0] = request->row_count < total - first ? request->row_count : total - first;
}

static void put_head(const struct source *source, unsigned layout, const char *name) {
  put_byte('D');
  put_byte(source->element);
  put_byte(layout);
  put_byte((unsigned)source->rank);
  for (int k = 0; k < source->rank; k++) put_number(source->extents[k]);
  for (int k = 0; k < source->rank && layout; k++) put_number(source->chunk[k]);
  put_text(name);
}

/// Sends a dataset, or the rows of a request.
static void send_dataset(hid_t dataset, const char *name, const struct chdf5_request *rows) {
  const hid_t list = (hid_t)checked(H5Dget_create_plist(dataset));
  const hid_t space = (hid_t)checked(H5Dget_space(dataset));
  refuse_foreign(list);
  struct source source = {.object = dataset, .stored = (hid_t)checked(H5Dget_type(dataset))};
  source.element = element_of(source.stored);
  if (source.element == CHDF5_NO_ELEMENT)
    fail(CHDF5_UNSUPPORTED_TYPE, 0, class_name(source.stored));
  get_extents(&source, space);
  const unsigned layout = get_layout(&source, list, space);
  if (rows) select_rows(&source, rows);
  const uint64_t count = element_count(&source);
  put_head(&source, layout, name);
  if (count > 0) send_values(&source);
  send_attributes(dataset);
  put_byte('E');
  H5Tclose(source.stored);
  H5Sclose(space);
  H5Pclose(list);
}

// MARK: - Groups

static void send_child(hid_t group, const char *name, int depth) {
  const hid_t child = (hid_t)checked(H5Oopen(group, name, H5P_DEFAULT));
  const size_t length = enter("/", name);
  switch (H5Iget_type(child)) {
    case H5I_GROUP: send_group(child, name, depth + 1); break;
    case H5I_DATASET: send_dataset(child, name, NULL); break;
    default: break;  // a named type: nothing to hold
  }
  leave(length);
  checked(H5Oclose(child));
}

/// A name that the library first measures and then copies; the caller frees it.
static char *link_name(hid_t group, hsize_t index) {
  const int64_t size = checked(H5Lget_name_by_idx(
      group, ".", H5_INDEX_NAME, H5_ITER_INC, index, NULL, 0, H5P_DEFAULT));
  char *name = size < 1 << 16 ? calloc((size_t)size + 1, 1) : NULL;
  if (!name) fail(CHDF5_DAMAGED, 0, "a name is longer than 65 535 bytes");
  checked(H5Lget_name_by_idx(
      group, ".", H5_INDEX_NAME, H5_ITER_INC, index, name, (size_t)size + 1, H5P_DEFAULT));
  return name;
}

void send_group(hid_t group, const char *name, int depth) {
  if (depth >= greatest_depth) fail(CHDF5_DAMAGED, 0, "groups lie in groups deeper than 64");
  put_byte('G');
  put_text(name);
  send_attributes(group);
  H5G_info_t info;
  checked(H5Gget_info(group, &info));
  for (hsize_t index = 0; index < info.nlinks; index++) {
    account_object();
    if (!checked(chdf5_link_is_hard(group, index))) continue;
    char *child = link_name(group, index);
    send_child(group, child, depth);
    free(child);
  }
  put_byte('E');
}

/// Opens an object of a group by a hard link; ends the process if there is none.
static hid_t open_step(hid_t group, const char *name) {
  H5L_info_t info;
  const bool is_group = H5Iget_type(group) != H5I_DATASET;
  if (!is_group || H5Lexists(group, name, H5P_DEFAULT) <= 0 ||
      H5Lget_info(group, name, &info, H5P_DEFAULT) < 0 || info.type != H5L_TYPE_HARD)
    fail(CHDF5_MISSING, 0, "");
  return (hid_t)checked(H5Oopen(group, name, H5P_DEFAULT));
}

void send_rows(hid_t file, const struct chdf5_request *request) {
  snprintf(reader.place, sizeof reader.place, "%s", request->dataset);
  char path[sizeof reader.place], *rest = NULL;
  snprintf(path, sizeof path, "%s", request->dataset);
  hid_t object = (hid_t)checked(H5Gopen2(file, "/", H5P_DEFAULT));
  for (char *name = strtok_r(path, "/", &rest); name; name = strtok_r(NULL, "/", &rest)) {
    const hid_t next = open_step(object, name);
    H5Oclose(object);
    object = next;
  }
  if (H5Iget_type(object) != H5I_DATASET) fail(CHDF5_MISSING, 0, "");
  send_dataset(object, "", request);
}
