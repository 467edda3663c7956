"""Changes of registers with numbers of the pattern, from calibrations of chips of the population."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from .. import _pattern
from . import _column_level, _driver_level, _protocol
from ._chip_level import Area
from ._features import Floats
from ._model import Model
from ._virtual import PLACES

#: Rows of numbers of columns that registers measure.
ROWS = (
    "columns.membrane.leak_potential", "columns.membrane.leak_bias_offset",
    "columns.membrane.reset_potential", "columns.membrane.follower",
    "cadc.causal.offset", "cadc.acausal.offset", "cadc.readout.offset",
)
#: Rows of numbers of columns that products or registers measure.
COLUMN_ROWS = _column_level.ROWS + ROWS
#: Numbers of quadrants that registers measure.
AREAS = (
    Area("cadc.ramp.start", 2, (0, 1)), Area("cadc.ramp.slope", 2, (0, 1)),
    Area("synram.quadrant", 4, (0, 1)), Area("synram.quadrant", 4, (2, 3)),
)
#: Chips of the population that are calibrated, each twice with other starts of its searches.
_CHIPS = 3
#: Effects below this many standard errors count as none.
_CERTAIN = 5.0
#: Deviation of a code that is always found again.
_LEAST = 0.5


@dataclasses.dataclass(frozen=True)
class Law:
    """Linear effects of numbers on registers, and how well a calibration finds registers."""

    #: (registers, rows).
    jacobian: Floats
    #: (registers).
    deviation: Floats


@dataclasses.dataclass(frozen=True)
class Laws:
    """Laws of columns, drivers and quadrants."""

    columns: Law
    drivers: Law
    quadrants: Law


def found(model: Model) -> Laws:
    """Regressions over chips of a kind."""
    patterns = [_drawn(seed) for seed in range(_CHIPS)]
    twice = [
        [dataclasses.replace(model, pattern=pattern).registers(start) for pattern in patterns]
        for start in (1, 2)]
    columns = [np.concatenate([found.of_columns for found in each]) for each in twice]
    drivers = [np.concatenate([found.drivers for found in each]) for each in twice]
    quadrants = [np.concatenate([found.of_quadrants for found in each]) for each in twice]
    places = np.concatenate([_of_quadrants(pattern) for pattern in patterns])
    return Laws(
        _law(_numbers(patterns, COLUMN_ROWS), columns, _protocol.COLUMNS // 4),
        _law(_numbers(patterns, _driver_level.ROWS), drivers, _protocol.ROWS),
        _law(places, quadrants, len(places) // _CHIPS))


def _of_quadrants(pattern: dict[tuple[str, str], Floats]) -> Floats:
    """Numbers of the quadrants of a chip: (4, areas)."""
    return np.array([
        [pattern[place, area.row][area.indices[side]] for area in AREAS]
        for place in PLACES for side in range(2)])


def _drawn(seed: int) -> dict[tuple[str, str], Floats]:
    generator = np.random.default_rng(seed)
    return {
        (place, kind.name): generator.standard_normal(kind.count)
        for kind in _pattern.table() for place in kind.places
        if not kind.name.startswith(("capmem", "synram.synapse"))}


def _numbers(patterns: list[dict[tuple[str, str], Floats]], rows: tuple[str, ...]) -> Floats:
    return np.concatenate([
        np.column_stack([np.concatenate([pattern[place, row] for place in PLACES]) for row in rows])
        for pattern in patterns])


def _law(numbers: Floats, twice: list[Floats], group: int) -> Law:
    """A regression with a mean of its own for each group of units.

    :param twice: registers of two calibrations, (units, registers).
    """
    groups = np.arange(len(numbers)) // group
    x, y = _centred(numbers, groups), _centred((twice[0] + twice[1]) / 2, groups)
    inverse = np.linalg.inv(x.T @ x)
    effects = inverse @ x.T @ y
    left = (y - x @ effects).std(0)
    errors = np.sqrt(np.diag(inverse))[:, None] * left
    effects[np.abs(effects) < _CERTAIN * errors] = 0
    # Most codes are found again; few are far off.
    again = 1.48 * np.median(np.abs(twice[0] - twice[1]), 0)
    return Law(effects.T, np.maximum(again, _LEAST))


def _centred(values: Floats, groups: NDArray[np.int_]) -> Floats:
    centred = values.astype(float)
    for group in np.unique(groups):
        centred[groups == group] -= centred[groups == group].mean(0)
    return centred
