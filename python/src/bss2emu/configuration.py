"""Kinds of chips: presets, YAML files and effects as plain values.

The library judges all keys, quantities, sources and ranges. This module reads YAML and JSON.

>>> configuration = bss2emu.ChipConfiguration.load("typical")
>>> bss2emu.Chip(configuration, effects={"cadc.noise": 0})

:func:`bss2emu.presets`, :func:`bss2emu.effects` and :func:`bss2emu.parameters` list what there is.
"""

from __future__ import annotations

import ctypes
import dataclasses
import json
import os
import pathlib
from collections.abc import Mapping
from typing import Any

from . import _library, _pattern
from ._library import library
from .errors import ChipError, ConfigurationError

_MISSING, _UNREADABLE, _MALFORMED = range(3)


@dataclasses.dataclass(frozen=True)
class Parameter:
    """A physical parameter of a chip.

    See :func:`bss2emu.parameters`.
    """

    key: str
    unit: str
    summary: str
    lowest: float
    highest: float


def parameters() -> dict[str, Parameter]:
    """All physical parameters by key, as the emulator defines them.

    >>> bss2emu.parameters()["synram.synapse.spread"].unit
    """
    table = {}
    for index in range(library.bss2_parameter_count()):
        low, high = ctypes.c_double(), ctypes.c_double()
        _library.check(
            library.bss2_parameter_range(index, ctypes.byref(low), ctypes.byref(high)))
        key = library.bss2_parameter_key(index).decode()
        table[key] = Parameter(
            key, library.bss2_parameter_unit(index).decode(),
            library.bss2_parameter_summary(index).decode(), low.value, high.value)
    return table


def effects() -> list[str]:
    """Names of all effects (non-idealities) of a chip.

    >>> bss2emu.calibrated("typical", effects={name: 0 for name in bss2emu.effects()})
    """
    return [
        library.bss2_effect_name(index).decode() for index in range(library.bss2_effect_count())]


@dataclasses.dataclass(frozen=True)
class ChipConfiguration:
    """A kind of chip: its name, physical parameters in SI units, and the strength of effects.

    Effects that are not named have strength 1.

    >>> kind = bss2emu.ChipConfiguration.load("typical")
    >>> kind.strength("cadc.noise")
    1.0
    >>> kind.with_effects("cadc.noise=0,synapse.mismatch=2x")
    <bss2emu.ChipConfiguration typical, ... effects ...cadc.noise=0x, synapse.mismatch=2x>
    >>> kind.with_parameters(columns__temperature__chip=313)
    """

    name: str
    parameters: Mapping[str, float]
    effects: Mapping[str, float] = dataclasses.field(default_factory=dict)
    #: Fixed registers of all synapse drivers, which calibration leaves as they are: none, or both
    #: of ``stp_i_ramp`` and ``hagen_dac_offset``.
    drivers: Mapping[str, int] = dataclasses.field(default_factory=dict)
    #: Choices with which such chips are calibrated: ``calix``, the year of those of calix, 2021 for
    #: chips of revision 2.
    calibration: Mapping[str, int] = dataclasses.field(default_factory=dict)
    #: Path of the file of a measured chip whose pattern the chip has, and the file's digest; empty
    #: where the seed draws the pattern.
    pattern: str = ""
    pattern_digest: str = ""

    def __repr__(self) -> str:
        changed = ", ".join(f"{name}={scale:g}x" for name, scale in self.effects.items())
        return (
            f"<bss2emu.ChipConfiguration {self.name}, {len(self.parameters)} parameters"
            f"{', effects ' + changed if changed else ''}>")

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> ChipConfiguration:
        """Reads a preset by name ("typical", "ideal"), a YAML file, or the file of a measured chip.

        :raises ConfigurationError: naming file, key and what is allowed.
        """
        return _read(str(name_or_path), {})

    def strength(self, effect: str) -> float:
        """Strength of an effect; 1 where nothing sets it."""
        return self.effects.get(effect, self.effects.get("all", 1.0))

    def with_effects(self, scales: Mapping[str, float | str] | str) -> ChipConfiguration:
        """A copy with other strengths of effects, 0 (off) to 100.

        :param scales: strengths by name, or a text such as "cadc.noise=0,synapse.mismatch=2x";
            "all" comes before every other name.
        """
        if isinstance(scales, str):
            scales = _parse_effects(scales)
        merged = dict(self.effects)
        for name, scale in sorted(scales.items(), key=lambda item: item[0] != "all"):
            value = parse_quantity(f"effects.{name}", str(scale))
            merged = {name: value} if name == "all" else {**merged, name: value}
        return dataclasses.replace(self, effects=merged)

    def with_parameters(self, **values: float) -> ChipConfiguration:
        """A copy with other parameters; dots of keys are written as two underscores."""
        table = parameters()
        named = {key.replace("__", "."): float(value) for key, value in values.items()}
        for key in named:
            if key not in table:
                parse_quantity(key, "0")
                raise ConfigurationError(
                    f"{key} is not a parameter; set effects with with_effects, and drivers.… in a "
                    "chip's YAML file.")
        return dataclasses.replace(self, parameters={**self.parameters, **named})


def _parse_effects(text: str) -> dict[str, Any]:
    scales = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, separator, scale = part.partition("=")
        if not separator:
            raise ConfigurationError(
                f"{part!r} is not an effect setting; write NAME=SCALE, such as cadc.noise=0.")
        scales[name.strip()] = scale.strip()
    return scales


def parse_quantity(key: str, text: str) -> float:
    """The value of a text such as "6 ns" in SI units, in the range of a parameter.

    >>> bss2emu.configuration.parse_quantity("effects.cadc.noise", "2x")
    2.0

    :param key: of a parameter, or "effects.NAME" or "drivers.NAME" for plain numbers.
    :raises ConfigurationError: for an unknown key, a wrong unit, or a value out of range.
    """
    value = ctypes.c_double()
    _check(library.bss2_parse_quantity(key.encode(), text.encode(), ctypes.byref(value)))
    return value.value


def _check(code: int) -> int:
    try:
        return _library.check(code)
    except ChipError as error:
        raise ConfigurationError(str(error)) from None


def presets() -> list[str]:
    """Names of the kinds of chips that come with the package.

    >>> bss2emu.presets()
    ['faulty', 'ideal', 'typical', 'v2']
    """
    return sorted(_presets())


def _presets() -> dict[str, dict[str, Any]]:
    path = pathlib.Path(__file__).with_name("presets.json")
    presets: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return presets


def from_document(document: object, file: str) -> ChipConfiguration:
    """A configuration from the content of a YAML file.

    >>> bss2emu.configuration.from_document({"extends": "typical", "name": "mine"}, "mine.yaml").name
    'mine'
    """
    return _read(file, {file: document})


def _read(name: str, known: Mapping[str, object]) -> ChipConfiguration:
    reader = library.bss2_chip_file_new(name.encode())
    pattern = ""
    try:
        documents = {**_presets(), **known}
        while wanted := _text(library.bss2_chip_file_wanted, reader):
            document = documents.get(wanted)
            if document is None and not pattern and _pattern.is_file(wanted):
                pattern = os.path.abspath(wanted)
            _give(reader, _document(reader, wanted) if document is None else document)
        return _with_pattern(_result(reader), pattern)
    finally:
        library.bss2_free(reader)


def _with_pattern(configuration: ChipConfiguration, path: str) -> ChipConfiguration:
    if not path:
        return configuration
    return dataclasses.replace(
        configuration, pattern=path, pattern_digest=_pattern.digest(path))


def _give(reader: int, document: object) -> None:
    events, texts = _events(document)
    array = (ctypes.c_char_p * len(texts))(*texts)
    _check(library.bss2_chip_file_give(reader, events.encode(), array))


def _document(reader: int, path: str) -> object:
    """The content of a file; scalars are texts."""
    if not os.path.exists(path):
        _check(library.bss2_chip_file_refuse(reader, _MISSING, None))
    try:
        is_measured = _pattern.is_file(path)
        text = _pattern.text(path) if is_measured else pathlib.Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        _check(library.bss2_chip_file_refuse(reader, _UNREADABLE, None))
        raise
    try:
        return parse_yaml(text, path)
    except ValueError as error:
        _check(library.bss2_chip_file_refuse(reader, _MALFORMED, str(error).encode()))
        raise


#: Characters of the largest file, and aliases: a few lines of aliases to lists of aliases stand for
#: more values than memory holds.
_LARGEST_YAML, _MOST_ALIASES = 2**18, 8


def parse_yaml(text: str, path: str) -> object:
    """The content of a YAML text as dictionaries, lists and texts.

    >>> bss2emu.configuration.parse_yaml("name: mine", "mine.yaml")
    {'name': 'mine'}

    :raises ValueError: for a text that is no YAML.
    """
    try:
        import yaml
    except ImportError:
        raise ImportError(
            f"reading {path} needs PyYAML: pip install 'bss2emu[files]'.") from None

    def content(node: Any) -> object:
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [content(child) for child in node.value]
        mapping: dict[str, object] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in mapping:
                raise ValueError(f"the key '{name}' occurs twice in one mapping")
            mapping[name] = content(value)
        return mapping

    if len(text) > _LARGEST_YAML:
        raise ValueError(f"it has more than {_LARGEST_YAML} characters")
    try:
        aliases = sum(isinstance(event, yaml.AliasEvent)
                      for event in yaml.parse(text, Loader=yaml.SafeLoader))
        if aliases > _MOST_ALIASES:
            raise ValueError(
                f"it has more than {_MOST_ALIASES} aliases (*name); write the values out")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        return "" if root is None else content(root)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(" ".join(str(error).split())) from None


def _events(node: object) -> tuple[str, list[bytes]]:
    """A document as the events and texts that the library takes."""
    if isinstance(node, Mapping):
        inner = [_events(part) for item in node.items() for part in item]
        brackets = "{}"
    elif isinstance(node, (list, tuple)):
        inner = [_events(part) for part in node]
        brackets = "[]"
    else:
        return "t", [("" if node is None else str(node)).encode()]
    return (
        brackets[0] + "".join(events for events, _ in inner) + brackets[1],
        [text for _, texts in inner for text in texts])


def _result(reader: int) -> ChipConfiguration:
    sections: dict[str, dict[str, float]] = {
        "effects": {}, "drivers": {}, "calibration": {}, "": {}}
    for index in range(_check(library.bss2_chip_file_count(reader))):
        key = _text(library.bss2_chip_file_key, reader, index)
        value = ctypes.c_double()
        _check(library.bss2_chip_file_value(reader, index, ctypes.byref(value)))
        section, _, name = key.partition(".")
        if section in sections:
            sections[section][name] = value.value
        else:
            sections[""][key] = value.value
    drivers, calibration = (
        {name: int(code) for name, code in sections[section].items()}
        for section in ("drivers", "calibration"))
    name = _text(library.bss2_chip_file_name, reader)
    return ChipConfiguration(name, sections[""], sections["effects"], drivers, calibration)


def _text(function: Any, *arguments: Any) -> str:
    """A text that a function of the library copies into a buffer."""
    length = _check(function(*arguments, None, 0))
    buffer = ctypes.create_string_buffer(length + 1)
    _check(function(*arguments, buffer, length + 1))
    return buffer.raw[:length].decode()
