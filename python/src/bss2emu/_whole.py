"""Files that appear at once: written beside their place under another name, then renamed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pathlib
import re
import secrets
from collections.abc import Iterator

#: Folders without files of ended processes.
_clean: set[pathlib.Path] = set()
_TEMPORARY = re.compile(r"\.bss2-[0-9a-f]{16}\.tmp")


@contextlib.contextmanager
def aside(path: pathlib.Path) -> Iterator[pathlib.Path]:
    """An empty file to write to, which takes the place of ``path`` if no error is raised.

    Its name cannot be guessed. It is locked meanwhile, so that the next file of the folder removes
    it only if this process has been killed.
    """
    if path.parent not in _clean:
        _remove_stale(path.parent)
        _clean.add(path.parent)
    name, descriptor = _created(path.parent)
    try:
        yield name
        os.fsync(descriptor)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
    finally:
        os.close(descriptor)
    _synchronise(path.parent)


def _created(folder: pathlib.Path) -> tuple[pathlib.Path, int]:
    while True:
        name = folder / f".bss2-{secrets.token_hex(8)}.tmp"
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
        _lock(descriptor)
        # Another process may have taken the file for a stale one before it was locked.
        if os.fstat(descriptor).st_nlink:
            return name, descriptor
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_stale(folder: pathlib.Path) -> None:
    """Removes files of processes that have ended; a file that somebody writes is locked."""
    for name in os.listdir(folder):
        if not _TEMPORARY.fullmatch(name):
            continue
        with contextlib.suppress(OSError):
            descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                if _lock(descriptor):
                    os.unlink(folder / name)
            finally:
                os.close(descriptor)


def _synchronise(folder: pathlib.Path) -> None:
    """Makes new names of a folder durable, where the file system can do that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
