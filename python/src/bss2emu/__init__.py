"""bss2emu: a virtual BrainScaleS-2 chip in hagen mode.

>>> import bss2emu
>>> chip = bss2emu.calibrated("typical", seed=3)
>>> chip.mac([[12] * 100], [[21] * 10] * 100)

``bss2emu.hxtorch`` has the surface of ``hxtorch``; ``python -m bss2emu run script.py`` lets a
script's ``import hxtorch`` find it.

.. PYTEST_DONT_REWRITE: the package may have been imported before pytest loads its plugin.
"""

from __future__ import annotations

from . import _library
from ._tables import Cocolist
from .calibration import Calibration
from .chip import Chip, MADCTrace, ProbeTrace, calibrated
from .configuration import ChipConfiguration, effects, parameters, presets
from .conversion import convert
from .errors import (
    BadHandleError, CalibrationFileError, CalibrationWarning, ChipError, ConfigurationError,
    ConnectionLostError, OutOfRangeError, StudyError, TwinError, UnknownNameError)
from .fleet import Fleet, draw_chips
from .measurements import characterize, compare, diff, effect_table, temperature, verify
from .mock import mock_mac
from .study import Study

__version__: str = _library.library.bss2_version().decode()
#: Digest of the emulator's physics: where it is the same, a chip of the same parameters and seeds gives
#: the same results.
__physics__: str = _library.library.bss2_physics().decode()

__all__ = [
    "BadHandleError", "Calibration", "CalibrationFileError", "CalibrationWarning", "Chip",
    "ChipConfiguration", "ChipError", "Cocolist", "ConfigurationError", "ConnectionLostError",
    "Fleet",
    "MADCTrace",
    "OutOfRangeError", "ProbeTrace", "Study", "StudyError", "TwinError", "UnknownNameError",
    "calibrated", "characterize", "compare", "convert", "diff", "draw_chips", "effect_table", "effects",
    "mock_mac", "parameters", "presets", "temperature", "verify",
]


def unload_ipython_extension(ipython: object) -> None:
    """``%unload_ext bss2emu``: ``import hxtorch`` finds what is installed."""
    from . import standin

    standin.deactivate()


def load_ipython_extension(ipython: object) -> None:
    """``%load_ext bss2emu`` in a notebook: ``import hxtorch`` finds the emulator."""
    from . import standin

    standin.activate()
