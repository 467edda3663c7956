"""Synapses between populations."""

from __future__ import annotations

from typing import Any

import numpy as np

from ._network import current
from ._populations import PopulationView
from .standardmodels.cells import HXNeuron, SpikeSourceArray
from .standardmodels.synapses import StaticSynapse


class AllToAllConnector:
    """Connects each source with each neuron."""

    def __init__(self, allow_self_connections: bool = True):
        del allow_self_connections  # sources are no neurons

    def pairs(self, sources: int, neurons: int) -> list[tuple[int, int]]:
        """The indices of connected cells."""
        return [(i, j) for i in range(sources) for j in range(neurons)]


class OneToOneConnector:
    """Connects each source with the neuron of its index."""

    def pairs(self, sources: int, neurons: int) -> list[tuple[int, int]]:
        """The indices of connected cells."""
        return [(i, i) for i in range(min(sources, neurons))]


class Projection:
    """Synapses from spike sources to neurons.

    :param receptor_type: "excitatory", with weights of 0 and above, or "inhibitory", with weights
        of 0 and below.
    """

    def __init__(
        self, pre: PopulationView, post: PopulationView, connector: Any,
        synapse_type: Any = None, source: Any = None, receptor_type: str = "excitatory",
        space: Any = None, label: str | None = None,
    ):
        del source, space
        if not isinstance(pre.celltype, SpikeSourceArray) or not isinstance(post.celltype, HXNeuron):
            raise NotImplementedError(
                "Projection: synapses lead from SpikeSourceArray to HXNeuron; neurons of the "
                "emulator do not fire")
        if receptor_type not in ("excitatory", "inhibitory"):
            raise ValueError(
                f"receptor_type is {receptor_type!r}; it must be 'excitatory' or 'inhibitory'")
        if not isinstance(connector, (AllToAllConnector, OneToOneConnector)):
            raise NotImplementedError(
                f"the connector {type(connector).__name__} is not modelled; the emulator has "
                "AllToAllConnector and OneToOneConnector")
        self.pre, self.post, self.label = pre, post, label
        self.receptor_type = receptor_type
        self.pairs = connector.pairs(len(pre), len(post))
        self.weights = np.zeros(len(self.pairs), int)
        self.set(weight=(synapse_type or StaticSynapse()).weight)
        current().projections.append(self)

    def __len__(self) -> int:
        return len(self.pairs)

    def set(self, **parameters: Any) -> None:
        """Changes the weight: one number for all synapses, or one for each."""
        for name, value in parameters.items():
            if name != "weight":
                raise NotImplementedError(f"Projection.set({name}=...) is not modelled")
            self._set_weight(value)

    def _set_weight(self, value: Any) -> None:
        weights = np.rint(np.broadcast_to(np.asarray(value, float).reshape(-1), len(self.pairs)))
        sign = 1 if self.receptor_type == "excitatory" else -1
        if np.any(sign * weights < 0):
            raise ValueError(
                f"the weight is {value}, but {self.receptor_type} synapses have weights of 0 and "
                f"{'above' if sign > 0 else 'below'}")
        self.weights = weights.astype(int)

    def get(self, attribute: str, format: str = "list", **_: Any) -> Any:
        """The weights: (source, neuron, weight) for format "list", else a matrix."""
        if attribute != "weight":
            raise NotImplementedError(f"Projection.get({attribute!r}) is not modelled")
        if format == "list":
            return [(i, j, float(w)) for (i, j), w in zip(self.pairs, self.weights)]
        matrix = np.full((len(self.pre), len(self.post)), np.nan)
        for (i, j), weight in zip(self.pairs, self.weights):
            matrix[i, j] = weight
        return matrix
