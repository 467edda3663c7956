"""Populations of cells, and what is recorded from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from . import _data
from ._network import current
from .standardmodels.cells import HXNeuron, SpikeSourceArray

#: Variables that can be recorded; the chip has one MADC, whose other sources are not modelled.
_VARIABLES = ("v", "spikes")


class PopulationView:
    """Some cells of a population.

    :ivar cells: the numbers of the cells in the network.
    """

    def __init__(self, celltype: HXNeuron | SpikeSourceArray, cells: list[int], indices: list[int]):
        self.celltype = celltype
        self.cells = cells
        self._indices = indices

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[int]:
        return iter(self.cells)

    def __getitem__(self, index: int | slice) -> PopulationView:
        chosen = slice(index, index + 1 or None) if isinstance(index, int) else index
        return PopulationView(self.celltype, self.cells[chosen], self._indices[chosen])

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)} {type(self.celltype).__name__}>"

    @property
    def size(self) -> int:
        """Number of cells."""
        return len(self)

    def set(self, **parameters: Any) -> None:
        """Changes parameters of all cells of the population."""
        self.celltype.set(parameters)

    def get(self, parameter: str) -> Any:
        """A parameter that was set."""
        return self.celltype.parameters[parameter]

    def record(self, variables: str | Iterable[str] | None, **options: Any) -> None:
        """Records variables in later runs: "v" of one neuron, and "spikes", of which there are none.

        :raises NotImplementedError: for other variables, and for "v" of several neurons.
        """
        if options:
            raise NotImplementedError(f"record: {', '.join(options)} is not modelled")
        names = [variables] if isinstance(variables, str) else list(variables or [])
        for name in names:
            self._require(name)
        if isinstance(self.celltype, HXNeuron):
            current().record(self.cells, names)

    def _require(self, variable: str) -> None:
        if variable not in _VARIABLES:
            raise NotImplementedError(
                f"record({variable!r}) is not modelled; the emulator records {_VARIABLES}")
        if variable == "v" and not isinstance(self.celltype, HXNeuron):
            raise NotImplementedError(
                f"record('v') of {self!r}: it has no membrane; record a population of HXNeuron")
        if variable == "v" and len(self) != 1:
            raise NotImplementedError(
                f"record('v') of {self!r}: the emulator records one neuron; use a view such as [0:1]")

    def get_data(self, variables: str | Iterable[str] = "all", **_: Any) -> Any:
        """Recordings of all runs as a ``neo.Block`` with one segment a run."""
        names = [variables] if isinstance(variables, str) else list(variables)
        wanted = set(_VARIABLES if names == ["all"] else names)
        return _data.block(current().runs, self.cells, wanted)

    def mean_spike_count(self) -> float:
        """Mean number of spikes: none, as neurons do not fire."""
        return 0.0


class Population(PopulationView):
    """Cells of one type.

    :param size: number of cells.
    :param cellclass: a type of cells or an instance of it.
    :param cellparams: its parameters, if it is a type.
    """

    def __init__(
        self, size: int, cellclass: Any, cellparams: dict[str, Any] | None = None,
        initial_values: Any = None, structure: Any = None, label: str | None = None,
    ):
        if initial_values or structure:
            raise NotImplementedError("Population: initial_values and structure are not modelled")
        celltype = cellclass(**(cellparams or {})) if isinstance(cellclass, type) else cellclass
        if not isinstance(celltype, (HXNeuron, SpikeSourceArray)):
            raise NotImplementedError(
                f"Population: the cell type {celltype!r} is not modelled; the emulator has HXNeuron "
                "and SpikeSourceArray")
        self.label = label
        cells = current().add(celltype, int(size))
        super().__init__(celltype, cells, list(np.arange(size)))
