"""HDF5 files, which HDF5 first reads in a process that may die."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from .errors import CalibrationFileError

_SIGNATURE = b"\x89HDF\r\n\x1a\n"
#: Bytes of the user block that a file can have before its content.
BLOCK = 512


def is_hdf5(head: bytes) -> bool:
    """Tells whether the first 520 bytes of a file are those of an HDF5 file."""
    return any(head[start:start + 8] == _SIGNATURE for start in (0, BLOCK))


def opened(path: str | os.PathLike[str]) -> Any:
    """Opens a file for reading that another process could read.

    :raises CalibrationFileError: for a damaged file and one that needs other files.
    """
    import h5py

    _try_elsewhere(path)
    return h5py.File(path, "r")


_WALK = """
import resource, sys
import h5py
with open(sys.argv[1], "rb") as file:
    size = file.seek(0, 2)
for limit, value in ((resource.RLIMIT_CPU, 4 + size // 2**25), (resource.RLIMIT_CORE, 0)):
    resource.setrlimit(limit, (value, value))
def look(name, item):
    for value in item.attrs.values():
        pass
    if isinstance(item, h5py.Dataset):
        if item.external or item.is_virtual:
            sys.exit(3)
        if item.nbytes > 1032 * size + 2**26:
            sys.exit(4)
        item[()]
with h5py.File(sys.argv[1], "r") as file:
    look("/", file)
    file.visititems(look)
"""
_REASONS = {1: "its content cannot be read",
            3: "it refers to data in other files, which is not allowed",
            4: "its header states more content than the file can contain"}
_known: set[tuple[int, ...]] = set()


def _try_elsewhere(path: str | os.PathLike[str]) -> None:
    """Reads a file in a process of its own: HDF5 can crash on damaged ones."""
    status = os.stat(path)
    identity = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
    if identity in _known:
        return
    process = subprocess.run(
        [sys.executable, "-I", "-c", _WALK, os.fspath(path)], check=False,
        env={**os.environ, "HDF5_PLUGIN_PRELOAD": "::"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if process.returncode != 0:
        reason = _REASONS.get(process.returncode, "the HDF5 library cannot follow its structure")
        raise CalibrationFileError(
            f"{path} is not an HDF5 file that can be read ({reason}); give an undamaged file.")
    _known.add(identity)
