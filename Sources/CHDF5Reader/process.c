#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <hdf5.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CHDF5Reader.h"
#include "objects.h"
#include "stream.h"

/// Memory that the library may take in the child.
static const rlim_t memory_bytes = 768u << 20;
/// Greatest ratio of deflate, and what a small file may hold in any case.
static const uint64_t greatest_ratio = 1032, small_bytes = 64 << 20;
/// Bytes of a link or attribute with its name.
static const uint64_t fewest_object_bytes = 8;

/// Ends the child quietly with the default actions of the system, whatever the parent has set.
static void reset_signals(void) {
  const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS,
                       SIGTERM, SIGPIPE, SIGPROF, SIGALRM, SIGXCPU, SIGQUIT};
  for (size_t k = 0; k < sizeof fatal / sizeof *fatal; k++) signal(fatal[k], SIG_DFL);
  signal(SIGINT, SIG_IGN);  // the parent decides
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/// Sends messages of the C library nowhere; the pipe keeps a number above those of the terminal.
static int redirect(int output) {
  const int moved = fcntl(output, F_DUPFD, 16), nowhere = open("/dev/null", O_WRONLY);
  for (int k = 1; k <= 2; k++)
    if (nowhere < 0 || dup2(nowhere, k) < 0) close(k);
  return moved;
}

/// Limits the memory to what the child has inherited and `memory_bytes`; without /proc, where the
/// inherited part is not known, the checks of sizes remain.
static void limit_memory(void) {
  unsigned long pages = 0;
  FILE *statm = fopen("/proc/self/statm", "r");
  if (!statm) return;
  if (fscanf(statm, "%lu", &pages) == 1) {
    const rlim_t bytes = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + memory_bytes;
    setrlimit(RLIMIT_AS, &(struct rlimit){bytes, bytes});
  }
  fclose(statm);
}

static hid_t open_file(const char *path) {
  struct stat status;
  if (stat(path, &status) < 0 || !S_ISREG(status.st_mode) || H5Fis_hdf5(path) <= 0)
    fail(CHDF5_NOT_HDF5, 0, "");
  reader.justified = (uint64_t)status.st_size * greatest_ratio + small_bytes;
  reader.most_objects = (uint64_t)status.st_size / fewest_object_bytes;
  return (hid_t)checked(H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT));
}

static _Noreturn void read_file(const struct chdf5_request *request, int output) {
  reset_signals();
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  reader = (struct reader){
      .output = redirect(output), .limit = request->limit, .justified = UINT64_MAX,
      .most_objects = UINT64_MAX};
  limit_memory();
  account_object();
  H5PLset_loading_state(0);
  const hid_t file = open_file(request->path);
  if (request->dataset) {
    send_rows(file, request);
  } else {
    const hid_t root = (hid_t)checked(H5Gopen2(file, "/", H5P_DEFAULT));
    send_group(root, "", 0);
  }
  flush_output();
  _exit(0);  // no exit handlers of the parent
}

pid_t chdf5_start_reader(const struct chdf5_request *request, int *descriptor) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return -1;
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    read_file(request, ends[1]);
  }
  const int reason = errno;
  close(ends[1]);
  *descriptor = ends[0];
  if (child < 0) close(ends[0]);
  errno = reason;
  return child;
}

int chdf5_end_reader(pid_t reader_process) {
  int status = 0;
  while (waitpid(reader_process, &status, 0) < 0)
    if (errno != EINTR) return 0;
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}
