"""Stands in for ``dlens_vx_v3.hxcomm``: connections to the chip of ``hxtorch.init_hardware``."""

from __future__ import annotations

from typing import Any

from bss2emu import _hardware
from bss2emu.lowlevel.connection import Connection, ZeroMockConnection
from bss2emu.lowlevel.refusals import function as _function

#: Connections are told apart by type nowhere else.
ConnectionHandle = Connection


class QuiggeldyConnectionHandle:
    """The type of connections to a scheduler, of which there are none."""


class ManagedConnection:
    """Opens a connection for the length of a ``with`` statement.

    Its chip is that of ``hxtorch.init_hardware``; without one, a chip in its reset state as the
    environment names it, which ``hxtorch.init_hardware()`` then finds.
    """

    def __enter__(self) -> Connection:
        return Connection(_hardware.loaded_chip())

    def __exit__(self, *_: Any) -> None:
        return None


class ManagedMultiZeroMockConnection:
    """Opens a connection to no chip, which reads zeros."""

    def __enter__(self) -> Connection:
        return ZeroMockConnection()

    def __exit__(self, *_: Any) -> None:
        return None


_REASON = "there is no scheduler; programs run in this process"
launch_quiggeldy_locally_from_env = _function("launch_quiggeldy_locally_from_env", _REASON)
terminate = _function("terminate", _REASON)
unset_quiggeldy_env = _function("unset_quiggeldy_env", _REASON)

__all__ = [
    "Connection", "ConnectionHandle", "ManagedConnection", "ManagedMultiZeroMockConnection",
    "QuiggeldyConnectionHandle", "launch_quiggeldy_locally_from_env", "terminate",
    "unset_quiggeldy_env"]
