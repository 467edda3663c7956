"""Numbers of drivers, from means over the columns of single rows."""

from __future__ import annotations

import numpy as np

from . import _features, _posterior, _protocol
from ._features import Floats
from ._measured import Measured
from ._model import Model
from ._posterior import Posterior, Prior

#: Rows of numbers of drivers.
ROWS = (
    "synram.driver.offset", "synram.driver.slope", "synram.driver.gain",
    "synram.driver.row_difference",
)
DAC = "synram.driver.dac"
_CODES = 32
_UNITS = 2 * _protocol.ROWS
#: Deviation that the model itself may have, in LSB, of means over the columns of a driver.
_ERROR = 0.12


def fit(model: Model, measured: Measured, seed: int) -> Posterior:
    """Estimates the numbers of drivers, and of their DACs at the activations of the protocol."""
    def residual_at(numbers: Floats) -> Floats:
        other = model.copy()
        _set(other, numbers)
        return (measured.drivers - _predicted(other, seed)).reshape(_UNITS, -1)

    present = _present(model)
    jacobian, residual = _jacobian(model, seed), residual_at(present)
    deviation = np.full_like(residual, _ERROR)
    prior = _prior(model)
    found = _posterior.improved(jacobian, residual, deviation, present, residual_at, prior)
    _set(model, found.mean)
    # What is left over says how large the errors are.
    left = residual_at(found.mean)
    errors = np.maximum(deviation, np.sqrt(np.mean(left**2, 0)))
    return _posterior.step(jacobian, left, errors, found.mean, prior)


def dac_deviations(model: Model, posterior: Posterior) -> Floats:
    """Deviations of the drivers' DACs, 1 at activations that the protocol does not have."""
    known = model.prior([DAC], _protocol.ROWS * _CODES).deviation
    table = np.minimum(known, 1).reshape(2, _protocol.ROWS, _CODES)
    table[..., _codes(model)] = posterior.deviation[:, len(ROWS):].reshape(2, _protocol.ROWS, -1)
    return table.reshape(2, -1)


def _predicted(model: Model, seed: int) -> Floats:
    return _features.of_drivers(model.means(seed), model.steps)


def _jacobian(model: Model, seed: int) -> Floats:
    base = _predicted(model, seed)
    parts = [
        _predicted(model.shifted(row, _protocol.ROWS, 1.0), seed) - base for row in ROWS]
    dac = _predicted(model.shifted(DAC, _protocol.ROWS * _CODES, 1.0), seed) - base
    for place in range(len(_codes(model))):
        # Two features, of both signs, have this activation.
        own = slice(2 * place, 2 * place + 2)
        alone = np.zeros_like(dac)
        alone[..., own] = dac[..., own]
        parts.append(alone)
    return np.stack(parts, -1).reshape(_UNITS, -1, len(parts))


def _codes(model: Model) -> list[int]:
    """Codes of the activations at which the protocol has one row at a time."""
    return [
        _CODES - int(model.steps[name].inputs.max()) for name in _features.ROW_STEPS
        if name in model.steps]


def _present(model: Model) -> Floats:
    """Numbers of drivers and of their DACs at the activations of the protocol: (256, k)."""
    table = model.numbers(DAC, _protocol.ROWS * _CODES).reshape(2, _protocol.ROWS, _CODES)
    rows = np.stack([model.numbers(row, _protocol.ROWS) for row in ROWS], -1)
    return np.concatenate([rows, table[..., _codes(model)]], -1).reshape(_UNITS, -1)


def _prior(model: Model) -> Prior:
    rows = model.prior(ROWS, _protocol.ROWS)
    table = model.prior([DAC], _protocol.ROWS * _CODES)
    mean, deviation = (
        np.column_stack([own, codes.reshape(_UNITS, _CODES)[:, _codes(model)]])
        for own, codes in ((rows.mean, table.mean), (rows.deviation, table.deviation)))
    return Prior(mean, deviation)


def _set(model: Model, numbers: Floats) -> None:
    found = numbers.reshape(2, _protocol.ROWS, -1)
    for number, row in enumerate(ROWS):
        model.set_numbers(row, found[..., number])
    table = model.numbers(DAC, _protocol.ROWS * _CODES).reshape(2, _protocol.ROWS, _CODES)
    table[..., _codes(model)] = found[..., len(ROWS):]
    model.set_numbers(DAC, table.reshape(2, -1))
