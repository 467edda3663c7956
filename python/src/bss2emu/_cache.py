"""The cache of calibrations, which the program ``bss2`` shares: names, content and locks.

The library names the entries: a name depends on all that a calibration depends on.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import pathlib
import time
from collections.abc import Iterator

import numpy as np

from . import _whole
from ._library import address, check, library
from .calibration import Calibration
from .errors import ChipError

SUFFIX = ".calibration"
#: Entries, locks, and files of earlier versions, which nothing reads.
_OWN = (SUFFIX, ".lock", ".h5", ".npz")


def folder() -> pathlib.Path | None:
    """Folder of the kept calibrations: BSS2EMU_CACHE (empty: nowhere) or the user's cache folder.

    Caches of real chips are never touched.
    """
    if (own := os.environ.get("BSS2EMU_CACHE")) is not None:
        return pathlib.Path(own) if own else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return pathlib.Path(base) / "bss2-emulator" / "calibrations"


def path(handle: int, request: Calibration | None = None) -> pathlib.Path | None:
    """The file of a chip's calibration for a request; None stands for the default one."""
    place = folder()
    if place is None:
        return None
    wanted = request._to_handle() if request is not None else 0
    name = ctypes.create_string_buffer(1024)
    try:
        check(library.bss2_chip_calibration_key(handle, wanted, name, len(name)))
    finally:
        if wanted:
            library.bss2_free(wanted)
    return place / (name.value.decode() + SUFFIX)


def load(file: pathlib.Path | None) -> Calibration | None:
    """A calibration from the cache; damaged files count as missing."""
    if file is None or not file.is_file():
        return None
    try:
        return decoded(file.read_bytes())
    except (ChipError, OSError):
        return None


def store(file: pathlib.Path | None, calibration: Calibration) -> None:
    """Keeps a calibration; a cache that cannot be written is no error."""
    if file is None:
        return
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with _whole.aside(file) as name:
            name.write_bytes(encoded(calibration))


def encoded(calibration: Calibration) -> bytes:
    """The content of a file with all values."""
    handle = calibration._to_handle()
    try:
        buffer = np.empty(1 << 20, np.uint8)
        size = check(library.bss2_calibration_encode(handle, address(buffer), buffer.size))
        if size > buffer.size:
            buffer = np.empty(size, np.uint8)
            check(library.bss2_calibration_encode(handle, address(buffer), size))
        return buffer[:size].tobytes()
    finally:
        library.bss2_free(handle)


def decoded(content: bytes) -> Calibration:
    """The calibration in such a file."""
    data, handle = np.frombuffer(content, np.uint8), ctypes.c_uint64()
    check(library.bss2_calibration_decode(address(data), data.size, ctypes.byref(handle)))
    try:
        return Calibration._from_handle(handle.value)
    finally:
        library.bss2_free(handle.value)


@contextlib.contextmanager
def locked(file: pathlib.Path | None) -> Iterator[None]:
    """Keeps other processes from making a file of the cache meanwhile, where files can be locked."""
    if file is None:
        yield
        return
    lock = file.with_suffix(".lock")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        opened = open(lock, "w")
    except OSError:
        yield
        return
    with opened:
        with contextlib.suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_EX)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                lock.unlink()


def files(unused_for: float = 0.0) -> list[pathlib.Path]:
    """Files of the cache that have not been used for some days."""
    place, latest = folder(), time.time() - 86400 * unused_for
    if place is None or not place.is_dir():
        return []
    own = sorted(file for file in place.iterdir() if file.suffix in _OWN and file.is_file())
    return [file for file in own if max(file.stat().st_atime, file.stat().st_mtime) <= latest]
