"""Parameters of the chip and numbers of its quadrants, from means over the columns of quadrants."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from . import _features, _posterior, _protocol
from ._features import Floats
from ._measured import Measured
from ._model import CORNER, CORNER_SPREAD, Model
from ._posterior import Prior

_WIDTH = _protocol.COLUMNS // 2
#: Deviation that the model itself may have, in LSB, of means over a quadrant.
_ERROR = 0.15
#: Changes with which derivatives are found: of logarithms of factors, and of numbers.
_FACTOR, _NUMBER = 0.05, 0.5


@dataclasses.dataclass(frozen=True)
class Area:
    """Numbers of one kind in a row of numbers of quadrants."""

    row: str
    count: int
    #: Those of the left and the right quadrant, or the one that acts on a hemisphere.
    indices: tuple[int, ...]
    has_sides: bool = True

    @property
    def places(self) -> list[tuple[int, int | None]]:
        """Hemispheres and quadrants that have a number of their own."""
        sides = (0, 1) if self.has_sides else (None,)
        return [(place, side) for place in range(2) for side in sides]

    def mask(self, change: float) -> Floats:
        """A change of all these numbers."""
        table = np.zeros((2, self.count))
        table[:, list(self.indices)] = change
        return table

    def alternating(self, change: float) -> Floats:
        """A change of all these numbers whose signs differ, so that their means stay."""
        table = np.zeros((2, self.count))
        for place, side in self.places:
            self.put(table, place, side, change * self.sign(place, side))
        return table

    @staticmethod
    def sign(place: int, side: int | None) -> int:
        """The sign of an alternating change."""
        return 1 if (place + (side or 0)) % 2 == 0 else -1

    def of(self, numbers: Floats, place: int, side: int | None) -> float:
        """The number of a place."""
        return float(numbers[place, self.indices[side or 0]])

    def put(self, numbers: Floats, place: int, side: int | None, value: float) -> None:
        """Sets the number of a place."""
        numbers[place, self.indices[side or 0]] = value


#: Numbers of quadrants. The ramps of drivers act on all columns of a hemisphere.
AREAS = (
    Area("synram.quadrant", 4, (0, 1)), Area("synram.quadrant", 4, (2,), has_sides=False),
    Area("synram.quadrant", 4, (3,), has_sides=False), Area("columns.quadrant", 4, (0, 2)),
    Area("columns.quadrant", 4, (1, 3)), Area("cadc.ramp.slope", 2, (0, 1)),
)


def fit(model: Model, measured: Measured, seed: int) -> None:
    """Estimates factors on the parameters of the chip and numbers of its quadrants."""
    goal = quadrants(measured.columns)

    def residual_at(numbers: Floats) -> Floats:
        other = model.copy()
        put(other, numbers[0], AREAS)
        return (goal - _predicted(other, seed)).reshape(1, -1)

    columns = _features.of_columns(model.means(seed), model.steps)
    found = _posterior.improved(
        jacobian(model, seed, AREAS)[None], (goal - quadrants(columns)).reshape(1, -1),
        deviation(measured, columns).reshape(1, -1), present(model, AREAS)[None], residual_at,
        prior(model, AREAS))
    put(model, found.mean[0], AREAS)


def deviation(measured: Measured, predicted: Floats) -> Floats:
    """Deviations of the features of quadrants, infinite for those to leave out.

    :param predicted: features of the columns of the model.
    """
    usable = quadrants(measured.is_usable.astype(float)) > 0.99
    errors = np.hypot(_ERROR, scatter(measured.columns - predicted))
    return np.where(usable, errors, np.inf)


def _predicted(model: Model, seed: int) -> Floats:
    return quadrants(_features.of_columns(model.means(seed), model.steps))


def jacobian(model: Model, seed: int, areas: Sequence[Area]) -> Floats:
    """Changes of features of quadrants with factors and numbers: (features, numbers)."""
    base = _predicted(model, seed)
    parts = [
        CORNER_SPREAD * (_predicted(model.scaled(key, _FACTOR), seed) - base).ravel() / _FACTOR
        for key in CORNER]
    for area in areas:
        moved = model.numbers(area.row, area.count) + area.mask(_NUMBER)
        effect = (_predicted(model.with_numbers(area.row, moved), seed) - base) / _NUMBER
        parts.extend(only(effect, place, side) for place, side in area.places)
    return np.stack(parts, -1)


def present(model: Model, areas: Sequence[Area]) -> Floats:
    """Logarithms of the factors on parameters and numbers of quadrants, in one axis."""
    factors = [model.factors.get(key, 0.0) / CORNER_SPREAD for key in CORNER]
    return np.array(factors + [
        area.of(model.numbers(area.row, area.count), place, side)
        for area in areas for place, side in area.places])


def prior(model: Model, areas: Sequence[Area]) -> Prior:
    """The population, or what is known of the numbers of quadrants."""
    means, deviations = [], []
    for area in areas:
        own = model.prior([area.row], area.count)
        for place, side in area.places:
            means.append(area.of(own.mean.reshape(2, -1), place, side))
            deviations.append(area.of(own.deviation.reshape(2, -1), place, side))
    count = len(CORNER)
    return Prior(np.r_[np.zeros(count), means][None], np.r_[np.ones(count), deviations][None])


def put(model: Model, values: Floats, areas: Sequence[Area]) -> None:
    """Sets factors on parameters and numbers of quadrants."""
    found = iter(values)
    for key in CORNER:
        model.factors[key] = CORNER_SPREAD * float(next(found))
    for area in areas:
        numbers = model.numbers(area.row, area.count)
        for place, side in area.places:
            area.put(numbers, place, side, float(next(found)))
        model.set_numbers(area.row, numbers)


def only(effect: Floats, place: int, side: int | None) -> Floats:
    """The effect on one hemisphere or on one quadrant, 0 elsewhere; in one axis."""
    alone = np.zeros_like(effect)
    part = (place, slice(None) if side is None else side)
    alone[part] = effect[part]
    return alone.ravel()


def quadrants(columns: Floats) -> Floats:
    """Means over the columns of each quadrant: (2, 2, features)."""
    means: Floats = columns.reshape(2, 2, _WIDTH // 2, -1).mean(2)
    return means


def scatter(columns: Floats) -> Floats:
    """Standard errors of means over the columns of each quadrant."""
    parts = columns.reshape(2, 2, _WIDTH // 2, -1)
    errors: Floats = parts.std(2) / np.sqrt(parts.shape[2])
    return errors
