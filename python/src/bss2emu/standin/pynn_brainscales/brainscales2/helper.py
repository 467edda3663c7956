"""Calibrations of the tree that stands in for the lab's."""

from __future__ import annotations

import os
import pathlib
from typing import Any

from bss2emu import cocolist, environment
from bss2emu.chip import Chip

_NAMES = {"hagen": cocolist.FILE_NAME, "spiking": cocolist.SPIKING_NAME}


def nightly_calib_path(name: str = "spiking", *_: Any, **__: Any) -> pathlib.Path:
    """The file of the chip's newest calibration of a kind, "spiking" or "hagen".

    The folder has the one for hagen mode; the other one is made when ``chip_from_file`` wants it.
    """
    if name not in _NAMES:
        raise NotImplementedError(
            f"the calibration {name!r} is not modelled; the emulator has {', '.join(_NAMES)}")
    chip = cocolist.calibrated_for(cocolist.FILE_NAME)
    return cocolist.make_tree(chip).with_name(_NAMES[name])


def chip_from_file(path: str | os.PathLike[str]) -> Chip:
    """A virtual chip with the calibration of a file."""
    place = pathlib.Path(environment.mapped(os.fspath(path)))
    if not place.exists() and place.name == cocolist.SPIKING_NAME and _is_in_tree(place):
        cocolist.make_tree(cocolist.calibrated_for(place.name), file_name=place.name)
    chip = environment.new_chip()
    cocolist.apply_file(chip, place)
    return chip


def _is_in_tree(place: pathlib.Path) -> bool:
    return cocolist.root().resolve() in place.resolve().parents
