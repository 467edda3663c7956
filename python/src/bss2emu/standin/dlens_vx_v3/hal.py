"""Stands in for ``dlens_vx_v3.hal``: containers, generated from the library's catalogue."""

from __future__ import annotations

from bss2emu.lowlevel import refusals as _refusals
from bss2emu.lowlevel.board import (
    Backend, Barrier, DACChannel, NullPayloadReadable, ShiftRegister, SpikePack1ToChip,
    SpikePack2ToChip, SpikePack3ToChip, SystimeSync, Timer)
from bss2emu.lowlevel.containers import LOLA_NAMES as _LOLA_NAMES
from bss2emu.lowlevel.containers import containers as _containers
from bss2emu.lowlevel.extras import ADPLL
from bss2emu.lowlevel.values import ranged as _ranged

_own = {name: type_ for name, type_ in _containers.items() if name not in _LOLA_NAMES}
globals().update(_own)
globals().update(_refusals.names)


class MADCSampleFromChip:
    """A sample of the MADC; programs give them as arrays."""

    Value = _ranged("Value", 0, 1023, module=__name__, qualname="MADCSampleFromChip.Value")


__all__ = [
    "ADPLL", "Backend", "Barrier", "DACChannel", "MADCSampleFromChip", "NullPayloadReadable",
    "ShiftRegister", "SpikePack1ToChip", "SpikePack2ToChip", "SpikePack3ToChip", "SystimeSync",
    "Timer", *_own, *_refusals.names]
