"""Calibration files of the lab's formats as tables."""

from __future__ import annotations

import csv
import os
import pathlib
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import containers
from .chip import Chip
from .errors import ChipError, UnknownNameError

#: Types of containers that calibrations write, in the order of a chip's parts.
TABLES = (
    "AtomicNeuron", "NeuronConfig", "NeuronBackendConfig", "CommonNeuronBackendConfig",
    "SynapseDriverConfig", "CADCConfig", "CADCChannelConfig", "CommonCorrelationConfig",
    "CapMemCell", "CapMemBlockConfig", "CommonPADIBusConfig", "CommonSTPConfig", "CrossbarNode")


class Cocolist:
    """A file of containers, such as ``hagen_cocolist.pbin``, as tables of integer codes.

    >>> file = bss2emu.Cocolist.load("hagen_cocolist.pbin")
    >>> file.names
    ['AtomicNeuron', 'NeuronConfig', ...]
    >>> file.to_dataframe("AtomicNeuron")["leak.v_leak"].describe()
    >>> file.table("AtomicNeuron")["leak.v_leak"].mean()
    >>> file.to_csv("AtomicNeuron", "neurons.csv")

    The file is written to a chip in its reset state, and the tables are what that chip reads
    back: fields that the file does not set have the values after a reset.
    """

    def __init__(self, content: bytes):
        self._chip = Chip("ideal", threads=1)
        self._reset = {name: self._words(name) for name in TABLES}
        self._chip.apply_cocolist(content)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Cocolist:
        """Reads a file (.pbin, .json or .json.gz).

        :raises ChipError: when the file is damaged or of another format.
        """
        return cls(pathlib.Path(path).read_bytes())

    def _words(self, name: str) -> NDArray[np.uint32]:
        """The words of all places; none where the type cannot be read."""
        places = range(containers.places(name))
        addresses = np.array([containers.addresses(name, place) for place in places])
        try:
            return self._chip.read(addresses.reshape(-1)).reshape(addresses.shape)
        except ChipError:
            return np.zeros((0, 0), np.uint32)

    @property
    def names(self) -> list[str]:
        """Types of containers that differ from those of a chip after its reset."""
        return [
            name for name, words in self._reset.items()
            if words.size and not np.array_equal(words, self._words(name))]

    def __repr__(self) -> str:
        return f"<bss2emu.Cocolist of {', '.join(self.names)}>"

    def table(self, name: str) -> dict[str, NDArray[np.int64]]:
        """Columns of a type of containers by haldls' names of fields; rows are its places.

        :raises UnknownNameError: for a type that has no table.
        """
        if name not in TABLES or not self._reset[name].size:
            raise UnknownNameError(
                f"there is no table of {name!r}; there are {', '.join(TABLES)}.")
        rows = [_flat(containers.fields(name, words)) for words in self._words(name)]
        return {field: np.array([row[field] for row in rows]) for field in rows[0]}

    def to_dataframe(self, name: str) -> Any:
        """A table as a ``pandas.DataFrame``, whose index is the place."""
        try:
            import pandas
        except ImportError:
            raise ImportError("to_dataframe needs pandas: pip install pandas.") from None
        return pandas.DataFrame(self.table(name)).rename_axis("place")

    def to_csv(self, name: str, path: str | os.PathLike[str] = "-") -> None:
        """Writes a table as CSV; "-" is standard output."""
        columns = self.table(name)
        if os.fspath(path) == "-":
            return _write(sys.stdout, columns)
        with open(path, "w", newline="", encoding="utf-8") as file:
            _write(file, columns)


def _flat(fields: dict[str, Any]) -> dict[str, int]:
    """Fields with one name for each element of an array."""
    found: dict[str, int] = {}
    for name, value in fields.items():
        if isinstance(value, list):
            found.update((f"{name}[{index}]", element) for index, element in enumerate(value))
        else:
            found[name] = value
    return found


def _write(file: Any, columns: dict[str, NDArray[np.int64]]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["place", *columns])
    for place, row in enumerate(zip(*columns.values())):
        writer.writerow([place, *row])
