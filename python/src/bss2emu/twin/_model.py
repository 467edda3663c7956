"""Numbers of a chip under way to their best estimates."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..calibration import Calibration
from ..configuration import ChipConfiguration, parameters
from . import _features, _protocol, _virtual
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


_parameters = functools.cache(parameters)


@dataclasses.dataclass
class Model:
    """A kind of chip, its settings, and what is known of one chip so far."""

    configuration: ChipConfiguration
    settings: Calibration
    steps: dict[str, _protocol.Step]
    repeats: Mapping[str, int]
    #: Logarithms of factors on parameters, by key.
    factors: dict[str, float] = dataclasses.field(default_factory=dict)
    pattern: dict[tuple[str, str], Floats] = dataclasses.field(default_factory=dict)
    threads: int | None = None
    #: Number of simulations so far.
    runs: int = 0

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
