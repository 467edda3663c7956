"""Gains of synapses, from single rows."""

from __future__ import annotations

import numpy as np

from . import _features, _protocol
from ._features import Floats
from ._measured import Measured
from ._model import Model

GAIN = "synram.synapse.gain"
BITS = tuple(f"synram.synapse.bit_{bit}" for bit in range(6))
_WIDTH = _protocol.COLUMNS // 2
#: Repeats of the simulation; its seeds come after those of the other levels.
_REPEATS, _FIRST_SEED = 32, 50
#: The least result whose logarithm is taken, in LSB.
_LEAST = 1.0


def fit(model: Model, measured: Measured, seed: int) -> Floats:
    """Estimates the gain of each synapse; returns its deviations, (2, 256 x 256)."""
    simulated = _features.means(
        model.results(_FIRST_SEED + seed, ["rows"], {"rows": _REPEATS}))
    own, other = (
        np.maximum(np.abs(_features.gains(means, model.steps)), _LEAST)
        for means in (measured.means, simulated))
    values = measured.results["rows"].astype(np.float32)
    relative = float(np.mean(values.var(0, ddof=1))) * (1 / len(values) + 1 / _REPEATS) / own**2
    spread = model.configuration.parameters["synram.synapse.spread"]
    # A recording sees the sum of gain and bits at the largest weight; the gain stands for it.
    bits = 1 + (bit_shares(model)**2).sum()
    known = model.prior([GAIN], _WIDTH * _WIDTH)
    middle, deviation = (
        _by_sign(part.reshape(2, -1)) * spread for part in (known.mean, known.deviation))
    prior = deviation**2 if model.known else deviation**2 * bits
    share = prior / (prior + relative)
    present = _by_sign(model.numbers(GAIN, _WIDTH * _WIDTH)) * spread
    found = middle + share * (present - middle + np.log(own / other))
    model.set_numbers(GAIN, _by_row(found / spread))
    return _by_row(np.sqrt(prior * (1 - share)) / spread)


def bit_shares(model: Model) -> Floats:
    """Changes of the current at the largest weight with the numbers of a synapse's bits, as numbers
    of its gain."""
    parameters = model.configuration.parameters
    elements = 2.0**np.arange(len(BITS))
    shares: Floats = (
        np.sqrt(elements) * parameters["synram.synapse.dac_spread"]
        / (elements.sum() * parameters["synram.synapse.spread"]))
    return shares


def _by_sign(rows: Floats) -> Floats:
    """Numbers of all rows as (sign, driver, column of both hemispheres); top rows excite."""
    table = rows.reshape(2, _protocol.ROWS, 2, _WIDTH)       # hemisphere, driver, bottom or top
    return np.stack([
        np.concatenate([table[0, :, side], table[1, :, side]], -1) for side in (1, 0)])


def _by_row(signs: Floats) -> Floats:
    """The inverse of :func:`_by_sign`: (2, 256 x 256)."""
    table = np.stack([signs[1], signs[0]], 1).reshape(_protocol.ROWS, 2, 2, _WIDTH)
    return table.transpose(2, 0, 1, 3).reshape(2, -1)
