"""Functions that send vectors in hagen mode. ccalix: ``hagen/multiplication.h``"""

from __future__ import annotations

from typing import Any

import numpy as np

from bss2emu.lowlevel.coordinates import coordinates
from bss2emu.lowlevel.labels import SpikeLabel
from bss2emu.lowlevel.programs import SPIKES, PlaybackProgramBuilder
from bss2emu.lowlevel.board import Timer

_rows = coordinates["SynapseRowOnSynram"]


def send_vectors(
    builder: PlaybackProgramBuilder, vector: Any, num_sends: int, wait_period: int,
    synram_coord: Any, synram_selection_bit: int,
) -> None:
    """Sends the entries of a vector as events, one row of the array after the other.

    Entries are addresses, 32 less the activation; 0 sends nothing. Of the two rows of a driver the
    even one has its label's highest bit set.

    :param num_sends: how often the vector is sent.
    :param wait_period: FPGA cycles between events; at most 1 sends them back to back.
    """
    entries = np.asarray(vector)
    if entries.size != _rows.size:
        raise RuntimeError(
            f"the vector has {entries.size} entries; give {_rows.size}, one for each row of a "
            "hemisphere")
    labels = _labels(entries, synram_coord, synram_selection_bit)
    builder.write(coordinates["TimerOnDLS"](), Timer())
    waits = wait_period > 1
    for count in range(num_sends * len(labels)):
        builder._add(SPIKES, 1, labels[count % len(labels)])
        if waits:
            builder.block_until(coordinates["TimerOnDLS"](), wait_period * count)


def _labels(entries: Any, synram: Any, selection_bit: int) -> list[int]:
    labels = []
    for row, entry in enumerate(entries.tolist()):
        if entry == 0:
            continue
        driver = coordinates["SynapseDriverOnSynapseDriverBlock"](row // 2)
        labels.append(int(SpikeLabel.of(
            spl1_address=int(driver.toPADIBusOnPADIBusBlock()),
            neuron_label=int(synram) << selection_bit,
            row_select_address=int(driver.toSynapseDriverOnPADIBus()),
            synapse_label=entry + 32 if row % 2 == 0 else entry)))
    return labels
