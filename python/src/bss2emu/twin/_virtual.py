"""A chip with numbers of its pattern in memory, and its products in the steps of the protocol."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .. import _pattern
from ..calibration import Calibration
from ..chip import Chip
from ..configuration import ChipConfiguration
from ..errors import CalibrationWarning
from . import _protocol

#: Hemispheres, in the order of the columns of a product.
PLACES = ("top", "bottom")
#: Numbers of rows by place and name.
Pattern = Mapping[tuple[str, str], NDArray[np.float64]]
#: Results by step: (repeats, matrices, vectors, columns).
Results = dict[str, NDArray[np.int8]]


class VirtualChip(Chip):
    """A chip whose pattern is known; rows without numbers are at the centre of the population."""

    def __init__(
        self, configuration: ChipConfiguration, pattern: Pattern, run_seed: int,
        threads: int | None = None, *, start: int = 0,
    ):
        self._numbers = pattern
        # No number is drawn by the seed: it spreads the starts of a calibration's searches.
        super().__init__(configuration, start, run_seed=run_seed, threads=threads)

    def _known_rows(self) -> list[_pattern.Row]:
        rows = []
        for row in _pattern.table():
            for place in row.places:
                mean = self._numbers.get((place, row.name), np.zeros(row.count))
                numbers = np.ascontiguousarray(mean, np.float32)
                rows.append(_pattern.Row(place, row.name, numbers, np.zeros_like(numbers)))
        return rows


def make(
    configuration: ChipConfiguration, pattern: Pattern, settings: Calibration | bytes,
    run_seed: int, threads: int | None = None,
) -> VirtualChip:
    """A virtual chip with settings that may be those of another one: a calibration or a cocolist."""
    chip = VirtualChip(configuration, pattern, run_seed, threads)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CalibrationWarning)
        if isinstance(settings, bytes):
            chip.apply_cocolist(settings)
        else:
            chip.apply(settings)
    return chip


def record(chip: Chip, steps: list[_protocol.Step], repeats: Mapping[str, int]) -> Results:
    """Results of steps, each repeated so often."""
    return {step.name: _measured(chip, step, repeats[step.name]) for step in steps}


def _measured(chip: Chip, step: _protocol.Step, repeats: int) -> NDArray[np.int8]:
    results = np.empty((repeats, *step.shape[1:]), np.int8)
    for repeat in results:
        for matrix, out in zip(step.weights, repeat):
            out[:] = chip.mac(
                step.inputs, matrix, num_sends=step.num_sends,
                wait_between_events=step.wait_between_events)
    return results


def active(step: _protocol.Step) -> NDArray[np.bool_]:
    """A mask of the vectors of a step with events."""
    return np.asarray(step.inputs.any(1))
