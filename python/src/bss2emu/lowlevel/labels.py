"""Labels of events.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

from typing import Any

from .coordinates import MODULE, coordinates
from .values import RangedInteger


class SpikeLabel(RangedInteger):
    """The 16-bit address of an event, composed of overlapping fields. halco: ``SpikeLabel``

    Unlike halco's it cannot be changed; :meth:`of` composes one.
    """

    __slots__ = ()
    max = 2**16 - 1
    size = 2**16
    end = 2**16

    @classmethod
    def of(cls, *, spl1_address: int = 0, neuron_label: int = 0, row_select_address: int = 0,
           synapse_label: int = 0) -> Any:
        """Composes a label: later fields are put over earlier ones."""
        value = spl1_address << 14 | neuron_label & 0x3FFF
        value = value & ~(0x1F << 6) | row_select_address << 6
        return cls(value & ~0x3F | synapse_label)

    def get_spl1_address(self) -> Any:
        """Bits 15 and 14."""
        return coordinates["SPL1Address"](int(self) >> 14)

    def get_neuron_label(self) -> Any:
        """Bits 13 to 0."""
        return coordinates["NeuronLabel"](int(self) & 0x3FFF)

    def get_row_select_address(self) -> Any:
        """Bits 10 to 6."""
        return coordinates["PADIRowSelectAddress"](int(self) >> 6 & 0x1F)

    def get_synapse_label(self) -> int:
        """Bits 5 to 0."""
        return int(self) & 0x3F


SpikeLabel.__module__ = MODULE
