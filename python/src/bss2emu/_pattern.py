"""Files of measured chips: the kind of chip, and the numbers of its pattern that are known."""

from __future__ import annotations

import ctypes
import dataclasses
import functools
import hashlib
import os
import pathlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _hdf5
from ._library import check, library
from .errors import CalibrationFileError, ConfigurationError

#: Attributes "content" and "format_version" of files.
CONTENT = "measured chip"
VERSION = 1

#: Numbers of one row.
Numbers = NDArray[np.float32]


@dataclasses.dataclass(frozen=True)
class Row:
    """A row of the pattern with its uncertainties, in standard deviations of the population."""

    place: str
    name: str
    mean: Numbers
    deviation: Numbers
    #: Shares of the deviations by the row with whose drawn numbers they come; empty where the
    #: errors are independent.
    loadings: Mapping[str, Numbers] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Kind:
    """Properties of a row: its name, the places and count of its numbers, their meaning."""

    name: str
    places: tuple[str, ...]
    count: int
    summary: str


def table() -> list[Kind]:
    """All rows of a chip's pattern, as the emulator defines them."""
    kinds = []
    for index in range(library.bss2_pattern_count()):
        is_of_chip = ctypes.c_int32()
        count = check(library.bss2_pattern_size(index, ctypes.byref(is_of_chip)))
        kinds.append(Kind(
            library.bss2_pattern_name(index).decode(),
            ("chip",) if is_of_chip.value else ("top", "bottom"), count,
            library.bss2_pattern_summary(index).decode()))
    return kinds


def is_file(path: str) -> bool:
    """Tells whether a path is an HDF5 file by its first bytes; pipes stay unread."""
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return _hdf5.is_hdf5(file.read(_hdf5.BLOCK + 8))
    except OSError:
        return False


def digest(path: str) -> str:
    """A digest of a file."""
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def text(path: str) -> str:
    """The kind of chip as the text of a configuration file."""
    with _opened(path) as file:
        value = np.asarray(file["configuration"][()]).reshape(-1)[0]
        return value.decode() if isinstance(value, bytes) else str(value)


@dataclasses.dataclass(frozen=True)
class Provenance:
    """Name of a measured chip, and date and source of the measurement."""

    name: str
    date: str
    source: str


def provenance(path: str) -> Provenance:
    """The name, the date and the source of the file of a measured chip."""
    with _opened(path) as file:
        return Provenance(*(str(file.attrs[key]) for key in ("name", "date", "source")))


def registers(path: str) -> bytes:
    """The registers with which a chip was fitted, as a cocolist; empty where there are none."""
    with _opened(path) as file:
        return bytes(np.asarray(file["registers"][()], np.uint8)) if "registers" in file else b""


@functools.lru_cache(maxsize=2)
def rows(path: str, expected: str) -> list[Row]:
    """The rows of the pattern of a file with a digest.

    :raises ConfigurationError: for a file that has changed, or is damaged.
    """
    if not os.path.exists(path) or digest(path) != expected:
        raise ConfigurationError(
            f"{path} is not the file from which the chip was made; load the chip again.")
    with _opened(path) as file:
        return [
            Row(place, name, _numbers(group["mean"]), _numbers(group["deviation"]),
                {source: _numbers(data) for source, data in group.get("loadings", {}).items()})
            for place in file.get("pattern", {})
            for name, group in file["pattern"][place].items()]


def _numbers(dataset: Any) -> Numbers:
    return np.ascontiguousarray(dataset[()], np.float32).reshape(-1)


class _opened:
    """Opens a file, and turns what is wrong with it into one sentence."""

    def __init__(self, path: str):
        self._path = path
        try:
            self._file = _hdf5.opened(path)
        except (CalibrationFileError, OSError) as error:
            raise ConfigurationError(f"{path} cannot be read as a chip ({error}).") from None
        if self._file.attrs.get("content") != CONTENT:
            raise ConfigurationError(f"{path} is no file of a measured chip; give another file.")
        if (version := self._file.attrs.get("format_version")) != VERSION:
            raise ConfigurationError(
                f"{path} has format {version}, but this version reads {VERSION}; write it again.")

    def __enter__(self) -> Any:
        return self._file

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self._file.close()
        if isinstance(error, (KeyError, TypeError, AttributeError, ValueError, IndexError)):
            raise ConfigurationError(
                f"{self._path} is damaged ({error}); write it again.") from None
