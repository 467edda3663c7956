"""The network between ``setup`` and ``end``, and what its runs have recorded."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from bss2emu.chip import Chip

from .standardmodels.cells import HXNeuron, SpikeSourceArray

_NEURONS = 512


@dataclasses.dataclass(frozen=True)
class Run:
    """One run.

    :ivar duration: milliseconds.
    :ivar spikes_of: neurons whose spikes were recorded.
    :ivar traces: times in milliseconds and samples of recorded neurons.
    """

    duration: float
    spikes_of: frozenset[int]
    traces: dict[int, tuple[np.ndarray, np.ndarray]]


@dataclasses.dataclass
class Network:
    """Cells and synapses of one experiment.

    Cells have numbers in the order in which they are made.

    :ivar chip: the chip that runs it.
    :ivar initial: the chip whose calibration is applied before each run; None: a reset chip.
    :ivar places: atomic neurons in the order in which cells get them.
    :ivar types: the type of each cell, and its index in its population.
    """

    chip: Chip
    initial: Chip | None
    places: list[int]
    types: list[tuple[HXNeuron | SpikeSourceArray, int]] = dataclasses.field(default_factory=list)
    neurons: dict[int, int] = dataclasses.field(default_factory=dict)
    sources: dict[int, int] = dataclasses.field(default_factory=dict)
    projections: list[Any] = dataclasses.field(default_factory=list)
    traced: set[int] = dataclasses.field(default_factory=set)
    counted: set[int] = dataclasses.field(default_factory=set)
    runs: list[Run] = dataclasses.field(default_factory=list)

    def add(self, celltype: HXNeuron | SpikeSourceArray, size: int) -> list[int]:
        """New cells; neurons get the next atomic neurons, sources the next numbers."""
        first = len(self.types)
        cells = list(range(first, first + size))
        self.types += [(celltype, index) for index in range(size)]
        if isinstance(celltype, SpikeSourceArray):
            self.sources.update(zip(cells, range(len(self.sources), len(self.types))))
            return cells
        if len(self.neurons) + size > len(self.places):
            raise ValueError(
                f"the network has {len(self.neurons) + size} neurons, but only "
                f"{len(self.places)} are available (neurons of the chip, or of neuronPermutation); use fewer")
        free = self.places[len(self.neurons):]
        self.neurons.update(zip(cells, free))
        return cells

    def record(self, cells: list[int], variables: list[str]) -> None:
        """Records variables of neurons in later runs."""
        if "v" in variables:
            self.traced.update(cells)
        if "spikes" in variables:
            self.counted.update(cells)
        if len(self.traced) > 1:
            self.traced = set(cells)
            raise NotImplementedError(
                "record('v') of a second neuron is not modelled: the emulator records one in a run")


_present: list[Network] = []


def current() -> Network:
    """The network of the present experiment.

    :raises RuntimeError: before ``setup`` and after ``end``.
    """
    if not _present:
        raise RuntimeError("There is no network: call pynn.setup() first.")
    return _present[0]


def begin(network: Network) -> None:
    """Replaces the present network."""
    _present[:] = [network]


def leave() -> None:
    """Ends the present experiment; without one, nothing happens."""
    _present.clear()


def all_places(permutation: Any) -> list[int]:
    """Atomic neurons in the order of a permutation of some of them; None: all in their order."""
    if permutation is None or len(permutation) == 0:
        return list(range(_NEURONS))
    places = [int(place) for place in permutation]
    if len(set(places)) != len(places) or not all(0 <= place < _NEURONS for place in places):
        raise ValueError(
            f"neuronPermutation must name different atomic neurons of 0...{_NEURONS - 1}")
    return places
