"""Coordinates: interned places with the conversions of the catalogue.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .catalogue import catalogue, expand, snake_case
from .values import RangedInteger, in_range, ranged, whole

MODULE = "bss2emu.standin.dlens_vx_v3.halco"

#: Place counted through, as ``toEnum`` gives it. halco: ``common.Enum``
Enum = ranged("Enum", 0, 2**63 - 1, module=MODULE, qualname="common.Enum")


class Places(Sequence[Any]):
    """Places of a large coordinate type, made when they are asked for."""

    __slots__ = ("_make", "_made")

    def __init__(self, make: Callable[[int], Any], count: int):
        self._make, self._made = make, [None] * count

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, index: Any) -> Any:
        place = self._made[index]
        if place is None:
            place = self._made[index] = self._make(range(len(self._made))[index])
        return place


#: Places of coordinates up to this size are made at once, which is faster to look up.
_AT_ONCE = 4096


def places(make: Callable[[int], Any], count: int) -> Sequence[Any]:
    """All places of a coordinate type."""
    return tuple(map(make, range(count))) if count <= _AT_ONCE else Places(make, count)


class Coordinate:
    """A coordinate; every place exists once."""

    __slots__ = ()
    _places: Sequence[Any] = ()
    min: Any
    max: Any
    size = 0

    def _index(self) -> int:
        """The position among all places."""
        raise NotImplementedError

    def toEnum(self) -> Enum:  # type: ignore[valid-type]
        """The place counted through."""
        return Enum(self._index())

    @classmethod
    def _of(cls, index: int) -> Any:
        return cls._places[in_range(index, 0, cls.size - 1, cls.__name__)]

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, _: Any) -> Any:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        from .values import _rebuild

        return _rebuild, (MODULE, type(self).__name__, self._index())


class RangedCoordinate(Coordinate, RangedInteger):
    """A coordinate that is a number."""

    __slots__ = ()

    def __new__(cls, value: Any = None) -> Any:
        if value.__class__ is cls:
            return value
        number = cls.min if value is None else whole(value, cls.__name__)
        return cls._places[in_range(number, cls.min, cls.max, cls.__name__) - cls.min]

    def _index(self) -> int:
        return int(self) - int(type(self).min)

    def __add__(self, number: Any) -> Any:
        """The place that many numbers further on."""
        return type(self)(int(self) + number) if number.__class__ is int else int.__add__(self, number)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Coordinate):
            return self is other
        return bool(int.__eq__(self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = int.__hash__
    __copy__, __deepcopy__ = Coordinate.__copy__, Coordinate.__deepcopy__
    __reduce__ = Coordinate.__reduce__


class ComposedCoordinate(Coordinate):
    """A coordinate of a place in a block, or of a column and a row."""

    __slots__ = ("_number",)
    _number: int
    #: Types and keywords of the parts; the first one changes fastest from place to place.
    _parts: tuple[type[Coordinate], ...]
    _keywords: tuple[str, ...]
    #: Places by their parts, where not all combinations of parts exist.
    _known: dict[tuple[Any, ...], Any] = {}

    def __new__(cls, *arguments: Any, **keywords: Any) -> Any:
        if not keywords and len(arguments) <= 1:
            if not arguments:
                return cls._places[0]
            if arguments[0].__class__ is cls:
                return arguments[0]
            if isinstance(arguments[0], Enum):
                return cls._of(int(arguments[0]))
        return cls._at(cls._bind(arguments, keywords))

    @classmethod
    def _bind(cls, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> list[Any]:
        """The parts from arguments and keywords, which are checked."""
        named = dict(zip(cls._keywords, arguments))
        for name, value in keywords.items():
            if name not in cls._keywords or name in named:
                raise TypeError(
                    f"{cls.__name__}(): the argument {name!r} is unknown or was given twice; it "
                    f"takes {', '.join(cls._keywords)}")
            named[name] = value
        if len(arguments) > len(cls._parts) or cls._keywords[0] not in named:
            raise TypeError(f"{cls.__name__}() takes {', '.join(cls._keywords)}")
        return [
            _part(kind, named[name]) if name in named else kind._places[0]
            for kind, name in zip(cls._parts, cls._keywords)]

    @classmethod
    def _at(cls, parts: list[Any]) -> Any:
        """The place with these parts."""
        if cls._known:
            try:
                return cls._known[tuple(parts)]
            except KeyError:
                raise RuntimeError(f"there is no {cls.__name__} at {parts}") from None
        number, step = 0, 1
        for kind, part in zip(cls._parts, parts):
            number += part._index() * step
            step *= kind.size
        return cls._places[number]

    def _index(self) -> int:
        return self._number

    def __int__(self) -> int:
        """The enumeration of a place in a block; grids have none."""
        if self._keywords[0] == "x":
            raise TypeError(f"{type(self).__name__} is not a number; use toEnum()")
        return self._number

    def _part(self, position: int) -> Any:
        rest = self._number
        for kind in self._parts[:position]:
            rest //= kind.size
        return self._parts[position]._places[rest % self._parts[position].size]

    def __lt__(self, other: Any) -> bool:
        return self._number < _same(self, other)._number

    def __le__(self, other: Any) -> bool:
        return self._number <= _same(self, other)._number

    def __gt__(self, other: Any) -> bool:
        return self._number > _same(self, other)._number

    def __ge__(self, other: Any) -> bool:
        return self._number >= _same(self, other)._number

    def __repr__(self) -> str:
        return f"{type(self).__name__}(Enum({self._number}))"


def _same(place: ComposedCoordinate, other: Any) -> ComposedCoordinate:
    if other.__class__ is not place.__class__:
        raise TypeError(
            f"{type(place).__name__} and {type(other).__name__} cannot be compared; compare "
            "coordinates of the same type")
    same: ComposedCoordinate = other
    return same


def _part(kind: type[Coordinate], value: Any) -> Any:
    """A part of a composed coordinate; numbers become numbered places, other coordinates do not."""
    if value.__class__ is kind:
        return value
    if isinstance(value, Coordinate) or not issubclass(kind, RangedCoordinate):
        raise TypeError(f"give a {kind.__name__}, not {value!r}")
    return kind(value)


# ---- generation


class Coordinates(dict[str, Any]):
    """All coordinate types by name."""

    def _type(self, name: str) -> type[Coordinate]:
        made: type[Coordinate] = self[name]
        return made

    def add_ranged(self, name: str, low: int, high: int, cases: Any = ()) -> type[Coordinate]:
        """Makes a coordinate that is a number, with names of its values."""
        limits = {"min": low, "max": high, "size": high - low + 1, "end": high + 1, "begin": low}
        made: Any = type(name, (RangedCoordinate,), {
            "__slots__": (), "__module__": MODULE, "__qualname__": name, **limits})
        made._places = places(lambda index: int.__new__(made, low + index), high - low + 1)
        _name_places(made, cases)
        self[name] = made
        return self._type(name)

    def add_composed(
        self, name: str, parts: tuple[str, ...], keywords: tuple[str, ...],
        count: int | None = None,
    ) -> type[Coordinate]:
        """Makes a coordinate of others: of all combinations of them, or of ``count`` places."""
        types = tuple(self[part] for part in parts)
        made: Any = type(name, (ComposedCoordinate,), {
            "__slots__": (), "__module__": MODULE, "__qualname__": name, "_parts": types,
            "_keywords": keywords})
        made.size = math.prod(part.size for part in types) if count is None else count
        made._places = places(_numbered(made), made.size)
        made.min, made.max = made._places[0], made._places[-1]
        if count is None:
            _add_parts(made)
        self[name] = made
        return self._type(name)

    def _set_known(self, name: str) -> None:
        """Finds the places of a coordinate by its conversions to its parts."""
        made: Any = self[name]
        convert = [f"to{part.__name__}" for part in made._parts]
        made._known = {
            tuple(getattr(place, one)() for one in convert): place for place in made._places}
        for keyword, one in zip(made._keywords, convert):
            setattr(made, keyword, getattr(made, one))

    def add_conversion(self, source: str, entry: dict[str, Any]) -> None:
        """Adds a conversion to another coordinate."""
        setattr(self[source], entry["name"], self._method(source, entry))

    def _method(self, source: str, entry: dict[str, Any]) -> Callable[[Any], Any]:
        made: list[Any] = []

        def convert(self_: Any) -> Any:
            if not made:
                made.extend(self._targets(source, entry))
            found = made[self_._index()]
            if found is None:
                raise RuntimeError(f"{self_!r} has no {entry['name'][2:]}")
            return found

        convert.__name__ = entry["name"]
        convert.__doc__ = f"Returns the {entry['target']} of the place."
        return convert

    def _targets(self, source: str, entry: dict[str, Any]) -> Iterator[Any]:
        target, width = self[entry["target"]], entry["width"]
        table = entry["table"]
        if isinstance(table, dict):
            table = [index // table["divide"] % table["modulo"]
                     for index in range(self[source].size)]
        low = target.min if issubclass(target, RangedCoordinate) else 0
        found = [None if index is None else target._places[index - low] for index in table]
        if width == 1:
            return iter(found)
        return iter([found[k:k + width] for k in range(0, len(found), width)])


def _name_places(kind: Any, cases: Any) -> None:
    for case, place in zip(cases, kind._places):
        setattr(kind, snake_case(case), place)


def _numbered(kind: Any) -> Callable[[int], Any]:
    def make(number: int) -> Any:
        place = object.__new__(kind)
        place._number = number
        return place

    return make


def _add_parts(made: Any) -> None:
    """Gives a composed coordinate the way to its parts."""
    def way(position: int) -> Callable[[Any], Any]:
        return lambda self: self._part(position)

    made.This = way(0)
    for position, (part, keyword) in enumerate(zip(made._parts, made._keywords)):
        setattr(made, f"to{part.__name__}", way(position))
        if keyword in ("x", "y"):
            setattr(made, keyword, way(position))


#: Coordinates whose parts have other names in halco than in the catalogue, or stand there as
#: conversions only. halco: the mixins' constructors
_COMPOSED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "CADCSampleQuadOnDLS": (("CADCSampleQuadOnSynram", "SynramOnDLS"), ("block", "synram")),
    "ColumnCurrentQuadOnDLS": (("ColumnCurrentQuadOnSynram", "SynramOnDLS"), ("block", "synram")),
    "ColumnCorrelationQuadOnDLS": (
        ("ColumnCorrelationQuadOnSynram", "SynramOnDLS"), ("block", "synram")),
}
#: Grids of which not all places exist.
_SPARSE = {"CrossbarNodeOnDLS": (("CrossbarOutputOnDLS", "CrossbarInputOnDLS"), ("x", "y"))}


def _parts(entry: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Types and keywords of a coordinate's parts; None for one that is a number."""
    if entry["name"] in _COMPOSED:
        return _COMPOSED[entry["name"]]
    if entry["local"] is None:
        return _SPARSE.get(entry["name"])
    names = (entry["local"], entry["block"])
    if entry["block"] == "SynramOnDLS":
        return names, ("block", "synram")
    return names, ("x", "y") if entry["grid"] else ("local", "block")


def _order(entries: dict[str, Any]) -> list[str]:
    """Names such that the parts of a coordinate come before it."""
    ordered: list[str] = []

    def place(name: str) -> None:
        for part in (_parts(entries[name]) or ((), ()))[0]:
            if part in entries:
                place(part)
        if name not in ordered:
            ordered.append(name)

    for name in entries:
        place(name)
    return ordered


def generate() -> Coordinates:
    """All coordinates of the catalogue, with those that the chip's model does not need."""
    entries = {entry["name"]: entry for entry in catalogue()["coordinates"]}
    made = Coordinates()
    _add_small(made)
    for name in _order(entries):
        entry, parts = entries[name], _parts(entries[name])
        if name == "CADCSampleQuadOnDLS":
            _add_sample_quad(made)
        if parts is None:
            made.add_ranged(name, entry["min"], entry["max"], entry["cases"])
        else:
            count = entry["max"] - entry["min"] + 1 if name in _SPARSE else None
            made.add_composed(name, *parts, count)
            _name_places(made[name], entry["cases"])
    for name, entry in entries.items():
        for conversion in entry["conversions"]:
            made.add_conversion(name, conversion)
    _add_same_numbers(made)
    _add_columns_of_quads(made, entries)
    _add_chains(made)
    for name in _SPARSE:
        made._set_known(name)
    _add_names(made)
    return made


def _add_small(made: Coordinates) -> None:
    made.add_ranged("SynapticInputOnNeuron", 0, 1, ("excitatory", "inhibitory"))
    made.add_ranged("ColumnCurrentQuadOnSynram", 0, 63)
    made.add_ranged("ColumnCorrelationQuadOnSynram", 0, 63)
    made.add_ranged("SynapseLabel", 0, 63)
    made.add_ranged("NeuronLabel", 0, 2**14 - 1)
    for name in ("NullPayloadReadableOnFPGA", "SpikePack1ToChipOnDLS", "SpikePack2ToChipOnDLS",
                 "SpikePack3ToChipOnDLS"):
        made.add_ranged(name, 0, 0)


def _add_sample_quad(made: Coordinates) -> None:
    made.add_composed(
        "CADCSampleQuadOnSynram", ("SynapseQuadOnSynram", "CADCChannelType", "CADCReadoutType"),
        ("quad", "channel_type", "readout_type"))


#: Conversions of halco's that keep the number and that the model does not need.
_SAME_NUMBER = (("NeuronConfigOnNeuronConfigBlock", "CapMemColumnOnCapMemBlock"),)


#: Coordinates with the conversions of another one, to which they are converted first.
_VIA = {
    "AtomicNeuronOnDLS": ("toNeuronColumnOnDLS", "NeuronColumnOnDLS"),
    "NeuronConfigOnDLS": ("toAtomicNeuronOnDLS", "AtomicNeuronOnDLS")}


def _add_chains(made: Coordinates) -> None:
    for source, (first, other) in _VIA.items():
        for second in [name for name in vars(made[other]) if name.startswith("to")]:
            if not hasattr(made[source], second):
                setattr(made[source], second, _chain(first, second))


def _chain(first: str, second: str) -> Callable[[Any], Any]:
    return lambda self: getattr(getattr(self, first)(), second)()


def _add_columns_of_quads(made: Coordinates, entries: dict[str, Any]) -> None:
    """Gives quads the neurons' columns, which are those of their synapses."""
    source = "SynapseQuadColumnOnDLS"
    entry = next(one for one in entries[source]["conversions"]
                 if one["name"] == "toSynapseOnSynapseRow")
    made.add_conversion(
        source, {**entry, "name": "toNeuronColumnOnDLS", "target": "NeuronColumnOnDLS"})


def _add_same_numbers(made: Coordinates) -> None:
    for source, target in _SAME_NUMBER:
        made.add_conversion(source, {
            "name": f"to{target}", "target": target, "width": 1,
            "table": list(range(made[source].size))})


def _add_names(made: Coordinates) -> None:
    """Names of CapMem rows and cells as class attributes."""
    entries = catalogue()
    row = made["CapMemRowOnCapMemBlock"]
    for index, name in enumerate(entries["capmem_rows"]):
        setattr(row, name, row._places[index])
    for kind, names in (
            ("CapMemCellOnCapMemBlock", entries["capmem_shared_cells"]),
            ("CapMemCellOnDLS", entries["capmem_single_cells"])):
        for name, index in names.items():
            setattr(made[kind], name, made[kind]._places[index])


coordinates = generate()


def iter_all(kind: type[Coordinate]) -> Iterator[Any]:
    """All places of a coordinate type in ascending order."""
    return iter(kind._places)


__all__ = ["Coordinate", "Enum", "coordinates", "expand", "iter_all"]
