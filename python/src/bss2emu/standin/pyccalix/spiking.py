"""Functions on correlation sensors, which the model does not have: chips refuse programs with them."""

from __future__ import annotations

from typing import Any

import numpy as np

from bss2emu.lowlevel.coordinates import coordinates

_REASON = "synapses have no correlation sensors"


def reset_correlation(builder: Any, quad: Any, synram: Any) -> None:
    """Resets the correlation sensors of a column quad."""
    builder._leave_out(("reset_correlation", _REASON))


def send_prepulse(builder: Any, synram: Any, address: Any) -> None:
    """Sends an event to all rows of a synapse array."""
    builder._leave_out(("send_prepulse", _REASON))


def send_postpulse(builder: Any, quad: Any, synram: Any) -> None:
    """Sends the pulse of a neuron to the sensors of a column quad."""
    builder._leave_out(("send_postpulse", _REASON))


def read_correlation(builder: Any, quad: Any, synram: Any) -> None:
    """Reads the sensors of a column quad."""
    builder._leave_out(("read_correlation", _REASON))


def evaluate_correlation(tickets: Any) -> np.ndarray:
    """Gives what :func:`read_correlation` has read: zeros, as no chip reads sensors.

    :returns: causal and acausal results of each row and each entry of the quad, shape (4, 256, 2).
    """
    places = ("EntryOnQuad", "SynapseRowOnSynram", "CADCChannelType")
    return np.zeros([coordinates[name].size for name in places], int)
