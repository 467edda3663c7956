"""Kinds of chips: presets, YAML files and effects as plain values."""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
import pathlib
import re
from collections.abc import Mapping

from . import _library
from ._library import library
from .errors import ConfigurationError

_PREFIXES = {
    "f": 1e-15, "p": 1e-12, "n": 1e-9, "u": 1e-6, "m": 1e-3, "": 1.0, "k": 1e3, "M": 1e6, "G": 1e9}
_WITH_PREFIXES = ("s", "V", "A", "C", "F", "S", "Hz", "K", "V/s", "V/K")


@dataclasses.dataclass(frozen=True)
class Parameter:
    """A physical parameter of a chip."""

    key: str
    unit: str
    summary: str
    lowest: float
    highest: float


def parameters() -> dict[str, Parameter]:
    """All physical parameters by key, as the emulator defines them."""
    import ctypes

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
    """Names of all effects (non-idealities) of a chip."""
    return [
        library.bss2_effect_name(index).decode() for index in range(library.bss2_effect_count())]


@dataclasses.dataclass(frozen=True)
class ChipConfiguration:
    """A kind of chip: its name, physical parameters in SI units, and the strength of effects.

    Effects that are not named have strength 1.
    """

    name: str
    parameters: Mapping[str, float]
    effects: Mapping[str, float] = dataclasses.field(default_factory=dict)
    #: Fixed registers of all synapse drivers, which calibration leaves as they are: none, or both
    #: of ``stp_i_ramp`` (0 to 1022) and ``hagen_dac_offset`` (0 to 63).
    drivers: Mapping[str, int] = dataclasses.field(default_factory=dict)

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> ChipConfiguration:
        """Reads a preset by name ("typical", "ideal") or a YAML file by path.

        :raises ConfigurationError: naming file, key and what is allowed.
        """
        return _load(str(name_or_path), ())

    def with_effects(self, scales: Mapping[str, float] | str) -> ChipConfiguration:
        """A copy with other strengths of effects, 0 (off) to 100.

        :param scales: strengths by name, or a text such as "cadc.noise=0,synapse.mismatch=2x";
            "all" comes before every other name.
        """
        if isinstance(scales, str):
            scales = _parse_effects(scales)
        merged = dict(self.effects)
        for name, scale in sorted(scales.items(), key=lambda item: item[0] != "all"):
            _check_effect(name, scale, "effects")
            if name == "all":
                merged = {"all": float(scale)}
            else:
                merged[name] = float(scale)
        return dataclasses.replace(self, effects=merged)

    def with_parameters(self, **values: float) -> ChipConfiguration:
        """A copy with other parameters; dots of keys are written as two underscores."""
        named = {key.replace("__", "."): float(value) for key, value in values.items()}
        for key in named:
            if key not in self.parameters:
                raise _unknown("parameters", key, self.parameters)
        return dataclasses.replace(self, parameters={**self.parameters, **named})


def _parse_effects(text: str) -> dict[str, float]:
    scales: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, separator, scale = part.partition("=")
        try:
            scales[name.strip()] = float(scale.strip().removesuffix("x"))
        except ValueError:
            raise ConfigurationError(
                f"effect {part!r}: write NAME=SCALE, such as cadc.noise=0") from None
    return scales


def _check_effect(name: str, scale: object, place: str) -> None:
    known = effects()
    if name != "all" and name not in known:
        raise _unknown(place, name, known)
    if isinstance(scale, bool) or not isinstance(scale, (int, float)) or not 0 <= scale <= 100:
        raise ConfigurationError(f"{place}: {name} is {scale!r}; allowed are numbers 0 to 100")


def _unknown(place: str, name: str, known: object) -> ConfigurationError:
    nearest = difflib.get_close_matches(name, list(known), 1)  # type: ignore[call-overload]
    hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
    return ConfigurationError(f"{place}: there is no {name!r}{hint}")


def presets() -> list[str]:
    """Names of the kinds of chips that come with the package."""
    return sorted(_presets())


def _presets() -> dict[str, dict]:
    path = pathlib.Path(__file__).with_name("presets.json")
    return json.loads(path.read_text(encoding="utf-8"))


def _load(name: str, opened: tuple[str, ...]) -> ChipConfiguration:
    if name in opened:
        raise ConfigurationError(f"{name}: extends itself by way of {', '.join(opened)}")
    known = _presets()
    if name in known:
        content = known[name]
        return ChipConfiguration(
            name, content["parameters"], content["effects"], content["drivers"])
    path = pathlib.Path(name)
    if not path.is_file():
        raise ConfigurationError(
            f"{name}: no such file, and no preset; presets are {', '.join(sorted(known))}")
    return from_document(_document(path), name, (*opened, name))


def _document(path: pathlib.Path) -> dict:
    try:
        import yaml
    except ImportError:
        raise ImportError(
            f"reading {path} needs PyYAML: pip install 'bss2emu[files]'") from None
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: not YAML: {error}") from None
    if not isinstance(document, dict):
        raise ConfigurationError(f"{path}: no keys at the top level")
    return document


_KEYS = ("name", "extends", "parameters", "drivers", "effects")
_DRIVERS = {"stp_i_ramp": 1022, "hagen_dac_offset": 63}


def _drivers(section: object, file: str) -> dict[str, int]:
    if not isinstance(section, dict):
        raise ConfigurationError(f"{file}: drivers must be a mapping of {', '.join(_DRIVERS)}")
    for name in section:
        if name not in _DRIVERS:
            raise _unknown(f"{file}: drivers", str(name), _DRIVERS)
    for name, largest in _DRIVERS.items():
        code = section.get(name)
        if isinstance(code, bool) or not isinstance(code, int) or not 0 <= code <= largest:
            raise ConfigurationError(
                f"{file}: drivers.{name} must be a whole number from 0 to {largest}")
    return dict(section)


def from_document(document: dict, file: str, opened: tuple[str, ...] = ()) -> ChipConfiguration:
    """A configuration from the content of a YAML file."""
    for key in document:
        if key not in _KEYS:
            raise _unknown(file, str(key), _KEYS)
    name = document.get("name")
    if not isinstance(name, str) or not name:
        raise ConfigurationError(f"{file}: name is missing")
    values: dict[str, float] = {}
    scales: dict[str, float] = {}
    drivers: dict[str, int] = {}
    if base := document.get("extends"):
        parent = base
        if base not in _presets():
            parent = str(pathlib.Path(file).parent / str(base))
        inherited = _load(str(parent), opened)
        values, scales = dict(inherited.parameters), dict(inherited.effects)
        drivers = dict(inherited.drivers)
    table = parameters()
    for key, entry in (document.get("parameters") or {}).items():
        if key not in table:
            raise _unknown(f"{file}: parameters", str(key), table)
        values[key] = _value(entry, table[key], file)
    for key in table:
        if key not in values:
            raise ConfigurationError(f"{file}: parameters.{key} is missing")
    if (section := document.get("drivers")) is not None:
        drivers = _drivers(section, file)
    configuration = ChipConfiguration(name, values, scales, drivers)
    return configuration.with_effects(document.get("effects") or {})


def _value(entry: object, parameter: Parameter, file: str) -> float:
    place = f"{file}: {parameter.key}"
    if not isinstance(entry, dict) or "value" not in entry:
        raise ConfigurationError(f"{place}: must be {{value: ..., source: ..., status: ...}}")
    number = parse_quantity(str(entry["value"]), parameter.unit, place)
    if not parameter.lowest <= number <= parameter.highest:
        raise ConfigurationError(
            f"{place}: {entry['value']} is outside {parameter.lowest} to {parameter.highest} "
            f"{parameter.unit}")
    return number


def parse_quantity(text: str, unit: str, place: str = "value") -> float:
    """A number with its unit, such as "6 ns", in SI units."""
    match = re.fullmatch(r"\s*([-+0-9.eE]+)\s*(.*?)\s*", text)
    try:
        number = float(match[1]) if match else float("nan")
    except ValueError:
        number = float("nan")
    if number != number or match is None:
        raise ConfigurationError(f"{place}: {text!r} is no number with a unit")
    prefix = match[2].removesuffix(unit)
    if not match[2].endswith(unit) or prefix not in _PREFIXES or (
        prefix and unit not in _WITH_PREFIXES
    ):
        raise ConfigurationError(
            f"{place}: {text!r} is not in {unit or 'plain numbers'}"
            + (" (prefixes f p n u m k M G)" if unit in _WITH_PREFIXES else ""))
    return number * _PREFIXES[prefix]
