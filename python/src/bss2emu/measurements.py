"""Measurements of chips and calibrations, by the protocols of the program ``bss2``.

>>> chip = bss2emu.calibrated("typical", seed=3)
>>> bss2emu.characterize(chip)["pattern.mean"].value
>>> bss2emu.compare(chip, bss2emu.calibrated("v2")).differences
>>> all(check.holds for check in bss2emu.verify(chip))
"""

from __future__ import annotations

import ctypes
import dataclasses
import json
import os
import pathlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Union

import numpy as np
from numpy.typing import NDArray

from . import _calibrating, _hdf5, _html, _provenance
from ._interrupt import interruptible
from ._library import Progress, address, callback, check, library
from ._progress import Bar
from .calibration import Calibration
from .chip import Chip
from .cocolist import encoded
from .configuration import ChipConfiguration
from .errors import OutOfRangeError

#: A calibration, or the path of a file that holds one.
AnyCalibration = Union[Calibration, str, "os.PathLike[str]"]
_Report = Callable[[str, float], Any]


@dataclasses.dataclass(frozen=True)
class Effect:
    """A non-ideality of a chip.

    See :func:`bss2emu.effect_table`.
    """

    name: str
    #: Part of the chip that has it.
    component: str
    law: str
    #: Registers that move or compensate it.
    knobs: str
    #: Values of the parameters that state its magnitude, in SI units, by their keys.
    magnitudes: Mapping[str, float]
    source: str
    #: "published", "fitted" or "assumed".
    status: str
    #: Strength on the kind of chip: 0 is off, 1 the magnitude as it stands.
    strength: float


def effect_table(
    config: str | os.PathLike[str] | ChipConfiguration = "typical",
) -> dict[str, Effect]:
    """All effects by name, with magnitudes and strengths of a kind of chip.

    >>> bss2emu.effect_table("typical")["cadc.noise"].strength
    1.0
    """
    kind = config if isinstance(config, ChipConfiguration) else ChipConfiguration.load(config)
    return {
        row["name"]: Effect(
            name=row["name"], component=row["component"], law=row["law"], knobs=row["knobs"],
            magnitudes={key: kind.parameters[key] for key in row["parameters"]},
            source=row["source"], status=row["status"], strength=kind.strength(row["name"]))
        for row in json.loads(_copied(library.bss2_effects_json))}


@dataclasses.dataclass(frozen=True)
class Figure:
    """A figure that is published of real chips, and its values on virtual ones.

    >>> figure = bss2emu.characterize(chip)["pattern.mean"]
    >>> figure.value, figure.unit, figure.allowed, figure.is_within
    """

    key: str
    title: str
    unit: str
    source: str
    #: One value for each chip; NaN for one that a chip does not have.
    values: NDArray[np.float64]
    #: The published value; None where only a range is known.
    published: float | None
    #: The range in which the median of chips should lie.
    allowed: tuple[float, float]

    @property
    def value(self) -> float:
        """Median of the chips."""
        return float(np.median(self.values))

    @property
    def is_within(self) -> bool:
        """Tells whether the median lies in the allowed range."""
        return self.allowed[0] <= self.value <= self.allowed[1]


class Figures(Mapping[str, Figure]):
    """Figures of one or several chips by their keys, such as "pattern.mean".

    >>> figures = bss2emu.compare(chip, bss2emu.calibrated("ideal"))
    >>> figures["noise.usual"].values, figures.differences["noise.usual"]
    >>> figures.to_pandas()
    """

    def __init__(self, chips: Sequence[str], figures: Sequence[Figure]):
        #: Identifiers of the chips.
        self.chips = tuple(chips)
        self._figures = {figure.key: figure for figure in figures}

    def __getitem__(self, key: str) -> Figure:
        return self._figures[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    @property
    def differences(self) -> dict[str, float]:
        """Values of the second chip less those of the first."""
        return {key: float(figure.values[1] - figure.values[0]) for key, figure in self.items()}

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``: one row a figure, one column a chip."""
        import pandas

        rows = [
            [figure.title, figure.unit, *figure.values, figure.published, *figure.allowed]
            for figure in self.values()]
        columns = ["title", "unit", *self.chips, "published", "lowest", "highest"]
        return pandas.DataFrame(rows, index=list(self), columns=columns)

    def __repr__(self) -> str:
        count = sum(figure.is_within for figure in self.values())
        return (f"<bss2emu.Figures of {', '.join(self.chips)}: {count} of {len(self)} within their "
                f"ranges>")

    def _repr_html_(self) -> str:
        return _html.table(repr(self)[1:-1], {
            f"{figure.title} [{figure.unit or 1}]": f"{figure.value:.3g}"
            for figure in self.values()})


def characterize(
    *chips: Chip, progress: _Report | bool | None = None,
) -> Figures:
    """Measures calibrated chips with the protocols of the tutorials, beside published figures.

    The chips stay as they were. Their kinds decide what is published of them.

    >>> bss2emu.characterize(chip)["pattern.mean"].value

    :param progress: as :meth:`Chip.calibrate` takes it.
    """
    if not chips:
        raise TypeError("characterize needs at least one chip.")
    rows = [_characterized(chip, progress) for chip in chips]
    shared = [row["key"] for row in rows[0] if all(
        any(row["key"] == other["key"] for other in others) for others in rows)]
    tables = [{row["key"]: row for row in own} for own in rows]
    return Figures([chip.identifier for chip in chips], [_figure(key, tables) for key in shared])


def _characterized(chip: Chip, progress: _Report | bool | None) -> Any:
    return _measured(chip, progress, lambda call: check(
        library.bss2_chip_characterize(chip._handle, *call)))


def _figure(key: str, tables: Sequence[Mapping[str, Any]]) -> Figure:
    own = tables[0][key]
    values = [np.nan if table[key]["value"] is None else table[key]["value"] for table in tables]
    return Figure(
        key, own["title"], own["unit"], own["source"], np.array(values), own["published"],
        (own["lowest"], own["highest"]))


def compare(first: Chip, second: Chip, *, progress: _Report | bool | None = None) -> Figures:
    """Measures two calibrated chips side by side; see :func:`characterize`.

    >>> bss2emu.compare(chip, bss2emu.calibrated("ideal")).differences["noise.usual"]
    """
    return characterize(first, second, progress=progress)


@dataclasses.dataclass(frozen=True)
class Check:
    """A number that a calibrated chip has to keep below or above a limit.

    See :func:`bss2emu.verify`.
    """

    name: str
    value: float
    limit: float
    #: Tells whether values have to be below the limit.
    is_upper_limit: bool
    #: Tells whether the number keeps its limit.
    holds: bool
    #: Neurons or channels that are the farthest from their targets, where it is known.
    instances: tuple[int, ...]

    def __str__(self) -> str:
        sign = "<" if self.is_upper_limit else ">"
        return f"{'ok  ' if self.holds else 'FAIL'} {self.value:8.3f} {sign} {self.limit:g}  {self.name}"


def verify(chip: Chip, calibration: AnyCalibration | None = None) -> list[Check]:
    """Measures whether a calibration holds on a chip like this one, against its own targets.

    >>> for check in bss2emu.verify(chip, "hagen_cocolist.pbin"):
    ...     print(check)

    :param calibration: a calibration or a file with one: .npz, .h5, or one of the lab's (.pbin,
        .json, .json.gz); None takes the chip's own.
    :raises ValueError: for a chip without calibration.
    """
    given = _content(chip, calibration)
    if isinstance(given, Calibration):
        handle = given._to_handle()
    else:
        handle = _targets(chip, calibration)
    try:
        if isinstance(given, Calibration):
            rows = _text_of(chip, lambda text: library.bss2_chip_verify(chip._handle, handle, text))
        else:
            data = np.frombuffer(given, np.uint8)
            rows = _text_of(chip, lambda text: library.bss2_chip_verify_cocolist(
                chip._handle, address(data), data.size, handle, text))
    finally:
        if handle:
            library.bss2_free(handle)
    return [
        Check(row["name"], np.nan if row["value"] is None else row["value"], row["limit"],
              row["upper"], row["holds"], tuple(row["instances"])) for row in rows]


@dataclasses.dataclass(frozen=True)
class Difference:
    """A field of a type of container that two calibrations set differently.

    See :func:`bss2emu.diff`.
    """

    #: Such as "NeuronConfig.enable_fire".
    name: str
    #: Mean and largest difference of codes, over the places that differ.
    mean: float
    largest: int
    places: tuple[int, ...]


@dataclasses.dataclass(frozen=True)
class Differences:
    """Settings that differ between two calibrations; false if they configure a chip alike.

    See :func:`bss2emu.diff`.
    """

    fields: tuple[Difference, ...]
    #: Numbers of containers that only one of both has, by type.
    only_first: Mapping[str, int]
    only_second: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.fields or self.only_first or self.only_second)


def diff(first: AnyCalibration, second: AnyCalibration) -> Differences:
    """Compares the settings of two calibrations or files, whatever their forms.

    >>> for field in bss2emu.diff("monday.pbin", "tuesday.pbin").fields:
    ...     print(field.name, field.largest, field.places)
    """
    a, b = (np.frombuffer(_cocolist(given), np.uint8) for given in (first, second))
    found = json.loads(_copied(
        lambda buffer, size: library.bss2_cocolist_differences(
            address(a), a.size, address(b), b.size, buffer, size)))
    fields = (
        Difference(row["name"], row["mean"], row["largest"], tuple(row["places"]))
        for row in found["fields"])
    return Differences(tuple(fields), found["only_first"], found["only_second"])


def temperature(
    chip: Chip, kelvin: Sequence[float] = (313, 328, 343, 363), *,
    progress: _Report | bool | None = None,
) -> dict[str, NDArray[np.float64]]:
    """Measures random products of a calibrated chip at other temperatures than the calibration's.

    >>> bss2emu.temperature(chip, [313, 363])["error"]

    :param kelvin: temperatures, 200 to 450 K.
    :returns: by name one number a temperature: "kelvin"; "gain" and "noise_to_signal" against the
        calibration's temperature; "noise" and "error" of results, LSB; "shift_share", the part of
        the squared error that is each column's own shift; "upwards", the share of columns that
        shift up.
    :raises ValueError: for a chip without a calibration for hagen mode.
    """
    calibration = _content(chip, None)
    if not isinstance(calibration, Calibration) or calibration.kind != "hagen":
        raise ValueError("temperature needs a chip with a calibration of the kind 'hagen'.")
    values = np.ascontiguousarray(kelvin, np.float64).reshape(-1)
    if not ((values >= 200) & (values <= 450)).all():
        raise OutOfRangeError(f"kelvin is {values.tolist()}; allowed is 200 to 450.")
    handle = calibration._to_handle()
    try:
        rows = _measured(chip, progress, lambda call: check(library.bss2_chip_temperatures(
            chip._handle, handle, address(values), values.size, *call)))
    finally:
        library.bss2_free(handle)
    return {name: np.array([row[name] for row in rows], float) for name in rows[0]}


def _targets(chip: Chip, file: AnyCalibration | None) -> int:
    """A request with the targets in the provenance beside a file; 0 if there are none."""
    if file is None or isinstance(file, Calibration):
        return 0
    stated = _provenance.targets_of(pathlib.Path(file))
    if stated is None:
        return 0
    return _calibrating.request(chip._handle, "hagen", stated, {})._to_handle()


# ---- calls of the library


def _content(chip: Chip, calibration: AnyCalibration | None) -> Calibration | bytes:
    """A calibration, or the bytes of a cocolist."""
    given = chip.calibration if calibration is None else calibration
    if given is None and chip._cocolist is not None:
        return chip._cocolist
    if given is None:
        raise ValueError(f"{chip.identifier} is not calibrated; call its calibrate() first.")
    return given if isinstance(given, Calibration) else _loaded(given)


def _loaded(path: str | os.PathLike[str]) -> Calibration | bytes:
    content = pathlib.Path(path).read_bytes()
    is_native = content.startswith(b"PK") or _hdf5.is_hdf5(content[:_hdf5.BLOCK + 8])
    return Calibration.load(path) if is_native else content


def _cocolist(given: AnyCalibration) -> bytes:
    content = given if isinstance(given, Calibration) else _loaded(given)
    return encoded(content) if isinstance(content, Calibration) else content


def _measured(
    chip: Chip, progress: _Report | bool | None, call: Callable[[tuple[Any, ...]], int]
) -> Any:
    """The result of a call that reports its progress and that Ctrl-C ends."""
    text = ctypes.c_uint64()
    bar = Bar("measurement")
    show = progress if callable(progress) else (lambda *_: None) if progress is False else bar

    def run(report: _Report) -> int:
        told = Progress(lambda step, fraction, _: report(step.decode(), fraction))
        return call((callback(told), None, ctypes.byref(text)))

    try:
        interruptible(chip._handle, run, show)
    finally:
        bar.close()
    return _freed(text.value)


def _text_of(chip: Chip, call: Callable[[Any], int]) -> Any:
    """The result of a call without progress."""
    text = ctypes.c_uint64()
    interruptible(chip._handle, lambda _: check(call(ctypes.byref(text))), lambda *_: None)
    return _freed(text.value)


def _freed(text: int) -> Any:
    try:
        return json.loads(_copied(lambda buffer, size: library.bss2_text(text, buffer, size)))
    finally:
        library.bss2_free(text)


def _copied(read: Callable[[Any, int], int]) -> str:
    length = check(read(None, 0))
    buffer = ctypes.create_string_buffer(length + 1)
    check(read(buffer, length + 1))
    return buffer.raw[:length].decode()
