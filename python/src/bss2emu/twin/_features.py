"""Means of recorded products that tell the numbers of columns and drivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from . import _protocol
from ._virtual import Results, active

Floats = NDArray[np.float64]
#: Steps with one row at a time, the largest activation first.
ROW_STEPS = ("rows", "drivers_16", "drivers_8", "drivers_4")
Steps = Mapping[str, _protocol.Step]


def means(results: Results) -> dict[str, Floats]:
    """Means over repeats: (matrices, vectors, columns)."""
    return {name: values.mean(0, dtype=np.float64) for name, values in results.items()}


def of_columns(found: Mapping[str, Floats], steps: Steps) -> Floats:
    """Features of each column: (512, features)."""
    return np.concatenate([part for name in steps for part in _parts(found[name], steps[name])]).T


def _parts(values: Floats, step: _protocol.Step) -> Iterator[Floats]:
    """Means of a step over vectors that are alike."""
    for vectors in _kinds(step):
        yield values[:, vectors].mean(1)


def _kinds(step: _protocol.Step) -> list[NDArray[np.intp]]:
    """Indices of vectors that are alike: of one activation, whichever rows have it."""
    largest = step.inputs.max(1)
    return [np.flatnonzero(largest == value) for value in np.unique(largest)]


def of_drivers(found: Mapping[str, Floats], steps: Steps) -> Floats:
    """Features of each driver, means over columns less the baseline: (2, 128, features)."""
    parts = []
    for name in ROW_STEPS:
        on = active(steps[name])
        values = found[name]
        events = values[:, on] - values[:, ~on].mean(1, keepdims=True)
        parts.append(events.reshape(2, _protocol.ROWS, 2, -1).mean(3))
    features: Floats = np.concatenate(parts).transpose(2, 1, 0)
    return features


def gains(found: Mapping[str, Floats], steps: Steps) -> Floats:
    """Results of each synapse in the step of rows, less the baseline: (2, 128, 512)."""
    on = active(steps["rows"])
    values = found["rows"]
    results: Floats = values[:, on] - values[:, ~on].mean(1, keepdims=True)
    return results


def repeats(counts: Mapping[str, int], steps: Steps) -> Floats:
    """The number of repeats behind each feature of a column."""
    filled = {name: np.full(steps[name].shape[1:], counts[name], np.float64) for name in steps}
    counted: Floats = of_columns(filled, steps)[0]
    return counted


def noise(results: Results, steps: Steps) -> Floats:
    """Standard deviations of columns' features in one repeat, the mean of all columns."""
    count = min(len(values) for values in results.values())
    single = np.stack([
        of_columns({name: values[k].astype(float) for name, values in results.items()}, steps)
        for k in range(count)])
    deviations: Floats = np.sqrt(single.var(0, ddof=1).mean(0))
    return deviations
