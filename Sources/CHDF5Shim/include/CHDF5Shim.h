/// Parts of <hdf5.h> that Swift cannot import: macros that open the library, casts and renamed
/// functions. Nothing here decides anything; it only spells.
#pragma once
#include <hdf5.h>
#include <stdbool.h>

// MARK: - Types in memory (native) and in a file (little endian, whatever the machine)

static inline hid_t chdf5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t chdf5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t chdf5_native_int8(void) { return H5T_NATIVE_INT8; }
static inline hid_t chdf5_native_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t chdf5_native_int16(void) { return H5T_NATIVE_INT16; }
static inline hid_t chdf5_native_uint16(void) { return H5T_NATIVE_UINT16; }
static inline hid_t chdf5_native_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t chdf5_native_uint32(void) { return H5T_NATIVE_UINT32; }
static inline hid_t chdf5_native_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t chdf5_native_uint64(void) { return H5T_NATIVE_UINT64; }

static inline hid_t chdf5_file_float(void) { return H5T_IEEE_F32LE; }
static inline hid_t chdf5_file_double(void) { return H5T_IEEE_F64LE; }
static inline hid_t chdf5_file_int8(void) { return H5T_STD_I8LE; }
static inline hid_t chdf5_file_uint8(void) { return H5T_STD_U8LE; }
static inline hid_t chdf5_file_int16(void) { return H5T_STD_I16LE; }
static inline hid_t chdf5_file_uint16(void) { return H5T_STD_U16LE; }
static inline hid_t chdf5_file_int32(void) { return H5T_STD_I32LE; }
static inline hid_t chdf5_file_uint32(void) { return H5T_STD_U32LE; }
static inline hid_t chdf5_file_int64(void) { return H5T_STD_I64LE; }
static inline hid_t chdf5_file_uint64(void) { return H5T_STD_U64LE; }

/// A new type: UTF-8 string of any length, ended by a NUL. The caller closes it.
hid_t chdf5_create_string_type(void);

/// A new type: the boolean that h5py writes and understands, an 8-bit enumeration of FALSE
/// and TRUE. The caller closes it.
hid_t chdf5_create_bool_type(void);

// MARK: - Property list classes, flags and constants

static inline hid_t chdf5_file_create_class(void) { return H5P_FILE_CREATE; }
static inline hid_t chdf5_file_access_class(void) { return H5P_FILE_ACCESS; }
static inline hid_t chdf5_group_create_class(void) { return H5P_GROUP_CREATE; }
static inline hid_t chdf5_dataset_create_class(void) { return H5P_DATASET_CREATE; }
static inline hid_t chdf5_link_create_class(void) { return H5P_LINK_CREATE; }

static inline unsigned chdf5_truncate(void) { return H5F_ACC_TRUNC; }
static inline hsize_t chdf5_unlimited(void) { return H5S_UNLIMITED; }

// MARK: - Questions whose functions changed their names between HDF5 versions

/// Returns 1 if the i-th link of a group (by name) is a hard one, else 0; negative on failure.
int chdf5_link_is_hard(hid_t group, hsize_t index);

/// Number of attributes of an object, negative on failure.
long long chdf5_attribute_count(hid_t object);

// MARK: - Errors

/// Copies the innermost message of the calling thread's error stack, cut to fit and ended by NUL.
void chdf5_last_message(char *buffer, size_t capacity);
