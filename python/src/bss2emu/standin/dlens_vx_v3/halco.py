"""Stands in for ``dlens_vx_v3.halco``: coordinates, generated from the library's catalogue."""

from __future__ import annotations

import types as _types

from bss2emu.lowlevel.board import coordinates as _coordinates  # with those of the board
from bss2emu.lowlevel.coordinates import Enum as _Enum
from bss2emu.lowlevel.coordinates import iter_all
from bss2emu.lowlevel.labels import SpikeLabel

common = _types.SimpleNamespace(Enum=_Enum)
globals().update(_coordinates)

__all__ = ["SpikeLabel", "common", "iter_all", *_coordinates]
