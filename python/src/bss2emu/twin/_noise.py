"""Best estimates of the noise of a chip and of its columns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from . import _posterior, _protocol
from ._features import Floats
from ._model import CORNER_SPREAD, Model
from ._posterior import Posterior
from ._virtual import Results

#: Parameters of noise that one chip may have otherwise.
PARAMETERS = (
    "columns.membrane.event_noise", "cadc.comparator.noise",
    "columns.membrane.current_noise_density", "columns.input.slow_noise",
    "columns.input.run_noise",
)
#: Rows of numbers of columns.
ROWS = ("columns.membrane.noise", "cadc.causal.noise")
#: Repeats of a simulation.
_REPEATS = {
    "zero": 16, "curve": 12, "rows": 12, "rate_25": 4, "duration_100_25": 4,
    "duration_1000_25": 4}
#: Deviations of logarithms of variances that the model itself may have.
_ERROR = 0.01
#: Keeps the logarithm finite where a chip has no noise.
_LEAST = 1e-3


def fit(model: Model, results: Results, seed: int) -> Posterior:
    """Estimates parameters of noise, then numbers of columns; returns the posterior of these."""
    repeats = {name: min(count, len(results[name])) for name, count in _REPEATS.items()}
    measured = features(results, model.steps)
    for step in range(2):
        _fit_parameters(model, measured, repeats, seed + step)
    counts = {name: len(results[name]) for name in repeats}
    return _fit_columns(model, measured, repeats, counts, seed)


def _simulated(model: Model, repeats: Mapping[str, int], seed: int) -> Floats:
    return features(model.results(seed, list(repeats), repeats), model.steps)


def _fit_parameters(
    model: Model, measured: Floats, repeats: Mapping[str, int], seed: int
) -> None:
    change = 0.2
    base = _simulated(model, repeats, seed)
    jacobian = np.stack([
        (_simulated(model.scaled(key, change), repeats, seed) - base).mean(0) / change
        for key in PARAMETERS], -1)
    residual = (measured - base).mean(0)
    error = np.hypot(_ERROR, (measured - base).std(0) / np.sqrt(len(base)))
    present = np.array([model.factors.get(key, 0.0) for key in PARAMETERS]) / CORNER_SPREAD
    posterior = _posterior.step(
        CORNER_SPREAD * jacobian[None], residual[None], error[None], present[None])
    for key, value in zip(PARAMETERS, posterior.mean[0]):
        model.factors[key] = CORNER_SPREAD * float(value)


def _fit_columns(
    model: Model, measured: Floats, repeats: Mapping[str, int], counts: Mapping[str, int],
    seed: int,
) -> Posterior:
    base = _simulated(model, repeats, seed).mean(0)
    shape = (_protocol.COLUMNS, len(base), len(ROWS))
    change = 1.0
    jacobian = np.stack([
        (_simulated(model.shifted(row, _protocol.COLUMNS // 2, change), repeats, seed).mean(0)
         - base) / change for row in ROWS], -1)
    residual = measured - base
    deviation = np.broadcast_to(np.hypot(_ERROR, _statistical(model, counts)), residual.shape)
    width = _protocol.COLUMNS // 2
    present = np.stack([model.numbers(row, width).ravel() for row in ROWS], -1)
    posterior = _posterior.step(
        np.broadcast_to(jacobian, shape), residual - residual.mean(0), deviation, present,
        model.prior(ROWS, width))
    for number, row in enumerate(ROWS):
        model.set_numbers(row, posterior.mean[:, number].reshape(2, -1))
    return posterior


def _statistical(model: Model, counts: Mapping[str, int]) -> Floats:
    """Standard errors of features of a single column."""
    found = []
    for name, count in counts.items():
        step = model.steps[name]
        within = max(1, (count - 1) * len(step.weights) * (len(step.inputs) - 1))
        between = max(1, (count - 1) * len(step.weights))
        found += [np.sqrt(2 / within), np.sqrt(2 / between)]
    return np.array(found)


def features(results: Results, steps: Mapping[str, _protocol.Step]) -> Floats:
    """Logarithms of variances within runs and between runs, by column: (512, features)."""
    found = []
    for name in _REPEATS:
        values = results[name].astype(np.float32)
        count, matrices, vectors, _ = values.shape
        differences = values - values.mean(0)
        runs = differences.mean(2, keepdims=True)
        within = ((differences - runs)**2).sum((0, 1, 2))
        between = (runs**2).sum((0, 1, 2))
        found.append(within / max(1, (count - 1) * matrices * (vectors - 1)))
        found.append(between / max(1, (count - 1) * matrices))
    return np.log(np.stack(found, -1) + _LEAST)
