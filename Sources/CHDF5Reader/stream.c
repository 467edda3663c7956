#include "stream.h"

#include <CHDF5Shim.h>
#include <errno.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct reader reader;

static unsigned char buffer[1 << 16];
static size_t filled;

void flush_output(void) {
  size_t done = 0;
  while (done < filled) {
    ssize_t count = write(reader.output, buffer + done, filled - done);
    if (count > 0) done += (size_t)count;
    if (count < 0 && errno != EINTR) _exit(1);
  }
  filled = 0;
}

void put(const void *bytes, size_t count) {
  const unsigned char *next = bytes;
  while (count > 0) {
    size_t room = sizeof buffer - filled, part = count < room ? count : room;
    memcpy(buffer + filled, next, part);
    filled += part;
    next += part;
    count -= part;
    if (filled == sizeof buffer) flush_output();
  }
}

void put_byte(unsigned value) {
  unsigned char byte = (unsigned char)value;
  put(&byte, 1);
}

void put_number(uint64_t value) { put(&value, sizeof value); }

_Noreturn void fail(enum chdf5_failure kind, uint64_t number, const char *reason) {
  if (reader.in_values) put_number(0);
  put_byte('F');
  put_byte(kind);
  put_number(number);
  put_number(strlen(reader.place));
  put(reader.place, strlen(reader.place));
  put_number(strlen(reason));
  put(reason, strlen(reason));
  flush_output();
  _exit(0);
}

_Noreturn void fail_in_library(void) {
  char reason[1024];
  chdf5_last_message(reason, sizeof reason);
  fail(CHDF5_DAMAGED, 0, reason[0] ? reason : "unknown cause");
}

int64_t checked(int64_t status) {
  if (status < 0) fail_in_library();
  return status;
}

/// Limits the processor time to that of the content: the library can loop on a damaged heap.
/// SIGPROF then ends the process.
static void limit_time(void) {
  const double seconds = 1 + (double)reader.sent / 50e6 + (double)reader.objects / 5e3;
  double left = seconds - (double)clock() / CLOCKS_PER_SEC;
  if (left < 1e-3) left = 1e-3;
  const struct itimerval timer = {
      .it_value = {(time_t)left, (suseconds_t)((left - (double)(time_t)left) * 1e6) + 1}};
  setitimer(ITIMER_PROF, &timer, NULL);
}

void account(uint64_t bytes) {
  if (bytes > reader.justified - reader.sent)
    fail(CHDF5_DAMAGED, 0, "it promises more content than its size can hold");
  reader.sent += bytes;
  limit_time();
}

void account_object(void) {
  if (++reader.objects > reader.most_objects)
    fail(CHDF5_DAMAGED, 0, "it has more objects than its size can hold");
  limit_time();
}
