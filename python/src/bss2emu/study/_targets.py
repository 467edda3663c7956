"""Targets and options of the calibration as values of points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np

from ..chip import Chip
from ..configuration import ChipConfiguration
from ..errors import ChipError, StudyError

_GROUPS = ("target", "options")
_TRUTH = {"true": 1.0, "false": 0.0}


def is_target(key: str) -> bool:
    """Returns whether a key names a target or an option of the calibration."""
    return key.partition(".")[0] in _GROUPS


def defaults(configuration: ChipConfiguration) -> dict[str, Any]:
    """Default targets and options that one number can replace, by key."""
    request = Chip(configuration, threads=1).calibration_request()
    return {key: value for key, value in request.items() if np.size(value) != 2}


def number(configuration: ChipConfiguration, key: str, text: str) -> float:
    """The number of a text, as a target of a kind of chip.

    :raises StudyError: for a text that is no number, and for a number that calibrations refuse.
    """
    try:
        value = _TRUTH[text.lower()] if text.lower() in _TRUTH else float(text)
    except ValueError:
        unit = " of seconds" if key.endswith("_seconds") else ""
        raise StudyError(
            f"values: {key}: {text!r} must be a number{unit}, true or false.") from None
    try:
        Chip(configuration, threads=1).calibrate(
            **arguments({key: value}), cache=False, progress=_begun)
    except _Begun:
        return value
    except (ChipError, ValueError) as error:
        raise StudyError(f"values: {key}: {error}") from None
    return value


def arguments(targets: Mapping[str, float]) -> dict[str, Any]:
    """Arguments of :meth:`bss2emu.Chip.calibrate` for values by key."""
    return {group: {key.removeprefix(f"{group}."): value for key, value in targets.items()
                    if key.startswith(f"{group}.")} for group in _GROUPS}


class _Begun(Exception):
    """Ends a calibration that has accepted its targets."""


def _begun(step: str, fraction: float) -> NoReturn:
    raise _Begun
