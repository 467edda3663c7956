"""Choices that environment variables make.

==========================  ==================================================================
BSS2EMU_CHIP                preset, configuration file or file of a measured chip (default: typical)
BSS2EMU_SEED                seed of the fixed pattern, which selects the chip (default: 0)
BSS2EMU_RUN_SEED            seed of the temporal noise (default: 0)
BSS2EMU_THREADS             threads for batches (default: all processors)
BSS2EMU_EFFECTS             strengths of effects, such as "cadc.noise=0,synapse.mismatch=2"
BSS2EMU_FREEZE_NOISE        1: the same noise at every call
BSS2EMU_CACHE               folder for calibrations; empty: none
BSS2EMU_CHIPS               folder of named chips (default: ~/.local/share/bss2-emulator/chips)
BSS2EMU_PROGRESS            0: no progress bars and no expected times
BSS2EMU_CALIBRATION_ROOT    root of a tree of calibrations that stands in for the lab's
BSS2EMU_PATH_MAP            "/lab/path=/my/path:..." for calibrations opened by absolute path
BSS2EMU_STANDIN             1: ``import hxtorch`` finds the emulator, in child processes too
BSS2EMU_SHADOW              1: the stand-in replaces a real hxtorch that is installed
BSS2EMU_LIBRARY             another build of the library
==========================  ==================================================================

>>> from bss2emu import environment
>>> os.environ["BSS2EMU_SEED"] = "3"
>>> environment.new_chip().identifier                 # 'typical-3'
"""

from __future__ import annotations

import os

from .chip import Chip
from .configuration import ChipConfiguration
from .errors import ConfigurationError


def _number(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    try:
        value = int(text, 0) if text else default
    except ValueError:
        raise ConfigurationError(f"{_known(name)} is {text!r}; give a whole number.") from None
    if value < 0:
        raise ConfigurationError(f"{_known(name)} is {text!r}; give 0 or more.")
    return value


def _known(name: str) -> str:
    """A variable with the option of the command line that sets it."""
    option = name.removeprefix("BSS2EMU_").lower().replace("_", "-")
    return f"{name} (option --{option})"


def configuration() -> ChipConfiguration:
    """The kind of chip that the environment names.

    >>> environment.configuration().name
    """
    own = ChipConfiguration.load(os.environ.get("BSS2EMU_CHIP") or "typical")
    return own.with_effects(os.environ.get("BSS2EMU_EFFECTS", ""))


def new_chip() -> Chip:
    """The chip that the environment names, in its reset state.

    >>> environment.new_chip().calibrate()
    """
    return Chip(
        configuration(), _number("BSS2EMU_SEED", 0), run_seed=_number("BSS2EMU_RUN_SEED", 0),
        threads=_number("BSS2EMU_THREADS", 0) or None)


def check() -> None:
    """Reads all variables that choose a chip.

    >>> environment.check()

    :raises ConfigurationError: naming the one that is wrong.
    """
    configuration()
    for name in ("BSS2EMU_SEED", "BSS2EMU_RUN_SEED", "BSS2EMU_THREADS"):
        _number(name, 0)


def identifier() -> str:
    """Kind and seed of the chip that the environment names.

    >>> environment.identifier()
    """
    return f"{configuration().name}-{_number('BSS2EMU_SEED', 0)}"


def is_noise_frozen() -> bool:
    """Returns whether every call has the same noise.

    >>> environment.is_noise_frozen()
    False
    """
    return os.environ.get("BSS2EMU_FREEZE_NOISE", "") not in ("", "0")


def mapped(path: str) -> str:
    """A path by way of BSS2EMU_PATH_MAP: the first prefix that fits is replaced.

    >>> os.environ["BSS2EMU_PATH_MAP"] = "/wang/data=/home/me/data"
    >>> environment.mapped("/wang/data/calibration.pbin")
    '/home/me/data/calibration.pbin'
    """
    for entry in filter(None, os.environ.get("BSS2EMU_PATH_MAP", "").split(":")):
        prefix, separator, target = entry.partition("=")
        if not separator:
            raise ConfigurationError(
                f"BSS2EMU_PATH_MAP: {entry!r} must be /from=/to; separate entries by colons.")
        if path == prefix or path.startswith(prefix.rstrip("/") + "/"):
            return target.rstrip("/") + path[len(prefix.rstrip("/")):]
    return path
