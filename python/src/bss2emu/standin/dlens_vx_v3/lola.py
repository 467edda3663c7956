"""Stands in for ``dlens_vx_v3.lola``: containers that consist of others."""

from __future__ import annotations

from bss2emu.lowlevel.board import DACChannelBlock
from bss2emu.lowlevel.composite import CADCSampleRow, CADCSamples, Chip, SynapseMatrix
from bss2emu.lowlevel.containers import containers as _containers

AtomicNeuron = _containers["AtomicNeuron"]

__all__ = [
    "AtomicNeuron", "CADCSampleRow", "CADCSamples", "Chip", "DACChannelBlock", "SynapseMatrix"]
