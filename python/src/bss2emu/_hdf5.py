"""HDF5 files: a checksum in the user block, and a look at other files in a process that may die."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from typing import Any

from . import _hdf5_walk
from .errors import CalibrationFileError

_SIGNATURE = b"\x89HDF\r\n\x1a\n"
#: Bytes of the user block before the content.
BLOCK = 512
_MARK = b"bss2-emulator: HDF5 after 512 bytes\n"


def is_hdf5(head: bytes) -> bool:
    """Tells whether the first 520 bytes of a file are those of an HDF5 file."""
    return head.startswith(_MARK) or any(
        head[start:start + 8] == _SIGNATURE for start in (0, BLOCK))


def is_sealed(head: bytes) -> bool:
    """Tells whether a file that begins with these bytes has a checksum."""
    return head.startswith(_MARK)


def sealed(content: bytes) -> bytes:
    """The content of a file that was written after an empty user block, with its checksum."""
    return _block(content) + content[BLOCK:]


def _block(content: bytes) -> bytes:
    body = memoryview(content)[BLOCK:]
    return (_MARK + b"length %d\ncrc32 %x\n" % (len(body), zlib.crc32(body))).ljust(BLOCK, b"\0")


def opened(path: str | os.PathLike[str]) -> Any:
    """Opens a file for reading, whose checksum is right or which another process could read.

    :raises CalibrationFileError: for a damaged file and one that needs other files.
    """
    import h5py

    with open(path, "rb") as file:
        content = file.read(BLOCK)
        if content.startswith(_MARK):
            content += file.read()
    if not content.startswith(_MARK):
        _try_elsewhere(path)
    elif content[:BLOCK] != _block(content):
        raise CalibrationFileError(f"{path} is damaged (its checksum differs); copy it again.")
    file = h5py.File(path, "r")
    if number := _hdf5_walk.refusal(file, os.stat(path).st_size, is_read=False):
        file.close()
        raise _unusable(path, number)
    return file


def _unusable(path: str | os.PathLike[str], number: int) -> CalibrationFileError:
    reason = _hdf5_walk.REASONS.get(number, "the HDF5 library cannot follow its structure")
    return CalibrationFileError(
        f"{path} is not an HDF5 file that can be read ({reason}); give an undamaged file.")


_known: set[tuple[int, ...]] = set()


def _try_elsewhere(path: str | os.PathLike[str]) -> None:
    """Reads a file without a checksum in a process of its own: HDF5 can crash on damaged ones."""
    status = os.stat(path)
    identity = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
    if identity in _known:
        return
    process = subprocess.run(
        [sys.executable, "-I", _hdf5_walk.__file__, os.fspath(path)], check=False,
        env={**os.environ, "HDF5_PLUGIN_PRELOAD": "::"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if process.returncode != 0:
        raise _unusable(path, process.returncode)
    _known.add(identity)
