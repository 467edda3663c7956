"""Numbers of quadrants, drivers and columns, from the registers of a calibration file alone.

Registers are predicted by a calibration of the model. One calibration tells the residuals of all
registers, whose laws are nearly linear.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from . import _driver_level, _posterior, _protocol
from ._features import Floats
from ._model import Model
from ._posterior import Posterior, Prior
from ._register_law import AREAS, COLUMN_ROWS, Law, Laws
from ._registers import Registers

PASSES = 4
#: Starts of the searches of calibrations of the twin; the real chip had others.
FIRST_START = 11


@dataclasses.dataclass(frozen=True)
class Known:
    """Registers of a chip, and the laws that tell what they measure."""

    registers: Registers
    laws: Laws

    @property
    def column_deviation(self) -> Floats:
        """Deviations of the registers of columns, infinite where a search has found none."""
        found = self.registers.is_found > 0
        return np.where(found, self.laws.columns.deviation, np.inf)


def fit(model: Model, known: Known) -> tuple[Posterior, Posterior]:
    """Estimates numbers from registers alone; returns the posteriors of drivers and columns."""
    own, width = known.registers, _protocol.COLUMNS // 2
    for step in range(PASSES):
        found = model.registers(FIRST_START + step)
        _set_quadrants(model, _step(
            known.laws.quadrants, own.of_quadrants - found.of_quadrants, _quadrants(model),
            _posterior.POPULATION))
        drivers = _step(
            known.laws.drivers, own.drivers - found.drivers,
            numbers(model, _driver_level.ROWS, _protocol.ROWS),
            model.prior(_driver_level.ROWS, _protocol.ROWS))
        columns = _step(
            known.laws.columns, own.of_columns - found.of_columns,
            numbers(model, COLUMN_ROWS, width), model.prior(COLUMN_ROWS, width),
            known.column_deviation)
        put(model, _driver_level.ROWS, drivers.mean)
        put(model, COLUMN_ROWS, columns.mean)
    return drivers, columns


def _step(
    law: Law, residual: Floats, present: Floats, prior: Prior, deviation: Floats | None = None
) -> Posterior:
    jacobian = np.broadcast_to(law.jacobian, (len(residual), *law.jacobian.shape))
    own = np.broadcast_to(law.deviation, residual.shape) if deviation is None else deviation
    return _posterior.step(jacobian, residual, own, present, prior)


def numbers(model: Model, rows: tuple[str, ...], width: int) -> Floats:
    """Numbers of some rows on both hemispheres: (2 width, rows)."""
    return np.stack([model.numbers(row, width).ravel() for row in rows], -1)


def put(model: Model, rows: tuple[str, ...], values: Floats) -> None:
    """Sets numbers of some rows on both hemispheres."""
    for number, row in enumerate(rows):
        model.set_numbers(row, values[:, number].reshape(2, -1))


def _quadrants(model: Model) -> Floats:
    return np.array([
        [area.of(model.numbers(area.row, area.count), place, side) for area in AREAS]
        for place in range(2) for side in range(2)])


def _set_quadrants(model: Model, posterior: Posterior) -> None:
    for number, area in enumerate(AREAS):
        table = model.numbers(area.row, area.count)
        for index, value in enumerate(posterior.mean[:, number]):
            area.put(table, index // 2, index % 2, float(value))
        model.set_numbers(area.row, table)
