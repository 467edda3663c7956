"""Lists of coordinates and containers as the lab's files."""

from __future__ import annotations

import ctypes
import gzip

import numpy as np

from .._library import address, check, library
from .containers import Container
from .programs import DumperDone

_PORTABLE_BINARY, _JSON = 0, 1


def to_portablebinary(done: DumperDone) -> bytes:
    """A ``.pbin`` file of what a dumper recorded."""
    return _encoded(done, _PORTABLE_BINARY)


def to_json(done: DumperDone) -> str:
    """A ``.json`` file of what a dumper recorded."""
    return gzip.decompress(_encoded(done, _JSON)).decode()


def _encoded(done: DumperDone, form: int) -> bytes:
    """A file; timers, waits and the board's containers are left out, as readers need none."""
    entries = [entry for entry in done.tolist() if isinstance(entry[1], Container)]
    names = (ctypes.c_char_p * len(entries))(
        *(container._name.encode() for _, container in entries))
    places = np.array([place._index() for place, _ in entries], np.int64)
    words = np.array([word for _, one in entries for word in one.encode()], np.uint32)
    arguments = (
        form, ctypes.addressof(names), address(places), len(entries), address(words), words.size)
    size = check(library.bss2_cocolist_encode(*arguments, None, 0))
    content = np.empty(size, np.uint8)
    check(library.bss2_cocolist_encode(*arguments, address(content), size))
    return content.tobytes()
