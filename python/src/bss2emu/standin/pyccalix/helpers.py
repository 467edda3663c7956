"""Helpers of calibrations. ccalix: ``helpers.h``"""

from __future__ import annotations

from typing import Any

import numpy as np

from bss2emu.lowlevel.containers import containers
from bss2emu.lowlevel.coordinates import coordinates

_cell = containers["CapMemCell"]


def write_capmem_row(builder: Any, row: Any, values: Any) -> None:
    """Writes one CapMem row of all neurons, in the order of ``NeuronConfigOnDLS``."""
    values = np.asarray(values)
    neurons = coordinates["NeuronConfigOnDLS"]._places
    if values.size != len(neurons):
        raise RuntimeError(
            f"write_capmem_row: {values.size} values were given; give {len(neurons)}, one for each "
            "CapMem column")
    if values.dtype.kind not in "iub":
        raise TypeError(f"write_capmem_row takes whole numbers, not {values.dtype}")
    for place, value in zip(_places(row), values.tolist()):
        builder.write(place, _cell(value))


def _places(row: Any) -> list[Any]:
    if row not in _known:
        on_block, on_chip = coordinates["CapMemCellOnCapMemBlock"], coordinates["CapMemCellOnDLS"]
        _known[row] = [
            on_chip(
                on_block(neuron.toNeuronConfigOnNeuronConfigBlock().toCapMemColumnOnCapMemBlock(),
                         row),
                neuron.toNeuronConfigBlockOnDLS().toCapMemBlockOnDLS())
            for neuron in coordinates["NeuronConfigOnDLS"]._places]
    return _known[row]


_known: dict[Any, list[Any]] = {}


def get_repo_state() -> str:
    """Returns the version of the emulator, by which results of calibrations are cached."""
    import bss2emu

    return f"bss2emu {bss2emu.__version__}"
