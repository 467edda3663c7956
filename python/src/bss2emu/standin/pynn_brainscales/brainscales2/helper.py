"""Path of the nightly calibration."""

from __future__ import annotations

import pathlib
from typing import Any

from bss2emu import cocolist, environment


def nightly_calib_path(name: str = "hagen", *_: Any, **__: Any) -> pathlib.Path:
    """The file of the chip's newest calibration in the stand-in's tree."""
    if name != "hagen":
        raise NotImplementedError(f"calibration {name!r}: the emulator has hagen mode only")
    chip = environment.new_chip()
    chip.calibrate()
    return cocolist.make_tree(chip)


def chip_from_file(path: Any) -> Any:
    """A virtual chip with the calibration of a file."""
    chip = environment.new_chip()
    cocolist.apply_file(chip, environment.mapped(str(path)))
    return chip
