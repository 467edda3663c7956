"""Lists of coordinates and containers as the lab's files.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

import ctypes
import gzip
import json
from typing import Any

import numpy as np

from .._library import address, check, library
from . import board
from .composite import SynapseMatrix
from .containers import Encoded, board_containers, containers
from .programs import DumperDone, Wait

_PORTABLE_BINARY, _JSON = 0, 1


def to_portablebinary(done: DumperDone) -> bytes:
    """A ``.pbin`` file of what a dumper recorded."""
    return _encoded(done, _PORTABLE_BINARY)


def to_json(done: DumperDone) -> str:
    """A ``.json`` file of what a dumper recorded."""
    return gzip.decompress(_encoded(done, _JSON)).decode()


def from_portablebinary(done: DumperDone, content: bytes) -> None:
    """Replaces a list by that of a ``.pbin`` file."""
    done._entries = _decoded(bytes(content))


def from_json(done: DumperDone, text: str) -> None:
    """Replaces a list by that of a ``.json`` file; entries of unknown types are left out."""
    done._entries = _decoded(text.encode())


def _listed(entry: tuple[Any, Any]) -> Any:
    """The part of an entry that a file holds."""
    if isinstance(entry[1], (Encoded, SynapseMatrix, board.Timer, Wait)):
        return entry[1]
    raise RuntimeError(
        f"a {type(entry[1]).__name__} cannot be stored in a file; leave it out of the list")


def _words(place: Any, container: Any) -> Any:
    """The words of an entry."""
    if isinstance(container, SynapseMatrix):
        return container.block(place)[1]
    return container.encode()


def _encoded(done: DumperDone, form: int) -> bytes:
    entries = [(entry[0], _listed(entry)) for entry in done.tolist()]
    names = (ctypes.c_char_p * len(entries))(
        *(container._name.encode() for _, container in entries))
    places = np.array([place._index() for place, _ in entries], np.int64)
    words = np.array([word for entry in entries for word in _words(*entry)], np.uint32)
    arguments = (
        form, ctypes.addressof(names), address(places), len(entries), address(words), words.size)
    size = check(library.bss2_cocolist_encode(*arguments, None, 0))
    content = np.empty(size, np.uint8)
    check(library.bss2_cocolist_encode(*arguments, address(content), size))
    return content.tobytes()


def _decoded(content: bytes) -> list[tuple[Any, Any]]:
    file = np.frombuffer(content, np.uint8)
    size = check(library.bss2_cocolist_decode(address(file), file.size, None, 0))
    text = ctypes.create_string_buffer(size + 1)
    check(library.bss2_cocolist_decode(
        address(file), file.size, ctypes.addressof(text), size + 1))
    return [_entry(*entry) for entry in json.loads(text.value.decode())["entries"]]


def _entry(name: str, place: int, words: list[int]) -> tuple[Any, Any]:
    if name == Wait._name:
        return board.Timer.coordinate_type._of(place), Wait(words[0])
    if name == board.Timer._name:
        return board.Timer.coordinate_type._of(place), board.Timer(words[0])
    if name == SynapseMatrix._name:
        return SynapseMatrix.coordinate_type._of(place), SynapseMatrix.decode(words)
    type_ = containers.get(name) or board_containers[name]
    return type_.coordinate_type._of(place), type_._from_words(words)
