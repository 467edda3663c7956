// Reads HDF5 files through the reader process and counts what it sends; built with sanitizers by `run`.
#include <CHDF5Reader.h>
#include <stdio.h>
#include <unistd.h>

int main(int count, char **paths) {
  for (int k = 1; k < count; k++) {
    int descriptor = -1;
    const struct chdf5_request request = {.path = paths[k], .limit = 1u << 30};
    const pid_t reader = chdf5_start_reader(&request, &descriptor);
    if (reader < 0) return 1;
    char buffer[1 << 16];
    long total = 0;
    for (ssize_t part; (part = read(descriptor, buffer, sizeof buffer)) > 0;) total += part;
    close(descriptor);
    printf("%s: %ld bytes, signal %d\n", paths[k], total, chdf5_end_reader(reader));
  }
  return 0;
}
