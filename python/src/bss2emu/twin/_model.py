"""Numbers of a chip under way to their best estimates."""

from __future__ import annotations

import dataclasses
import functools
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _pattern
from ..calibration import Calibration
from ..configuration import ChipConfiguration, parameters
from ..errors import CalibrationWarning
from . import _features, _protocol, _registers, _virtual
from ._posterior import Prior
from ._virtual import PLACES

Floats = NDArray[np.float64]

#: Parameters of the population that one chip may have otherwise; their logarithms have a standard
#: deviation of ``CORNER_SPREAD``.
CORNER = (
    "synram.driver.ramp_rate", "synram.driver.ramp_start", "synram.driver.sink_share",
    "synram.driver.turn_on", "synram.driver.turn_on_steepness", "synram.driver.turn_on_distance",
    "synram.driver.row_difference", "synram.driver.recovery_gain", "synram.synapse.slew_rate",
    "synram.synapse.compression", "synram.synapse.load", "columns.input.conductance",
    "columns.input.cubic", "columns.input.asymmetry", "columns.membrane.capacitance",
    "columns.line.fastest_time", "columns.membrane.step_mean",
    "columns.membrane.pseudo_leak_conductance", "cadc.ramp.step",
)
CORNER_SPREAD = 0.15
#: Change of a number that a chip may have since it was measured, in standard deviations.
DRIFT = 0.1


_parameters = functools.cache(parameters)


@dataclasses.dataclass
class Model:
    """A kind of chip, its settings, and what is known of one chip so far."""

    configuration: ChipConfiguration
    settings: Calibration | bytes
    steps: dict[str, _protocol.Step]
    repeats: Mapping[str, int]
    #: Logarithms of factors on parameters, by key.
    factors: dict[str, float] = dataclasses.field(default_factory=dict)
    pattern: dict[tuple[str, str], Floats] = dataclasses.field(default_factory=dict)
    threads: int | None = None
    #: Rows of an earlier file of the chip, from which the numbers start.
    known: Mapping[tuple[str, str], _pattern.Row] = dataclasses.field(default_factory=dict)

    def prior(self, rows: Sequence[str], width: int) -> Prior:
        """The population, or what is known of the chip: (2 width, rows)."""
        means = [self._of_known(row, width, lambda known: known.mean, 0.0) for row in rows]
        deviations = [
            self._of_known(row, width, lambda known: np.hypot(known.deviation, DRIFT), 1.0)
            for row in rows]
        return Prior(np.stack(means, -1), np.stack(deviations, -1))

    def _of_known(
        self, row: str, width: int, part: Callable[[_pattern.Row], Any], otherwise: float
    ) -> Floats:
        return np.concatenate([
            part(self.known[place, row]).astype(float) if (place, row) in self.known
            else np.full(width, otherwise) for place in PLACES])

    def numbers(self, row: str, count: int) -> Floats:
        """Numbers of a row on both hemispheres: (2, count)."""
        return np.stack([self.pattern.get((place, row), np.zeros(count)) for place in PLACES])

    def set_numbers(self, row: str, values: Floats) -> None:
        """Sets the numbers of a row on both hemispheres."""
        for place, own in zip(PLACES, values):
            self.pattern[place, row] = own.copy()

    @property
    def configuration_now(self) -> ChipConfiguration:
        """The kind of chip with the parameters so far."""
        return self._scaled(self.factors)

    def _scaled(self, factors: Mapping[str, float]) -> ChipConfiguration:
        values, table = dict(self.configuration.parameters), _parameters()
        for key, factor in factors.items():
            scaled = values[key] * float(np.exp(factor))
            values[key] = min(max(scaled, table[key].lowest), table[key].highest)
        return dataclasses.replace(self.configuration, parameters=values)

    def shifted(self, row: str, count: int, change: float) -> Model:
        """A model with other numbers in a row."""
        return self.with_numbers(row, self.numbers(row, count) + change)

    def copy(self) -> Model:
        """A model that can be changed alone."""
        return dataclasses.replace(
            self, factors=dict(self.factors), pattern=dict(self.pattern))

    def with_numbers(self, row: str, values: Floats) -> Model:
        """A model with these numbers in a row."""
        other = self.copy()
        other.set_numbers(row, values)
        return other

    def scaled(self, key: str, change: float) -> Model:
        """A model with another parameter."""
        factors = {**self.factors, key: self.factors.get(key, 0.0) + change}
        return dataclasses.replace(self, factors=factors)

    def chip(self, run_seed: int) -> _virtual.VirtualChip:
        """The chip with the numbers so far."""
        return _virtual.make(
            self._scaled(self.factors), self.pattern, self.settings, run_seed, self.threads)

    def calibration(self, start: int = 0) -> Calibration:
        """The calibration of the chip with the numbers so far.

        :param start: seed of the starts of searches.
        """
        chip = _virtual.VirtualChip(
            self._scaled(self.factors), self.pattern, 0, self.threads, start=start)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CalibrationWarning)
            return chip.calibrate(cache=False, progress=False)

    def registers(self, start: int = 0) -> _registers.Registers:
        """The registers that a calibration finds."""
        return _registers.of_calibration(self.calibration(start))

    def results(
        self, run_seed: int, names: Sequence[str] | None = None,
        repeats: Mapping[str, int] | None = None,
    ) -> _virtual.Results:
        """Products of the chip in some steps."""
        wanted = [step for name, step in self.steps.items() if names is None or name in names]
        return _virtual.record(self.chip(run_seed), wanted, repeats or self.repeats)

    def means(self, run_seed: int) -> dict[str, Floats]:
        """Mean results in all steps."""
        return _features.means(self.results(run_seed))
