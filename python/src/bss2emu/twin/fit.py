"""Finds the pattern of a chip from its recording, and writes the file of a measured chip::

    python -m bss2emu twin fit my_record.h5 -o my_chip.h5

The emulator itself predicts the recorded products. Parameters of the chip, numbers of drivers,
columns and synapses, and noise are changed until the predictions agree, with the population as
prior. Steps for validation are not used; they tell how good the twin is.

See :mod:`bss2emu.twin` for all steps.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
from collections.abc import Callable
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
    _noise,
    _posterior_rows,
    _recording,
    _report,
    _synapse_level,
    _virtual,
)
from ._measured import Measured
from ._model import CORNER, Model
from ._report import Report

__all__ = ["Report", "fit", "settings", "twin"]

#: Passes over all levels.
_PASSES = 3
#: Repeats of a step in a simulation; 1 where nothing is said.
_REPEATS = {"rows": 2, "curve": 4}
Show = Callable[[str, float], None]


def fit(
    record: str | os.PathLike[str], chip: str | os.PathLike[str], *, kind: str = "typical",
    name: str | None = None, picture: str | os.PathLike[str] | None = None,
    threads: int | None = None,
) -> Report:
    """Fits a twin to a recording and writes it as the file of a measured chip.

    :param record: a complete recording.
    :param chip: HDF5 file to write.
    :param kind: preset or configuration file whose population is the prior.
    :param name: name of the chip; by default that of the file.
    :param picture: file for a picture of the residuals, such as report.png; needs matplotlib.
    :param threads: threads for simulations; results do not depend on them.
    :returns: how well the twin predicts products that the fit has not used.
    :raises TwinError: for a recording that cannot be used.
    :raises ConfigurationError: for a kind of chip that is no preset and no file.
    """
    recording, place = _recording.read(record), pathlib.Path(chip)
    bar = Bar("fitting")
    try:
        model, posteriors, calibration = _fitted(recording, kind, threads, bar)
    finally:
        bar.close()
    report = _report.of(model, recording, posteriors)
    _chip_file.write(place, _chip_file.Content(
        model.configuration_now, posteriors.rows, name or place.stem, recording.started[:10],
        f"twin fit of the {'quick' if recording.is_quick else 'full'} recording of "
        f"{recording.chip}, {recording.started}",
        cocolist.encoded(calibration), report.text,
        frozenset((*CORNER, *_noise.PARAMETERS))))
    if picture is not None:
        _report.draw(report, picture)
    return report


def _fitted(
    recording: _recording.Recording, kind: str, threads: int | None, show: Show
) -> tuple[Model, _posterior_rows.Posteriors, Calibration]:
    steps, results = recording.fitted
    configuration = ChipConfiguration.load(kind)
    show("calibrating the centre of the population", 0)
    calibration = _virtual.VirtualChip(configuration, {}, 0, threads).calibrate(progress=False)
    repeats = {step: _REPEATS.get(step, 1) for step in steps}
    model = Model(configuration, calibration, steps, repeats, threads=threads)
    measured = Measured(results, model)
    return model, _posterior_rows.of(model, _passes(model, measured, show)), calibration


def _passes(model: Model, measured: Measured, show: Show) -> _posterior_rows.Levels:
    """Passes over all levels; the posteriors of the last one."""
    levels = (
        ("chip", _chip_level), ("drivers", _driver_level), ("columns", _column_level),
        ("synapses", _synapse_level))
    found: dict[str, Any] = {}
    for step in range(_PASSES * len(levels)):
        name, level = levels[step % len(levels)]
        show(name, (1 + step) / (_PASSES * len(levels) + 2))
        found[name] = level.fit(model, measured, step // len(levels))
    show("noise", 1 - 1 / (_PASSES * len(levels) + 2))
    noise = _noise.fit(model, measured.results, _PASSES)
    return _posterior_rows.Levels(
        found["drivers"], found["columns"], found["synapses"], noise)


def settings(chip: str | os.PathLike[str]) -> bytes:
    """The registers with which a twin was fitted, as the bytes of a cocolist.

    :raises ConfigurationError: for a file of another content.
    """
    return _pattern.registers(os.fspath(chip))


def twin(chip: str | os.PathLike[str], member: int = 0, *, run_seed: int = 0,
         threads: int | None = None) -> Chip:
    """The twin in a file, with its registers, ready for products.

    :param member: 0 for the best estimate, others for chips that the measurement allows.
    """
    found = Chip(chip, member, run_seed=run_seed, threads=threads)
    if content := settings(chip):
        found.apply_cocolist(content)
    return found


# ---- command line


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of a fit to a parser."""
    parser.add_argument("record", help="recording of the chip")
    parser.add_argument("-o", "--out", required=True, help="HDF5 file of the chip to write")
    parser.add_argument(
        "--kind", default="typical", help="preset or configuration file whose population is the "
        "prior (default: typical)")
    parser.add_argument("--name", help="name of the chip (default: that of the file)")
    parser.add_argument("--picture", help="file for a picture of the residuals, such as x.png")
    parser.add_argument("--registers", help="cocolist to write, with the registers of the twin")


def run(options: argparse.Namespace) -> int:
    """Fits a twin and prints its report; a mistake is one sentence and the exit status 1."""
    try:
        threads = os.environ.get("BSS2EMU_THREADS")
        report = fit(
            options.record, options.out, kind=options.kind, name=options.name,
            picture=options.picture, threads=int(threads) if threads else None)
        if options.registers:
            with _whole.aside(pathlib.Path(options.registers)) as beside:
                beside.write_bytes(settings(options.out))
    except (ChipError, ConfigurationError, ImportError, OSError, TwinError) as error:
        print(f"twin fit: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("twin fit: interrupted; no file is written.", file=sys.stderr)
        return 130
    print(report.text, end="")
    print(options.out)
    return 0
