// Groups, datasets and attributes of a file. Used by the child only.
#pragma once
#include <hdf5.h>

#include "CHDF5Reader.h"

/// Sends a group and all below it.
void send_group(hid_t group, const char *name, int depth);

/// Sends rows of one dataset.
void send_rows(hid_t file, const struct chdf5_request *request);
