"""Functions that the demos' notebooks call before they use the chip."""

from __future__ import annotations

from typing import Any

from bss2emu.chip import Chip
from bss2emu.cocolist import SPIKING_NAME, save_nightly_calibration
from bss2emu.standin.pynn_brainscales.brainscales2 import helper

__all__ = [
    "get_nightly_calibration", "is_experimental_kernel", "save_nightly_calibration",
    "setup_hardware_client",
]


def setup_hardware_client(*_: Any, **__: Any) -> None:
    """The virtual chip needs no client."""


def get_nightly_calibration(filename: str = SPIKING_NAME) -> Chip:
    """A chip with its newest calibration."""
    return helper.chip_from_file(helper.nightly_calib_path().with_name(filename))


def is_experimental_kernel() -> bool:
    """No notebook kernel is meant here."""
    return False
