"""Engines: this process, a pool of processes, or any executor like those of concurrent.futures."""

from __future__ import annotations

import concurrent.futures
import contextlib
import itertools
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from ..errors import StudyError
from . import _work
from ._work import Work

_Told = Callable[[int], None]


def processors() -> int:
    """Number of processors that this process may use."""
    return len(os.sched_getaffinity(0))


def run(work: Sequence[Work], workers: int, executor: Any, told: _Told) -> bool:
    """Does all work, or as much as there is time for before a SIGTERM; returns whether all.

    :param workers: processes; with one, this process does the work.
    :param executor: used instead of processes; it needs ``submit``, which returns objects with
        ``done`` and ``result``.
    :param told: called with the number of failures after each piece of work.
    """
    with _until_terminated() as is_over:
        if executor is not None:
            _through(executor, work, len(work), told, is_over)
        elif workers == 1:
            for piece in itertools.takewhile(lambda _: not is_over(), work):
                told(_work.run(piece))
        else:
            _in_processes(work, workers, told, is_over)
        return not is_over()


def _in_processes(
    work: Sequence[Work], workers: int, told: _Told, is_over: Callable[[], bool]
) -> None:
    pool = concurrent.futures.ProcessPoolExecutor(
        min(workers, max(1, len(work))), multiprocessing.get_context("spawn"), _begin_worker)
    try:
        _through(pool, work, 2 * workers, told, is_over)
    except BrokenProcessPool:
        raise StudyError(
            "A process was killed or could not start (out of memory, or a script without "
            "if __name__ == '__main__'); run the study again: finished results are kept."
        ) from None
    except KeyboardInterrupt:
        # Results are written whole or not at all, and the next run makes what is missing.
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _through(
    executor: Any, work: Sequence[Work], most: int, told: _Told, is_over: Callable[[], bool]
) -> None:
    """Keeps up to ``most`` pieces of work submitted, and waits for all."""
    rest = iter(work)
    pending: list[Any] = []
    while True:
        if not is_over():
            pending += [executor.submit(_work.run, piece)
                        for piece in itertools.islice(rest, most - len(pending))]
        finished = [future for future in pending if future.done()]
        pending = [future for future in pending if future not in finished]
        for future in finished:
            told(future.result())
        if not pending and not finished:
            return
        if not finished:
            time.sleep(0.02)


@contextlib.contextmanager
def _until_terminated() -> Iterator[Callable[[], bool]]:
    """Lets SIGTERM end the work after the current piece; elsewhere than in the main thread, not."""
    over = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield over.is_set
        return
    before = signal.signal(signal.SIGTERM, lambda *_: over.set())
    try:
        yield over.is_set
    finally:
        signal.signal(signal.SIGTERM, before)


def _begin_worker() -> None:
    """A worker finishes its work at SIGTERM, and ends with its parent, which alone gets SIGINT."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class ProgressLine:
    """One line on the standard error: what is done, failures, and the time that remains."""

    def __init__(self, total: int):
        self._total, self._done, self._failures = total, 0, 0
        self._start = time.monotonic()

    def __call__(self, done: int, failures: int) -> None:
        """Counts finished tasks."""
        self._done += done
        self._failures += failures
        left = (time.monotonic() - self._start) / self._done * (self._total - self._done)
        print(f"\r{self._done} of {self._total} tasks, {self._failures} failed, "
              f"{duration(left)} left   ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Ends the line."""
        if self._done:
            print(file=sys.stderr)


def duration(seconds: float) -> str:
    """A time in words."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
