"""Calls of the library that Ctrl-C can end."""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Callable
from typing import Any

from ._library import library

Progress = Callable[[str, float], Any]


class _Call(threading.Thread):
    """A call in a thread of its own: the thread that waits for it receives signals."""

    def __init__(self, call: Callable[[Progress], int], messages: queue.SimpleQueue[Any]):
        super().__init__(daemon=True)
        self._call = call
        self._messages = messages
        self.failure: BaseException | None = None

    def run(self) -> None:
        """Makes the call, keeps its error, and says that it has ended."""
        try:
            self._call(lambda step, fraction: self._messages.put((step, fraction)))
        except BaseException as error:
            self.failure = error
        self._messages.put(None)


def interruptible(handle: int, call: Callable[[Progress], int], progress: Progress) -> None:
    """Makes a call of the library on a chip, in a thread of its own.

    If the waiting thread gets an exception, such as KeyboardInterrupt, the chip's call is stopped
    before the exception goes on.

    :param call: the call; it gets a function for its progress, and raises the library's error.
    :param progress: called in this thread with each step and the fraction that is done.
    """
    messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
    thread = _Call(call, messages)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        # A signal during the start of the thread would leave it alone; it is handled after it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        thread.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        while (message := messages.get()) is not None:
            progress(*message)
    except BaseException:
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        finally:
            _stop(handle, thread)
        raise
    thread.join()
    if thread.failure is not None:
        raise thread.failure


def _stop(handle: int, thread: threading.Thread) -> None:
    """Asks until the call has ended; further signals do not end the asking."""
    while thread.is_alive():
        try:
            library.bss2_chip_interrupt(handle)
            thread.join(0.02)
        except BaseException:
            continue
