"""Containers of the chip: fields of registers by haldls' names.

>>> from bss2emu import containers
>>> chip.read_container("AtomicNeuron", 0)                    # fields by their names
>>> containers.places("AtomicNeuron")                 # 512
"""

from __future__ import annotations

import ctypes
import json
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from ._library import address, check, library


def places(name: str) -> int:
    """Number of places of a container on a chip.

    >>> bss2emu.containers.places("AtomicNeuron")
    512
    """
    return check(library.bss2_container_places(name.encode()))


def addresses(name: str, coordinate: int) -> np.ndarray:
    """Bus addresses of a container's words at a place (halco's ``toEnum``).

    >>> addresses = bss2emu.containers.addresses("NeuronConfig", 3)
    """
    count = check(library.bss2_container_words(name.encode()))
    found = np.zeros(count, np.uint32)
    for word in range(count):
        own = ctypes.c_uint32()
        check(
            library.bss2_container_address(name.encode(), coordinate, word, ctypes.byref(own)))
        found[word] = own.value
    return found


def fields(name: str, words: np.ndarray) -> dict[str, Any]:
    """Integer codes of all fields; lists for fields that are arrays.

    >>> words = chip.read(bss2emu.containers.addresses("NeuronConfig", 3))
    >>> bss2emu.containers.fields("NeuronConfig", words)["enable_fire"]
    """
    own = _words(name, words)
    size = check(library.bss2_container_describe(name.encode(), address(own), None, 0))
    buffer = ctypes.create_string_buffer(size + 1)
    check(library.bss2_container_describe(name.encode(), address(own), buffer, size + 1))
    inner = buffer.value.decode().partition("(")[2][:-1]
    pairs = re.findall(r"([\w.\[\]]+): (\[[^\]]*\]|-?\d+)", inner)
    return {field: json.loads(value) for field, value in pairs}


def changed(name: str, words: np.ndarray, values: Mapping[str, Any]) -> np.ndarray:
    """Words with other fields.

    >>> words = chip.read(bss2emu.containers.addresses("NeuronConfig", 3))
    >>> words = bss2emu.containers.changed("NeuronConfig", words, {"enable_fire": 1})
    """
    own = _words(name, words).copy()
    for field, value in values.items():
        codes = np.atleast_1d(np.asarray(value))
        if codes.dtype.kind not in "iub":
            raise TypeError(f"{name}.{field} takes whole numbers, not {codes.dtype}.")
        codes = np.ascontiguousarray(codes, np.int64)
        check(
            library.bss2_container_set(
                name.encode(), address(own), field.encode(), address(codes), codes.size))
    return own


def _words(name: str, words: np.ndarray) -> np.ndarray:
    own = np.ascontiguousarray(words, np.uint32)
    count = check(library.bss2_container_words(name.encode()))
    if own.shape != (count,):
        raise ValueError(
            f"{name} has {count} words, but {own.size} were given; give one for each.")
    return own
