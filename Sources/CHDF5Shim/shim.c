#include "CHDF5Shim.h"
#include <stdio.h>

hid_t chdf5_create_string_type(void) {
  hid_t type = H5Tcopy(H5T_C_S1);
  if (type < 0) return type;
  if (H5Tset_size(type, H5T_VARIABLE) < 0 || H5Tset_cset(type, H5T_CSET_UTF8) < 0) {
    H5Tclose(type);
    return H5I_INVALID_HID;
  }
  return type;
}

hid_t chdf5_create_bool_type(void) {
  const signed char no = 0, yes = 1;
  hid_t type = H5Tenum_create(H5T_STD_I8LE);
  if (type < 0) return type;
  if (H5Tenum_insert(type, "FALSE", &no) < 0 || H5Tenum_insert(type, "TRUE", &yes) < 0) {
    H5Tclose(type);
    return H5I_INVALID_HID;
  }
  return type;
}

int chdf5_link_is_hard(hid_t group, hsize_t index) {
  H5L_info_t info;
  if (H5Lget_info_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, &info, H5P_DEFAULT) < 0)
    return -1;
  return info.type == H5L_TYPE_HARD;
}

long long chdf5_attribute_count(hid_t object) {
  H5O_info_t info;
#if H5_VERSION_GE(1, 12, 0)
  if (H5Oget_info3(object, &info, H5O_INFO_NUM_ATTRS) < 0) return -1;
#elif H5_VERSION_GE(1, 10, 3)
  if (H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS) < 0) return -1;
#else
  if (H5Oget_info(object, &info) < 0) return -1;
#endif
  return (long long)info.num_attrs;
}

struct message {
  char *buffer;
  size_t capacity;
};

static herr_t copy_message(unsigned depth, const H5E_error2_t *error, void *context) {
  struct message *message = context;
  if (depth == 0) snprintf(message->buffer, message->capacity, "%s", error->desc);
  return 0;
}

void chdf5_last_message(char *buffer, size_t capacity) {
  if (capacity == 0) return;
  buffer[0] = '\0';
  struct message message = {buffer, capacity};
  // Upwards begins with the function that failed first, which knows the cause.
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, copy_message, &message);
}
