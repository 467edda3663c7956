"""A virtual chip that is one's own chip: recordings of a chip, from which its pattern is found.

See the commands of :mod:`bss2emu.twin.record` and :mod:`bss2emu.twin.fit`.
"""

from __future__ import annotations
