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
        return measured.columns - predicted(other, seed)

    base = predicted(model, seed)
    present = np.stack([model.numbers(row, _WIDTH).ravel() for row in ROWS], -1)
    found = _posterior.improved(
        jacobian(model, seed, base), measured.columns - base, deviation(measured), present,
        residual_at, model.prior(ROWS, _WIDTH))
    _set(model, found.mean)
    return found


def deviation(measured: Measured) -> Floats:
    """Deviations of the features of columns, infinite for those to leave out."""
    return np.where(measured.is_usable, np.hypot(measured.deviation, _ERROR), np.inf)


def jacobian(model: Model, seed: int, base: Floats) -> Floats:
    """Changes of features with numbers: (512, features, rows).

    :param base: features of the model.
    """
    return np.stack(
        [(predicted(model.shifted(row, _WIDTH, _CHANGE), seed) - base) / _CHANGE for row in ROWS],
        -1)


def predicted(model: Model, seed: int) -> Floats:
    """Features of the columns of a model: (512, features)."""
    return _features.of_columns(model.means(seed), model.steps)


def _set(model: Model, numbers: Floats) -> None:
    for number, row in enumerate(ROWS):
        model.set_numbers(row, numbers[:, number].reshape(2, _WIDTH))
