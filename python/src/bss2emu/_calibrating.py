"""Calibrations in the making: targets, the cache, progress and interruption."""

from __future__ import annotations

import ctypes
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from . import _cache
from ._interrupt import interruptible
from ._library import Progress, callback, check, library
from ._progress import Bar
from .calibration import Calibration
from .errors import CalibrationWarning, UnknownNameError


def calibrated(
    chip: Any, handle: int, request: Calibration | None, cache: bool,
    progress: Callable[[str, float], Any] | bool | None,
) -> Calibration:
    """The calibration of a chip, which is applied to it: from the cache or made anew.

    :param request: the kind, targets and options; None: the default ones of hagen mode.
    """
    path = _cache.path(handle, request) if cache else None
    known = _cache.load(path)
    if known is not None:
        chip.apply(known)
        warn_of_failures(known)
        return known
    with _cache.locked(path):  # of several processes, one calibrates
        known = _cache.load(path)
        if known is not None:
            chip.apply(known)
        else:
            known = _made(handle, request, progress)
            _cache.store(path, known)
    warn_of_failures(known)
    return known


def _made(
    handle: int, request: Calibration | None,
    progress: Callable[[str, float], Any] | bool | None,
) -> Calibration:
    result = ctypes.c_uint64()
    wanted = request._to_handle() if request is not None else 0
    bar = Bar("calibration")
    show = progress if callable(progress) else _hidden if progress is False else bar
    try:
        interruptible(handle, lambda report: _call(handle, wanted, report, result), show)
        return Calibration._from_handle(result.value)
    finally:
        bar.close()
        for used in filter(None, (wanted, result.value)):
            library.bss2_free(used)


def _hidden(step: str, fraction: float) -> None:
    """Shows no progress."""


def _call(handle: int, wanted: int, report: Any, result: Any) -> int:
    """Calibrates; runs in a thread of its own."""
    told = Progress(lambda step, fraction, _: report(step.decode(), fraction))
    address = ctypes.byref(result)
    if wanted:
        return check(
            library.bss2_chip_calibrate_to(handle, wanted, callback(told), None, address))
    return check(library.bss2_chip_calibrate(handle, callback(told), None, address))


# ---- targets and options


def defaults(handle: int, kind: str) -> dict[str, Any]:
    """The default values by name: "target.neuron.leak"."""
    return {
        name.replace("/", "."): value for name, value in _default_request(handle, kind).items()
        if name.startswith(("target/", "options/"))}


def _default_request(handle: int, kind: str) -> Calibration:
    made = ctypes.c_uint64()
    check(library.bss2_chip_calibration_request(handle, kind.encode(), ctypes.byref(made)))
    try:
        return Calibration._from_handle(made.value)
    finally:
        library.bss2_free(made.value)


def wanted(
    handle: int, kind: str, target: Mapping[str, Any], options: Mapping[str, Any],
    start: Calibration | None, only: tuple[str, ...],
) -> Calibration | None:
    """The request for a calibration; None for everything as it is by default."""
    if (start is None) != (not only):
        raise ValueError("start and only belong together; give both or neither")
    if start is not None:
        return _changed(kind, {**start, "only": list(only)}, target, options)
    if kind != "hagen" or target or options:
        return request(handle, kind, target, options)
    return None


def request(
    handle: int, kind: str, target: Mapping[str, Any], options: Mapping[str, Any]
) -> Calibration:
    """A request with some targets and options in place of the default ones.

    :raises UnknownNameError: for a name that the kind does not have.
    """
    return _changed(kind, dict(_default_request(handle, kind)), target, options)


def _changed(
    kind: str, values: dict[str, Any], target: Mapping[str, Any], options: Mapping[str, Any]
) -> Calibration:
    for group, given in (("target", target), ("options", options)):
        for name, value in given.items():
            full = f"{group}/{name.replace('.', '/')}"
            if full not in values:
                known = [own[len(group) + 1:] for own in values if own.startswith(f"{group}/")]
                raise UnknownNameError(
                    f"{kind} has no {group} {name!r}; it has "
                    f"{', '.join(own.replace('/', '.') for own in known)}.")
            values[full] = _like(name, values[full], value)
    return Calibration(values)


def _like(name: str, default: np.ndarray, value: Any) -> np.ndarray:
    """A value in the form of a default one; one number stands for all instances."""
    if value is None:
        return default[:0]
    given = np.asarray(value).reshape(-1)
    if given.size == 1 and default.size > 1:
        given = np.repeat(given, default.size)
    if default.dtype.kind == "i" and not np.array_equal(given, np.rint(given)):
        raise ValueError(f"{name} is {value}, but must be a whole number")
    return given.astype(default.dtype)


# ---- warnings


def warn_of_another(calibration: Calibration, identifier: str) -> None:
    """Warns if a calibration was made for another chip."""
    if calibration.chip and calibration.chip != identifier:
        warnings.warn(
            f"the calibration was made for chip {calibration.chip}, but this chip is {identifier}: "
            "its results will be wrong; calibrate this chip or load its own file",
            CalibrationWarning, stacklevel=4)


#: Share of successful instances below which a calibration is warned about.
_USUAL_YIELD = 0.9


def warn_of_failures(calibration: Calibration) -> None:
    """Warns if many instances have missed their targets."""
    low = {name: share for name, share in calibration.yields.items() if share < _USUAL_YIELD}
    if low:
        shares = ", ".join(f"{share:.0%} of {name}" for name, share in low.items())
        warnings.warn(
            f"on chip {calibration.chip}, only {shares} reached their targets (90 % or more is "
            "usual); in calibration.success, False marks what failed; use another seed, or the "
            "default targets and effects",
            CalibrationWarning, stacklevel=4)
