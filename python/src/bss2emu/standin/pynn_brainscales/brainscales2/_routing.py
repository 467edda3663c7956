"""The places of synapses on the chip, and the labels of spikes that reach them.

Source i sends its events to bus i mod 4 of each hemisphere that has a neuron of it, with label
i div 4. A row of the array belongs to one source and one kind of input. The drivers of used rows
answer to all events of their bus; the synapses compare the label.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np

from ._network import Network

_BUSES, _ROWS_ON_BUS, _LABELS, _WEIGHT = 4, 64, 64, 63
_MODES = {"excitatory": 1, "inhibitory": 2}
_COLUMNS, _QUADS = 256, 64
_DRIVERS = 128
#: Nodes of the crossbar before those of the first channel from the host, and nodes of a channel.
_FIRST_NODE, _NODES_OF_CHANNEL = 24, 9

Write = tuple[str, int, dict[str, Any]]


@dataclasses.dataclass
class Routing:
    """Rows of both arrays with their weights.

    :ivar rows: for each hemisphere and row its source, its receptor and its weights by column.
    """

    rows: dict[tuple[int, int], tuple[int, str, dict[int, int]]]
    hemispheres: dict[int, set[int]]

    @classmethod
    def of(cls, network: Network) -> Routing:
        """Places all synapses of a network.

        :raises ValueError: for more sources or synapses than the chip has room for.
        """
        if len(network.sources) > _BUSES * _LABELS:
            raise ValueError(
                f"the network has {len(network.sources)} spike sources; at most "
                f"{_BUSES * _LABELS} are possible")
        routing = cls({}, {})
        for (hemisphere, source, receptor), columns in _connections(network).items():
            routing._place(hemisphere, source, receptor, columns)
        return routing

    def _place(
        self, hemisphere: int, source: int, receptor: str, columns: dict[int, int]
    ) -> None:
        """Spreads weights over as many rows as the largest one needs."""
        self.hemispheres.setdefault(source, set()).add(hemisphere)
        rows = max(1, -(-max(columns.values()) // _WEIGHT))
        for number in range(rows):
            parts = {
                column: min(_WEIGHT, max(0, weight - number * _WEIGHT))
                for column, weight in columns.items()}
            self.rows[hemisphere, self._free_row(hemisphere, source % _BUSES)] = (
                source, receptor, parts)

    def _free_row(self, hemisphere: int, bus: int) -> int:
        for number in range(_ROWS_ON_BUS):
            row = 2 * (bus + _BUSES * (number // 2)) + number % 2
            if (hemisphere, row) not in self.rows:
                return row
        raise ValueError(
            f"the synapses need more than the {_ROWS_ON_BUS} rows of bus {bus}; use fewer sources or "
            "smaller weights")

    def writes(self) -> Iterator[Write]:
        """Containers, their coordinates and the fields that the network needs."""
        for hemisphere in range(2):
            yield "CommonPADIBusConfig", hemisphere, {"enable_spl1": [1] * _BUSES}
        yield from _crossbar()
        for driver in range(2 * _DRIVERS):
            yield "SynapseDriverConfig", driver, self._driver(*divmod(driver, _DRIVERS))
        for (hemisphere, row), (source, _, columns) in self.rows.items():
            yield from _synapses(hemisphere, row, source // _BUSES, columns)

    def _driver(self, hemisphere: int, driver: int) -> dict[str, Any]:
        modes = [
            _MODES[self.rows[hemisphere, row][1]] if (hemisphere, row) in self.rows else 0
            for row in (2 * driver, 2 * driver + 1)]
        return {
            "enable_receiver": int(any(modes)), "row_address_compare_mask": 0,
            "enable_address_out": 1, "row_mode_bottom": modes[0], "row_mode_top": modes[1],
            "enable_hagen_dac": 0, "enable_hagen_modulation": 0, "enable_stp": 0,
            "enable_charge_sharing": 0, "hagen_dac_offset": 0}

    def labels(self, source: int) -> list[int]:
        """The labels with which a source reaches its synapses."""
        bus, label = source % _BUSES, source // _BUSES
        return [
            bus << 14 | hemisphere << 13 | label
            for hemisphere in sorted(self.hemispheres.get(source, ()))]


def _connections(network: Network) -> dict[tuple[int, int, str], dict[int, int]]:
    """Weights by column, for each hemisphere, source and receptor."""
    found: dict[tuple[int, int, str], dict[int, int]] = {}
    for projection in network.projections:
        for (i, j), weight in zip(projection.pairs, np.abs(projection.weights)):
            source = network.sources[projection.pre.cells[i]]
            hemisphere, column = divmod(network.neurons[projection.post.cells[j]], _COLUMNS)
            columns = found.setdefault((hemisphere, source, projection.receptor_type), {})
            columns[column] = columns.get(column, 0) + int(weight)
    return found


def _crossbar() -> Iterator[Write]:
    """Channel c leads to bus c of the hemisphere that bit 13 of the label selects."""
    for channel in range(_BUSES):
        for bus in range(2 * _BUSES):
            node = _FIRST_NODE + _NODES_OF_CHANNEL * channel + bus
            hemisphere, own = divmod(bus, _BUSES)
            passes = {"mask": 1 << 13, "target": hemisphere << 13}
            yield "CrossbarNode", node, passes if own == channel else {"mask": 0, "target": 1}


def _synapses(
    hemisphere: int, row: int, label: int, columns: dict[int, int]
) -> Iterator[Write]:
    """Weights and labels of one row, four columns a container."""
    quads: dict[int, list[int]] = {}
    for column, weight in columns.items():
        quad, entry = 32 * (column % 2) + column // 8, column // 2 % 4
        quads.setdefault(quad, [0] * 4)[entry] = weight
    for quad, weights in quads.items():
        place = (hemisphere * _COLUMNS + row) * _QUADS + quad
        yield "SynapseWeightQuad", place, {"values": weights}
        yield "SynapseLabelQuad", place, {"values": [label] * 4}
