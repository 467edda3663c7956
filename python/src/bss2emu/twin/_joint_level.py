"""Parameters of the chip, numbers of quadrants and of columns, from products and registers together."""

from __future__ import annotations

import numpy as np

from . import _chip_level, _column_level, _posterior, _protocol, _register_level
from ._chip_level import Area
from ._features import Floats
from ._measured import Measured
from ._model import CORNER, CORNER_SPREAD, Model
from ._posterior import Posterior
from ._register_law import COLUMN_ROWS
from ._register_level import Known
from ._registers import Registers

#: Numbers of quadrants; products do not see the start of the ramps.
_AREAS = (*_chip_level.AREAS, Area("cadc.ramp.start", 2, (0, 1)))
#: Parameters whose effect on registers is found; that of others is small.
_CALIBRATED = ("columns.", "cadc.", "synram.driver.ramp_")
#: Changes of logarithms of factors and of numbers with which derivatives of registers are found.
_FACTOR, _NUMBER = 0.1, 0.7
#: Deviation that the model itself may have, in LSB, of registers' means over a quadrant.
_ERROR = 1.0


class Joint:
    """Levels that explain products and registers with the same numbers."""

    def __init__(self, known: Known):
        self._known = known
        #: Changes of registers of quadrants, which hardly depend on the numbers.
        self._jacobian: Floats | None = None

    def fit_chip(self, model: Model, measured: Measured, seed: int) -> None:
        """Estimates factors on the parameters of the chip and numbers of its quadrants."""
        goal = _chip_level.quadrants(measured.columns).ravel()

        def residual_at(numbers: Floats) -> Floats:
            other = model.copy()
            _chip_level.put(other, numbers[0], _AREAS)
            products = _chip_level.quadrants(_column_level.predicted(other, seed)).ravel()
            registers = self._residual(other, seed).ravel()
            return np.concatenate([goal - products, registers])[None]

        if self._jacobian is None:
            self._jacobian = _jacobian(model)
        jacobian = np.concatenate(
            [_chip_level.jacobian(model, seed, _AREAS), self._jacobian])
        products = _chip_level.deviation(measured, _column_level.predicted(model, seed))
        deviation = np.concatenate([products.ravel(), self._deviation(model, seed).ravel()])
        present = _chip_level.present(model, _AREAS)[None]
        found = _posterior.improved(
            jacobian[None], residual_at(present), deviation[None], present, residual_at,
            _chip_level.prior(model, _AREAS))
        _chip_level.put(model, found.mean[0], _AREAS)

    def fit_columns(self, model: Model, measured: Measured, seed: int) -> Posterior:
        """Estimates the numbers of columns."""
        def residual_at(numbers: Floats) -> Floats:
            other = model.copy()
            _register_level.put(other, COLUMN_ROWS, numbers)
            return np.column_stack([
                measured.columns - _column_level.predicted(other, seed),
                self._known.registers.of_columns - _found(other, seed).of_columns])

        present = _register_level.numbers(model, COLUMN_ROWS, _protocol.COLUMNS // 2)
        residual = residual_at(present)
        base = measured.columns - residual[:, :measured.columns.shape[1]]
        jacobian = _both(
            _column_level.jacobian(model, seed, base), self._known.laws.columns.jacobian)
        deviation = np.column_stack(
            [_column_level.deviation(measured), self._known.column_deviation])
        found = _posterior.improved(
            jacobian, residual, deviation, present, residual_at,
            model.prior(COLUMN_ROWS, _protocol.COLUMNS // 2))
        _register_level.put(model, COLUMN_ROWS, found.mean)
        return found

    def _residual(self, model: Model, seed: int) -> Floats:
        return _of_quadrants(self._known.registers) - _of_quadrants(_found(model, seed))

    def _deviation(self, model: Model, seed: int) -> Floats:
        """Deviations of registers of quadrants, and of their means over columns: (2, 2, registers)."""
        left = self._known.registers.of_columns - _found(model, seed).of_columns
        law = self._known.laws.quadrants
        own = np.broadcast_to(law.deviation, (2, 2, len(law.deviation)))
        found: Floats = np.hypot(_ERROR, np.concatenate([_chip_level.scatter(left), own], -1))
        return found


def _found(model: Model, seed: int) -> Registers:
    """Registers that a calibration of a model finds in a pass."""
    return model.registers(_register_level.FIRST_START + _register_level.PASSES + seed)


def _of_quadrants(registers: Registers) -> Floats:
    """Means over columns, then the registers of quadrants: (2, 2, registers)."""
    own = registers.of_quadrants.reshape(2, 2, -1)
    return np.concatenate([_chip_level.quadrants(registers.of_columns), own], -1)


def _jacobian(model: Model) -> Floats:
    """Changes of registers of quadrants with factors and numbers: (registers, numbers)."""
    base = _of_quadrants(_found(model, 0))
    parts = []
    for key in CORNER:
        if key.startswith(_CALIBRATED):
            effect = _of_quadrants(_found(model.scaled(key, _FACTOR), 0)) - base
            parts.append(CORNER_SPREAD / _FACTOR * effect.ravel())
        else:
            parts.append(np.zeros(base.size))
    for area in _AREAS:
        moved = model.numbers(area.row, area.count) + area.alternating(_NUMBER)
        effect = (_of_quadrants(_found(model.with_numbers(area.row, moved), 0)) - base) / _NUMBER
        parts.extend(
            area.sign(place, side) * _chip_level.only(effect, place, side)
            for place, side in area.places)
    return np.stack(parts, -1)


def _both(products: Floats, registers: Floats) -> Floats:
    """Changes of products and registers: (512, features, rows)."""
    units, features, rows = products.shape
    both = np.zeros((units, features + len(registers), registers.shape[1]))
    both[:, :features, :rows] = products
    both[:, features:] = registers
    return both
