"""Containers: views on their words, generated from the catalogue.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

import re
from typing import Any

from . import fields
from .catalogue import catalogue, expand, snake_case
from .coordinates import Coordinate, coordinates
from .fields import Bits, DisabledRefresh
from .values import Choice, choice, ranged

HAL = "bss2emu.standin.dlens_vx_v3.hal"
LOLA = "bss2emu.standin.dlens_vx_v3.lola"
#: Containers that lola has and not haldls.
LOLA_NAMES = {"AtomicNeuron", "DACChannelBlock"}


class Words:
    """Something that lives in words: a container, or a group of fields in one."""

    __slots__ = ("_words", "_place")
    _defaults: tuple[int, ...] = ()
    #: Names of fields that can be set, arrays included; groups stand apart.
    _fields: tuple[str, ...] = ()
    _words: list[int]
    _place: int

    def __init__(self, *arguments: Any):
        self._words, self._place = list(self._defaults), 0
        if not arguments:
            return
        if len(arguments) == 1 and arguments[0].__class__ is self.__class__:
            self._take(arguments[0])
        elif len(arguments) == 1 == len(self._fields):
            setattr(self, self._fields[0], arguments[0])
        else:
            name = type(self).__name__
            raise TypeError(f"{name}() takes no argument or another {name}, not {arguments!r}")

    def _take(self, other: Any) -> None:
        """Takes over all fields of another one of the same type."""
        for name in self._fields:
            setattr(self, name, getattr(other, name))

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._fields)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> Any:
        return type(self)(self)

    def __deepcopy__(self, _: Any) -> Any:
        return type(self)(self)

    def __repr__(self) -> str:
        inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({inner})"


class Encoded(Words):
    """Something that a program writes at a place. haldls: ``Encodable``"""

    __slots__ = ()
    #: Type of its places.
    coordinate_type: type[Coordinate]
    _name = ""

    @classmethod
    def _from_words(cls, words: list[int]) -> Any:
        made = cls.__new__(cls)
        made._words, made._place = words, 0
        return made

    def _take(self, other: Any) -> None:
        self._words = list(other._words)

    def encode(self) -> list[int]:
        """The words as they stand on the bus."""
        return self._words

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(self._words == other._words)

    __hash__ = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._name, list(self._words))


def _restored(name: str, words: list[int]) -> Encoded:
    """Restores a pickled container."""
    restored: Encoded = (containers.get(name) or board_containers[name])._from_words(words)
    return restored


class Container(Encoded):
    """A container of registers."""

    __slots__ = ()
    #: Bus addresses by word and place.
    _addresses: tuple[list[int], ...] = ()
    is_readable = True
    is_writable = True

    @classmethod
    def addresses(cls, place: Coordinate) -> list[int]:
        """Bus addresses of the words at a place."""
        index = place._index()
        return [addresses[index] for addresses in cls._addresses]


class BoardContainer(Encoded):
    """A container of the board or the FPGA."""

    __slots__ = ()


# ---- types of values


#: Choices that are plain numbers in haldls.
_NAMED_NUMBERS = {"NeuronBackendConfig.InputClock"}
#: Names of choices with digits.
_CHOICE_NAMES = {
    "readoutChain0": "readout_chain_0", "readoutChain1": "readout_chain_1",
    "muxRFU0": "mux_rfu_0", "muxRFU1": "mux_rfu_1", "muxRFU2": "mux_rfu_2",
    "muxDAC25": "mux_dac_25"}


class Types:
    """Classes of numbers and choices, by the names that Swift has for them."""

    def __init__(self) -> None:
        self._made: dict[str, fields.Kind] = {}
        self.nested: dict[str, Any] = {}

    def kind(self, name: str, entry: dict[str, Any]) -> fields.Kind:
        """The kind of a field's values."""
        if name not in self._made:
            self._made[name] = self._make(name, entry)
        return self._made[name]

    def _make(self, name: str, entry: dict[str, Any]) -> fields.Kind:
        if "flag" in entry:
            return fields.FlagKind()
        if "analog" in entry:
            return fields.AnalogKind(self._number("CapMemCell.Value", 0, 1022))
        if name in coordinates:
            type_ = coordinates[name]
            return fields.NumberKind(type_) if issubclass(type_, int) else fields.PlaceKind(type_)
        if name in _NAMED_NUMBERS:
            return fields.NumberKind(self._number(name, 0, len(entry["choices"]) - 1))
        if "choices" in entry:
            return fields.ChoiceKind(self._choice(name, entry["choices"]))
        return fields.NumberKind(self._number(name, entry["min"], entry["max"]))

    def _number(self, name: str, low: int, high: int) -> Any:
        if name not in self.nested:
            self.nested[name] = ranged(
                name.rpartition(".")[2], low, high, module=_module(name), qualname=name)
        return self.nested[name]

    def _choice(self, name: str, names: list[str]) -> type[Choice]:
        if name not in self.nested:
            members = {
                _CHOICE_NAMES.get(member) or snake_case(member): code
                for code, member in enumerate(names)}
            self.nested[name] = choice(
                name.rpartition(".")[2], members, module=_module(name), qualname=name)
        known: type[Choice] = self.nested[name]
        return known


def _module(name: str) -> str:
    return LOLA if name.partition(".")[0] in LOLA_NAMES else HAL


types = Types()

# ---- groups

#: Names of groups in haldls, where they are not those of their fields.
_GROUPS = {
    "ColumnCurrentQuad.switches": "ColumnCurrentSwitch",
    "ColumnCorrelationQuad.switches": "ColumnCorrelationSwitch",
    "ReadoutSourceSelection.buffers": "SourceMultiplexer",
    "AtomicNeuron.excitatory_input": "SynapticInput",
    "AtomicNeuron.inhibitory_input": "SynapticInput",
    "AtomicNeuron.multicompartment": "MultiCompartment",
}
#: Types of the places that groups are indexed by.
_GROUP_INDEX = {
    "switches": "EntryOnQuad", "buffers": "SourceMultiplexerOnReadoutSourceSelection"}


class _Tree:
    """Fields of a container by their names, groups as trees of their own."""

    def __init__(self) -> None:
        self.fields: dict[str, list[dict[str, Any]]] = {}
        self.groups: dict[str, _Tree] = {}

    def add(self, path: str, entry: dict[str, Any]) -> None:
        head, dot, rest = path.partition(".")
        name = re.sub(r"\[\d+\]$", "", head)
        if dot:
            self.groups.setdefault(name, _Tree()).add(rest, entry)
        else:
            self.fields.setdefault(name, []).append(entry)


def _add_fields(made: dict[str, Any], tree: _Tree) -> None:
    """Adds properties for the fields of a container or group."""
    for name, entries in tree.fields.items():
        first = entries[0]
        kind = types.kind(first["type"], first["kind"])
        elements = [[Bits(runs) for runs in entry["bits"]] for entry in entries]
        if first["index"] is None:
            made[name] = fields.single(name, kind, [bits[0] for bits in elements])
        else:
            index = coordinates[first["index"]]
            made[name] = fields.array(name, kind, elements, index)
            _add_element_access(made, name)


def _add_element_access(made: dict[str, Any], name: str) -> None:
    """Adds ``get_sample`` for ``samples``, as haldls has it."""
    if not name.endswith("s"):
        return

    def get(self: Any, place: Any) -> Any:
        return getattr(self, name)[place]

    def put(self: Any, place: Any, value: Any) -> None:
        getattr(self, name)[place] = value

    one = "switch" if name == "switches" else name[:-1]
    made[f"get_{one}"], made[f"set_{one}"] = get, put


class GroupView:
    """An array of groups of a container."""

    __slots__ = ("_words", "_type", "_index")

    def __init__(self, words: list[int], type_: Any, index: Any):
        self._words, self._type, self._index = words, type_, index

    def __getitem__(self, place: Any) -> Any:
        return self._type._view(self._words, fields.position(place, self._index))

    def __setitem__(self, place: Any, value: Any) -> None:
        if value.__class__ is not self._type:
            raise TypeError(f"give a {self._type.__qualname__}, not {value!r}")
        self[place]._take(value)

    def __iter__(self) -> Any:
        return (self[place] for place in self._index._places)


class Group(Words):
    """A group of fields, by itself or in the words of its container."""

    __slots__ = ()

    @classmethod
    def _view(cls, words: list[int], place: int) -> Any:
        made = cls.__new__(cls)
        made._words, made._place = words, place
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        container, name = type(self).__qualname__.split(".")
        return _restored_group, (container, name, list(self._words), self._place)


def _restored_group(container: str, name: str, words: list[int], place: int) -> Group:
    """Restores a pickled group."""
    restored: Group = getattr(containers[container], name)._view(words, place)
    return restored


def _group_type(container: str, name: str, tree: _Tree, defaults: tuple[int, ...]) -> Any:
    title = _GROUPS.get(f"{container}.{name}") or name.title().replace("_", "")
    body: dict[str, Any] = {
        "__slots__": (), "__module__": _module(container), "_defaults": defaults,
        "__qualname__": f"{container}.{title}", "_fields": tuple(tree.fields)}
    _add_fields(body, tree)
    return type(title, (Group,), body)


def _add_groups(made: dict[str, Any], container: str, tree: _Tree) -> None:
    for name, own in tree.groups.items():
        type_ = _group_type(container, name, own, made["_defaults"])
        made[type_.__name__] = type_
        if name in _GROUP_INDEX:
            made[name] = _groups(type_, coordinates[_GROUP_INDEX[name]])
            _add_element_access(made, name)
        else:
            made[name] = _group(type_)


def _groups(type_: Any, index: Any) -> property:
    return property(lambda self: GroupView(self._words, type_, index))


def _group(type_: Any) -> property:
    def put(self: Any, value: Any) -> None:
        if value.__class__ is not type_:
            raise TypeError(f"give a {type_.__qualname__}, not {value!r}")
        type_._view(self._words, 0)._take(value)

    return property(lambda self: type_._view(self._words, 0), put)


# ---- generation


def _tree(entry: dict[str, Any]) -> _Tree:
    tree = _Tree()
    for field in entry["fields"]:
        tree.add(field["name"], field)
    return tree


def _encoded(entry: dict[str, Any], base: Any, own: dict[str, Any]) -> Any:
    name, tree = entry["name"], _tree(entry)
    body: dict[str, Any] = {
        "__slots__": (), "__module__": _module(name), "__qualname__": name, "_name": name,
        "__doc__": f"{name} of {'lola' if name in LOLA_NAMES else 'haldls'}.",
        "_defaults": tuple(entry["defaults"]), "_fields": tuple(tree.fields),
        "coordinate_type": coordinates[entry["coordinate"]], **own}
    _add_fields(body, tree)
    _add_groups(body, name, tree)
    return type(name, (base,), body)


def _container(entry: dict[str, Any]) -> Any:
    return _encoded(entry, Container, {
        "is_readable": entry["readable"], "is_writable": entry["writable"],
        "_addresses": tuple(map(expand, entry["addresses"]))})


def _with_nested_types(made: dict[str, Any]) -> dict[str, Any]:
    for name, type_ in types.nested.items():
        owner, _, inner = name.rpartition(".")
        if owner in made:
            setattr(made[owner], inner, type_)
    return made


def generate() -> dict[str, Any]:
    """All containers of the chip by name."""
    made = {entry["name"]: _container(entry) for entry in catalogue()["containers"]}
    made["CapMemCell"].DisableRefresh = DisabledRefresh
    return _with_nested_types(made)


#: Containers of the FPGA that are written by hand: their value is an instruction, not a field.
_BY_HAND = {"Timer", "Timer.Value"}


def generate_board() -> dict[str, Any]:
    """Containers of the board and the FPGA by name."""
    return _with_nested_types({
        entry["name"]: _encoded(entry, BoardContainer, {})
        for entry in catalogue()["board"] if entry["name"] not in _BY_HAND})


containers = generate()
board_containers = generate_board()
