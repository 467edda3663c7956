"""Finds the pattern of a chip from its recording, and writes the file of a measured chip::

    python -m bss2emu twin fit my_record.h5 -o my_chip.h5

The emulator itself predicts the recorded products. Parameters of the chip, numbers of drivers,
columns and synapses, and noise are changed until the predictions agree, with the population as
prior. Steps for validation are not used; they tell how good the twin is.

See :mod:`bss2emu.twin` for all steps.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import os
import pathlib
import sys
from collections.abc import Callable, Mapping
from typing import Any

from .. import _pattern, _whole, cocolist
from .._progress import Bar
from ..calibration import Calibration
from ..chip import Chip
from ..configuration import ChipConfiguration
from ..errors import ChipError, ConfigurationError, TwinError
from . import (
    _chip_file,
    _chip_level,
    _column_level,
    _driver_level,
    _joint_level,
    _noise,
    _posterior_rows,
    _recording,
    _register_law,
    _register_level,
    _registers,
    _report,
    _synapse_level,
)
from ._measured import Measured
from ._model import Model
from ._report import Report
from ._virtual import PLACES

__all__ = ["Report", "fit", "refresh", "settings", "twin"]

#: Passes over all levels.
_PASSES = 3
#: Repeats of a step in a simulation; 1 where nothing is said.
_REPEATS = {"rows": 2, "curve": 4}
Show = Callable[[str, float], None]


def fit(
    record: str | os.PathLike[str] | None, chip: str | os.PathLike[str], *,
    calibration: str | os.PathLike[str] | None = None, kind: str = "typical",
    name: str | None = None, picture: str | os.PathLike[str] | None = None,
    threads: int | None = None,
) -> Report:
    """Fits a twin to a recording, to a calibration file or to both, and writes it as the file of a
    measured chip.

    >>> report = fit("my_record.h5", "my_chip.h5", calibration="hagen_cocolist.pbin")
    >>> print(report.text)

    :param record: a complete recording; None for a twin from a calibration file alone.
    :param chip: HDF5 file to write.
    :param calibration: the calibration file with which the chip was recorded, of the lab's formats
        or native; by default the one that the recording holds.
    :param kind: preset or configuration file whose population is the prior.
    :param name: name of the chip; by default that of the file.
    :param picture: file for a picture of the residuals, such as report.png; needs matplotlib.
    :param threads: threads for simulations; results do not depend on them.
    :returns: how well the twin predicts products that the fit has not used, and registers.
    :raises TwinError: for a recording or a calibration file that cannot be used.
    :raises ConfigurationError: for a kind of chip that is no preset and no file.
    """
    place = pathlib.Path(chip)
    sources = _sources(record, calibration)
    report = _written(
        sources, _model(sources, ChipConfiguration.load(kind), threads), place, name or place.stem)
    if picture is not None:
        _report.draw(report, picture)
    return report


def refresh(
    chip: str | os.PathLike[str], out: str | os.PathLike[str], *,
    record: str | os.PathLike[str] | None = None,
    calibration: str | os.PathLike[str] | None = None, threads: int | None = None,
) -> Report:
    """Updates a twin with a newer recording, which may be a quick one, or a newer calibration file.

    What the file knows, with its uncertainties and some drift, is the prior; what the new sources do
    not measure stays.

    >>> print(refresh("my_chip.h5", "my_chip.h5", record="quick_record.h5").text)

    :param chip: file of the twin.
    :param out: file to write; it may be the same.
    :param record: a recording with the registers of the file, or with those of `calibration`.
    :param calibration: the newer calibration file.
    :returns: the report of a fit, with what has drifted.
    :raises TwinError: for sources that cannot be used, and for a calibration file of a twin that was
        fitted without one.
    """
    file = os.path.abspath(chip)
    before = _pattern.provenance(file)
    known = {(row.place, row.name): row for row in _pattern.rows(file, _pattern.digest(file))}
    sources = _sources(record, calibration)
    if sources.registers is not None and not _knows_registers(known):
        raise TwinError(
            f"{chip} was fitted without a calibration file, so that a newer one cannot be compared; "
            "fit the recording together with the calibration file.")
    kind = dataclasses.replace(ChipConfiguration.load(file), pattern="", pattern_digest="")
    model = _model(sources, kind, threads)
    model.settings = model.settings or settings(file)
    model.known = known
    model.pattern = {key: row.mean.astype(float) for key, row in known.items()}
    return _written(sources, model, pathlib.Path(out), before.name, before.source)


def _knows_registers(known: Mapping[tuple[str, str], _pattern.Row]) -> bool:
    return all(known[place, _register_law.ROWS[0]].deviation.any() for place in PLACES
               if (place, _register_law.ROWS[0]) in known)


def _written(
    sources: _Sources, model: Model, place: pathlib.Path, name: str, before: str = ""
) -> Report:
    """Fits a model and writes its file.

    :param before: source of the file that is refreshed.
    """
    bar = Bar("fitting")
    try:
        posteriors = _fitted(sources, model, bar)
    finally:
        bar.close()
    report = _report.of(model, sources.recording, posteriors, sources.registers)
    text = f"{sources.text}; before: {before}" if before else sources.text
    _chip_file.write(place, _chip_file.Content(
        _chip_file.text(model.configuration_now, name, sources.text, model.factors.keys()),
        posteriors.rows, name, sources.date, text, _encoded(model.settings), report.text))
    return report


@dataclasses.dataclass(frozen=True)
class _Sources:
    """Sources of a fit: a recording, a calibration file or both."""

    recording: _recording.Recording | None
    registers: _registers.Registers | None
    #: All registers of the calibration file, as a cocolist.
    cocolist: bytes
    #: Name of the calibration file.
    file: str

    @property
    def date(self) -> str:
        """Date of the recording, else of the fit."""
        if self.recording is not None:
            return self.recording.started[:10]
        return datetime.date.today().isoformat()

    @property
    def text(self) -> str:
        """A line that names the sources."""
        parts = []
        if self.recording is not None:
            size = "quick" if self.recording.is_quick else "full"
            parts.append(
                f"the {size} recording of {self.recording.chip}, {self.recording.started}")
        if self.registers is not None:
            parts.append(f"the calibration file {self.file}")
        return "twin fit of " + " and ".join(parts)


def _sources(
    record: str | os.PathLike[str] | None, calibration: str | os.PathLike[str] | None
) -> _Sources:
    if record is None and calibration is None:
        raise TwinError("There is nothing to fit; give a recording, a calibration file or both.")
    recording = None if record is None else _recording.read(record)
    if calibration is not None:
        path = pathlib.Path(calibration)
        return _Sources(recording, *_registers.of_file(path), path.name)
    assert recording is not None and record is not None
    if not recording.registers:
        return _Sources(recording, None, b"", "")
    return _Sources(
        recording, *_registers.of_content(recording.registers, pathlib.Path(record)),
        "of the recording")


def _encoded(settings: Calibration | bytes) -> bytes:
    return settings if isinstance(settings, bytes) else cocolist.encoded(settings)


def _model(sources: _Sources, kind: ChipConfiguration, threads: int | None) -> Model:
    steps = sources.recording.fitted[0] if sources.recording else {}
    repeats = {step: _REPEATS.get(step, 1) for step in steps}
    return Model(kind, sources.cocolist, steps, repeats, threads=threads)


def _fitted(sources: _Sources, model: Model, show: Show) -> _posterior_rows.Posteriors:
    results = sources.recording.fitted[1] if sources.recording else {}
    known = levels = None
    show("calibrating", 0)
    if not model.settings:
        model.settings = model.calibration()
    if sources.registers is not None:
        known = _register_level.Known(sources.registers, _register_law.found(model))
        levels = _posterior_rows.Levels(
            *_register_level.fit(model, known), column_rows=_register_law.COLUMN_ROWS)
    if results:
        levels = _passes(model, Measured(results, model), known, show)
    assert levels is not None
    return _posterior_rows.of(model, levels)


def _passes(
    model: Model, measured: Measured, known: _register_level.Known | None, show: Show
) -> _posterior_rows.Levels:
    """Passes over all levels; the posteriors of the last one."""
    joint = known and _joint_level.Joint(known)
    levels: tuple[tuple[str, Callable[[Model, Measured, int], Any]], ...] = (
        ("chip", joint.fit_chip if joint else _chip_level.fit), ("drivers", _driver_level.fit),
        ("columns", joint.fit_columns if joint else _column_level.fit),
        ("synapses", _synapse_level.fit))
    found: dict[str, Any] = {}
    for step in range(_PASSES * len(levels)):
        name, level = levels[step % len(levels)]
        show(name, (1 + step) / (_PASSES * len(levels) + 2))
        found[name] = level(model, measured, step // len(levels))
    show("noise", 1 - 1 / (_PASSES * len(levels) + 2))
    noise = _noise.fit(model, measured.results, _PASSES)
    return _posterior_rows.Levels(
        found["drivers"], found["columns"],
        _register_law.COLUMN_ROWS if joint else _column_level.ROWS, found["synapses"], noise)


def settings(chip: str | os.PathLike[str]) -> bytes:
    """The registers with which a twin was fitted, as the bytes of a cocolist.

    >>> pathlib.Path("twin.pbin").write_bytes(settings("my_chip.h5"))

    :raises ConfigurationError: for a file of another content.
    """
    return _pattern.registers(os.fspath(chip))


def twin(chip: str | os.PathLike[str], member: int = 0, *, run_seed: int = 0,
         threads: int | None = None) -> Chip:
    """The twin in a file, with its registers, ready for products.

    >>> twin("my_chip.h5").mac([12] * 100, [[21] * 10] * 100)

    :param member: 0 for the best estimate, others for chips that the measurement allows.
    """
    found = Chip(chip, member, run_seed=run_seed, threads=threads)
    if content := settings(chip):
        found.apply_cocolist(content)
    return found


# ---- command line


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of a fit to a parser."""
    parser.add_argument(
        "record", nargs="?", help="recording of the chip; without it, the twin has the registers "
        "of the calibration file alone")
    parser.add_argument("-o", "--out", required=True, help="HDF5 file of the chip to write")
    parser.add_argument(
        "--calibration", help="calibration file with which the chip was recorded, such as "
        "hagen_cocolist.pbin (default: the one in the recording, if any)")
    parser.add_argument(
        "--kind", default="typical", help="preset or configuration file whose population is the "
        "prior (default: typical)")
    parser.add_argument("--name", help="name of the chip (default: that of the file)")
    parser.add_argument("--picture", help="file for a picture of the residuals, such as x.png")
    parser.add_argument("--registers", help="cocolist to write, with the registers of the twin")


def add_refresh_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of a refresh to a parser."""
    parser.add_argument("file", help="file of a twin to update")
    parser.add_argument("--record", help="newer recording, which may be a quick one")
    parser.add_argument("--calibration", help="newer calibration file of the chip")
    parser.add_argument("-o", "--out", help="file to write (default: the same)")


def run(options: argparse.Namespace) -> int:
    """Fits a twin and prints its report; a mistake is one sentence and the exit status 1."""
    def fitted(threads: int | None) -> Report:
        report = fit(
            options.record, options.out, calibration=options.calibration, kind=options.kind,
            name=options.name, picture=options.picture, threads=threads)
        if options.registers:
            with _whole.aside(pathlib.Path(options.registers)) as beside:
                beside.write_bytes(settings(options.out))
        return report

    return _run("fit", options.out, fitted)


def run_refresh(options: argparse.Namespace) -> int:
    """Updates a twin and prints what has drifted."""
    out = options.out or options.file
    return _run("refresh", out, lambda threads: refresh(
        options.file, out, record=options.record, calibration=options.calibration,
        threads=threads))


def _run(action: str, out: str, fitted: Callable[[int | None], Report]) -> int:
    try:
        threads = os.environ.get("BSS2EMU_THREADS")
        report = fitted(int(threads) if threads else None)
    except (ChipError, ConfigurationError, ImportError, OSError, TwinError) as error:
        print(f"twin {action}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"twin {action}: interrupted; no file is written.", file=sys.stderr)
        return 130
    print(report.text, end="")
    print(out)
    return 0
