"""Blocks of containers: synapse matrices, rows of samples, and the whole chip.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from .containers import LOLA, containers
from .coordinates import Coordinate, coordinates
from .extras import coordinates_or_type
from .fields import BitRun, Bits, loaded, position, stored

# ---- synapses

_quad = containers["SynapseQuad"]
_rows, _columns = coordinates["SynapseRowOnSynram"], coordinates["SynapseOnSynapseRow"]
_quads = coordinates["SynapseQuadOnDLS"]
_ROWS, _COLUMNS, _QUAD_COLUMNS = 256, 256, 64
#: Codes of weights, labels and trims.
_CODES = 64


class Grid:
    """One number for each synapse, by row and column."""

    __slots__ = ("_values", "_type")

    def __init__(self, type_: Any):
        self._values, self._type = np.zeros((_ROWS, _COLUMNS), np.uint32), type_

    def from_numpy(self, values: Any) -> None:
        """Sets all numbers, 256 rows by 256 columns."""
        array = np.asarray(values)
        if array.shape != (_ROWS, _COLUMNS):
            raise RuntimeError(
                f"the array has shape {array.shape}; give {_ROWS} rows and {_COLUMNS} columns")
        if array.dtype.kind not in "iu":
            raise TypeError(f"the array must contain whole numbers, not {array.dtype}")
        if array.min() < self._type.min or array.max() > self._type.max:
            raise OverflowError(
                f"{self._type.__name__}: values range from {array.min()} to {array.max()}; allowed "
                f"is {self._type.min}...{self._type.max}")
        self._values[:] = array

    def to_numpy(self) -> Any:
        """A copy of all numbers."""
        return self._values.astype(np.int64)

    def __getitem__(self, row: Any) -> GridRow:
        return GridRow(self._values[position(row, _rows)], self._type)

    def __iter__(self) -> Any:
        return (self[row] for row in _rows._places)

    def fill(self, value: Any) -> None:
        """Sets all numbers to one."""
        self._values[:] = self._type(value)


class GridRow:
    """The numbers of a row, by reference."""

    __slots__ = ("_values", "_type")

    def __init__(self, values: Any, type_: Any):
        self._values, self._type = values, type_

    def __getitem__(self, column: Any) -> Any:
        return self._type(int(self._values[position(column, _columns)]))

    def __setitem__(self, column: Any, value: Any) -> None:
        self._values[position(column, _columns)] = self._type(value)

    def fill(self, value: Any) -> None:
        """Sets all numbers to one."""
        self._values[:] = self._type(value)


class SynapseMatrix:
    """All synapses of one array. lola: ``SynapseMatrix``"""

    __slots__ = ("weights", "labels", "time_calibs", "amp_calibs")
    _name = "SynapseMatrix"
    coordinate_type = coordinates["SynramOnDLS"]
    _GRIDS = ("weights", "labels", "time_calibs", "amp_calibs")

    def __init__(self, other: SynapseMatrix | None = None):
        self.weights = Grid(coordinates_or_type("SynapseWeight"))
        self.labels = Grid(coordinates_or_type("SynapseLabel"))
        self.time_calibs, self.amp_calibs = Grid(_quad.TimeCalib), Grid(_quad.AmpCalib)
        for name in self._GRIDS if other is not None else ():
            getattr(self, name)._values[:] = getattr(other, name)._values

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SynapseMatrix):
            return NotImplemented
        return all(
            np.array_equal(getattr(self, name)._values, getattr(other, name)._values)
            for name in self._GRIDS)

    __hash__ = None  # type: ignore[assignment]

    def block(self, place: Coordinate) -> tuple[Any, Any]:
        """Addresses and words, a row's weights and then its labels."""
        words = np.zeros((2, _ROWS, _QUAD_COLUMNS), np.uint32)
        for name, bits in _synapse_bits().items():
            values = getattr(self, name)._values
            for entry, columns in enumerate(_entry_columns()):
                for run in bits[entry].runs:
                    words[run.word] |= _stored_codes(run)[values[:, columns]]
        return _synapse_addresses(place._index()), np.moveaxis(words, 0, 1).reshape(-1)

    @classmethod
    def read_addresses(cls, place: Coordinate) -> list[int]:
        """Bus addresses of all words."""
        addresses: list[int] = _synapse_addresses(place._index()).tolist()
        return addresses

    @classmethod
    def decode(cls, words: Any) -> SynapseMatrix:
        """The matrix of all words."""
        made = cls()
        own = np.moveaxis(np.asarray(words, np.uint32).reshape(_ROWS, 2, _QUAD_COLUMNS), 0, 1)
        for name, bits in _synapse_bits().items():
            values = getattr(made, name)._values
            for entry, columns in enumerate(_entry_columns()):
                for run in bits[entry].runs:
                    part = own[run.word] >> np.uint32(run.bit) & (1 << run.width) - 1
                    values[:, columns] |= _loaded_codes(run)[part]
        return made


@functools.cache
def _stored_codes(run: BitRun) -> Any:
    """Bits of a run for each code, at their place in the word."""
    return np.array([stored(code, run) << run.bit for code in range(_CODES)], np.uint32)


@functools.cache
def _loaded_codes(run: BitRun) -> Any:
    """Parts of a code by the content of a run of bits."""
    return np.array(
        [loaded(bits, run) << run.first_code_bit for bits in range(1 << run.width)], np.uint32)


@functools.cache
def _synapse_bits() -> dict[str, list[Bits]]:
    """The bits of each entry of a quad, by the matrix's name for them."""
    from .catalogue import catalogue

    entry = next(one for one in catalogue()["containers"] if one["name"] == "SynapseQuad")
    return {field["name"]: [Bits(runs) for runs in field["bits"]] for field in entry["fields"]}


@functools.cache
def _entry_columns() -> list[list[int]]:
    """Columns of the first, second, third and fourth entries of all quads of a row."""
    quads = coordinates["SynapseQuadColumnOnDLS"]._places
    columns = [[int(column) for column in quad.toSynapseOnSynapseRow()] for quad in quads]
    return [list(one) for one in zip(*columns)]


@functools.cache
def _synapse_addresses(synram: int) -> Any:
    count = _ROWS * _QUAD_COLUMNS
    own = [words[synram * count:(synram + 1) * count] for words in _quad._addresses]
    addresses = np.array(own, np.uint32).reshape(2, _ROWS, _QUAD_COLUMNS)
    return np.moveaxis(addresses, 0, 1).reshape(-1)


# ---- samples


class Samples:
    """Samples of channels from left to right; of both arrays as two rows."""

    __slots__ = ("_values",)

    def __init__(self, values: Any):
        self._values = values

    def to_numpy(self) -> Any:
        """A copy of the samples, 0 to 255."""
        return self._values.copy()

    def __getitem__(self, place: Any) -> Any:
        return containers["CADCSampleQuad"].Value(int(self._values[int(place)]))

    def __iter__(self) -> Any:
        return (self[column] for column in range(len(self._values)))


_sample_quad = coordinates["CADCSampleQuadOnDLS"]


@functools.cache
def _row_addresses(synram: int) -> list[int]:
    """The first word starts the conversion; the others are of the same one."""
    type_, kinds = containers["CADCSampleQuad"], coordinates["CADCReadoutType"]
    addresses: list[int] = []
    for channel in coordinates["CADCChannelType"]._places:
        for column in coordinates["SynapseQuadColumnOnDLS"]._places:
            quad = coordinates["SynapseQuadOnSynram"](x=column, y=_rows(0))
            kind = kinds.buffered if addresses else kinds.trigger_read
            on_synram = coordinates["CADCSampleQuadOnSynram"](quad, channel, kind)
            place = _sample_quad(on_synram, coordinates["SynramOnDLS"](synram))
            addresses.append(type_.addresses(place)[0])
    return addresses


class CADCSampleRow:
    """Samples of all channels of an array. lola: ``CADCSampleRow``"""

    __slots__ = ("causal", "acausal")
    coordinate_type = coordinates["CADCSampleRowOnDLS"]

    def __init__(self, causal: Any = None, acausal: Any = None):
        self.causal = Samples(np.zeros(_COLUMNS, np.uint8) if causal is None else causal)
        self.acausal = Samples(np.zeros(_COLUMNS, np.uint8) if acausal is None else acausal)

    @classmethod
    def read_addresses(cls, place: Coordinate) -> list[int]:
        """Bus addresses of all quads, the one that starts the conversion first."""
        return _row_addresses(int(place.toSynramOnDLS()))  # type: ignore[attr-defined]

    @classmethod
    def decode(cls, words: Any) -> CADCSampleRow:
        """The samples of all quads."""
        return cls(*_channels(np.asarray(words, np.uint32)))


def _channels(words: Any) -> Any:
    """Causal and acausal samples from the words of all quads."""
    samples = np.zeros((2, _COLUMNS), np.uint8)
    bits = _sample_bits()
    for entry, columns in enumerate(_entry_columns()):
        run = bits[entry].runs[0]
        samples[:, columns] = (words.reshape(2, -1) >> np.uint32(run.bit)) & 0xFF
    return samples


@functools.cache
def _sample_bits() -> list[Bits]:
    from .catalogue import catalogue

    entry = next(one for one in catalogue()["containers"] if one["name"] == "CADCSampleQuad")
    return [Bits(runs) for runs in entry["fields"][0]["bits"]]


class CADCSamples:
    """Samples of all channels of the chip. lola: ``CADCSamples``"""

    __slots__ = ("causal", "acausal")
    coordinate_type = coordinates["CADCSamplesOnDLS"]

    def __init__(self, causal: Any = None, acausal: Any = None):
        none = np.zeros((2, _COLUMNS), np.uint8)
        self.causal = Samples(none if causal is None else causal)
        self.acausal = Samples(none if acausal is None else acausal)

    @classmethod
    def read_addresses(cls, place: Coordinate) -> list[int]:
        """Bus addresses of all quads; both conversions are started first."""
        top, bottom = _row_addresses(0), _row_addresses(1)
        return [top[0], bottom[0], *top[1:], *bottom[1:]]

    @classmethod
    def decode(cls, words: Any) -> CADCSamples:
        """The samples of all quads."""
        half = len(words) // 2 - 1
        top = _channels(np.array([words[0], *words[2:2 + half]], np.uint32))
        bottom = _channels(np.array([words[1], *words[2 + half:]], np.uint32))
        return cls(np.stack([top[0], bottom[0]]), np.stack([top[1], bottom[1]]))


# ---- the whole chip

#: Containers of lola's Chip; synapse matrices and shared CapMem cells come beside them.
_CHIP = (
    "SynapseDriverConfig", "CommonPADIBusConfig", "CommonSTPConfig", "CommonSynramConfig",
    "SynapseBiasSelection", "ColumnCurrentQuad", "ColumnCorrelationQuad", "CADCConfig",
    "CADCChannelConfig", "CommonCorrelationConfig", "AtomicNeuron", "CommonNeuronBackendConfig",
    "CapMemBlockConfig", "ReferenceGeneratorConfig", "CrossbarNode", "CrossbarOutputConfig",
    "MADCConfig", "PadMultiplexerConfig", "ReadoutSourceSelection")


@functools.cache
def _default_chip() -> tuple[Any, Any, dict[int, int]]:
    """Addresses and default words of the chip, and the position of each address."""
    words: dict[int, int] = {}
    for name in _CHIP:
        type_ = containers[name]
        defaults = type_().encode()
        for place in type_.coordinate_type._places:
            words.update(zip(type_.addresses(place), defaults))
    for synram in coordinates["SynramOnDLS"]._places:
        words.update(zip(*(block.tolist() for block in SynapseMatrix().block(synram))))
    cell = containers["CapMemCell"]
    for place in cell.coordinate_type._places:
        words.setdefault(cell.addresses(place)[0], 0)
    addresses = np.array(list(words), np.uint32)
    return (addresses, np.array(list(words.values()), np.uint32),
            {address: position for position, address in enumerate(words)})


class Chip:
    """The configuration of the whole chip. lola: ``Chip``"""

    __slots__ = ("_words", "_parts")
    coordinate_type = coordinates["ChipOnDLS"]

    def __init__(self, other: Chip | None = None):
        self._words = (_default_chip()[1] if other is None else other.words()).copy()
        #: Containers that were handed out by reference.
        self._parts: dict[Any, Any] = {}

    def words(self) -> Any:
        """All words, with what has been done to the containers that were handed out."""
        for place, container in self._parts.items():
            self._words[self._positions(container, place)] = container.encode()
        return self._words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chip) and np.array_equal(self.words(), other.words())

    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> Chip:
        return Chip(self)

    def __deepcopy__(self, _: Any) -> Chip:
        return Chip(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored_chip, (self.words(),)

    def block(self, _: Coordinate) -> tuple[Any, Any]:
        """Addresses and words."""
        return _default_chip()[0], self.words()

    def put(self, writes: Any) -> None:
        """Sets words at addresses; what is no configuration is left out."""
        self.words()
        self._parts = {}
        positions = _default_chip()[2]
        for address, word in writes:
            if address in positions:
                self._words[positions[address]] = word

    def get(self, type_: Any, place: Coordinate) -> Any:
        """The container at a place, by reference."""
        if place not in self._parts:
            words = self._words[self._positions(type_, place)].tolist()
            self._parts[place] = type_._from_words(words)
        return self._parts[place]

    @staticmethod
    def _positions(container: Any, place: Coordinate) -> list[int]:
        return [_default_chip()[2][address] for address in container.addresses(place)]

    @property
    def neuron_block(self) -> NeuronBlock:
        """Neurons and what they share."""
        return NeuronBlock(self)


def _restored_chip(words: Any) -> Chip:
    """Restores a pickled chip."""
    made = Chip()
    made._words[:] = words
    return made


class NeuronBlock:
    """Neurons of a chip and what they share. lola: ``NeuronBlock``"""

    __slots__ = ("_chip",)

    def __init__(self, chip: Chip):
        self._chip = chip

    @property
    def atomic_neurons(self) -> PartsOfChip:
        """Neurons by their place."""
        return PartsOfChip(self._chip, containers["AtomicNeuron"])

    @property
    def backends(self) -> PartsOfChip:
        """Configurations that the neurons of a half share, by half."""
        return PartsOfChip(self._chip, containers["CommonNeuronBackendConfig"])


class PartsOfChip:
    """Containers of a chip by their place and by reference."""

    __slots__ = ("_chip", "_type")

    def __init__(self, chip: Chip, type_: Any):
        self._chip, self._type = chip, type_

    def __getitem__(self, place: Any) -> Any:
        self._check(place)
        return self._chip.get(self._type, place)

    def __setitem__(self, place: Any, container: Any) -> None:
        self._check(place)
        if container.__class__ is not self._type:
            raise TypeError(f"give a {self._type.__name__}, not {container!r}")
        self._chip.get(self._type, place)._take(container)

    def __iter__(self) -> Any:
        return (self[place] for place in self._type.coordinate_type._places)

    def _check(self, place: Any) -> None:
        if place.__class__ is not self._type.coordinate_type:
            raise TypeError(
                f"the index must be a {self._type.coordinate_type.__name__}, not {place!r}")


composites: dict[Any, Any] = {
    type_.coordinate_type: type_ for type_ in (SynapseMatrix, CADCSampleRow, CADCSamples, Chip)}
for _type in composites.values():
    _type.__module__ = LOLA
