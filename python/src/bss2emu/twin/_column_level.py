"""Numbers of columns, from means over all rows."""

from __future__ import annotations

import numpy as np

from . import _features, _posterior, _protocol
from ._features import Floats
from ._measured import Measured
from ._model import Model
from ._posterior import Posterior

#: Rows of numbers of columns.
ROWS = (
    "columns.membrane.capacitance", "columns.membrane.leak_conductance",
    "columns.membrane.pseudo_leak", "columns.membrane.step",
    "columns.excitatory.resistance", "columns.excitatory.capacitance",
    "columns.excitatory.conductance", "columns.excitatory.offset",
    "columns.inhibitory.resistance", "columns.inhibitory.capacitance",
    "columns.inhibitory.conductance", "columns.inhibitory.offset",
    "synram.excitatory.line_gain", "synram.inhibitory.line_gain", "synram.driver.turn_on",
    "cadc.readout.gain", "cadc.causal.gain",
)
_WIDTH = _protocol.COLUMNS // 2
#: Deviation that the model itself may have, in LSB, of means over the rows of a column.
_ERROR = 0.1
#: Change of numbers with which derivatives are found.
_CHANGE = 0.5


def fit(model: Model, measured: Measured, seed: int) -> Posterior:
    """Estimates the numbers of columns."""
    def residual_at(numbers: Floats) -> Floats:
        other = model.copy()
        _set(other, numbers)
        return measured.columns - _predicted(other, seed)

    base = _predicted(model, seed)
    jacobian = np.stack(
        [(_predicted(model.shifted(row, _WIDTH, _CHANGE), seed) - base) / _CHANGE for row in ROWS],
        -1)
    present = np.stack([model.numbers(row, _WIDTH).ravel() for row in ROWS], -1)
    deviation = np.where(measured.is_usable, np.hypot(measured.deviation, _ERROR), np.inf)
    found = _posterior.improved(
        jacobian, measured.columns - base, deviation, present, residual_at)
    _set(model, found.mean)
    return found


def _predicted(model: Model, seed: int) -> Floats:
    return _features.of_columns(model.means(seed), model.steps)


def _set(model: Model, numbers: Floats) -> None:
    for number, row in enumerate(ROWS):
        model.set_numbers(row, numbers[:, number].reshape(2, _WIDTH))
