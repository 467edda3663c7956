"""Connections to chips, and the run of programs on them.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from .._library import address, check, library
from .programs import PlaybackProgram, Results
from .refusals import refuse

#: FPGA cycles of chip time that a host takes between two programs: 10 ms.
DEFAULT_HOST_LATENCY = 1_250_000
_RECORD_WORDS = 2


class Connection:
    """A connection to one chip. hxcomm: ``ConnectionHandle``

    :ivar host_latency: FPGA cycles (8 ns) of chip time before each program, as the real host takes.
    """

    def __init__(self, chip: Any):
        self._chip = chip
        self.host_latency = DEFAULT_HOST_LATENCY

    def __len__(self) -> int:
        return 1

    @property
    def chip(self) -> Any:
        """The chip of this connection."""
        return self._chip

    def get_unique_identifier(self, hwdb_path: Any = None) -> list[str]:
        """Identifiers of the chips behind the connection."""
        return [f"emulated-{self._chip.identifier}"]

    def get_hwdb_entry(self) -> list[Any]:
        """Entries of the hardware database, one for each chip: None, as there is no database."""
        return [None]

    def _execute(self, program: PlaybackProgram) -> Results:
        if program._refused:
            refuse(*program._refused)
        chip = self._chip
        records = np.frombuffer(program._records, np.uint64) if program._records else None
        words, times = np.zeros(program._reads, np.uint32), np.zeros(program._reads, np.int64)
        samples = ctypes.c_uint64()
        count = 0 if records is None else records.size // _RECORD_WORDS
        check(library.bss2_program_run(
            chip._handle, None if records is None else address(records), count,
            self.host_latency, address(words), address(times), words.size,
            ctypes.addressof(samples)))
        chip._is_configured = True
        return Results(words, times, _taken(samples.value))


def _taken(handle: int) -> Any:
    """The samples behind a handle, which is freed; None for no handle."""
    if not handle:
        return None
    try:
        size = check(library.bss2_recording_rows(handle, None, 0))
        rows = np.zeros(size, np.int64)
        check(library.bss2_recording_rows(handle, address(rows), size))
    finally:
        library.bss2_free(handle)
    return rows.reshape(-1, 4)


class ZeroMockConnection(Connection):
    """A connection to no chip: every word that is read is 0. hxcomm: ``MultiZeroMockConnection``

    It takes programs for parts that the model leaves out, too.
    """

    def __init__(self) -> None:
        super().__init__(None)

    def get_unique_identifier(self, hwdb_path: Any = None) -> list[str]:
        """The mock's identifier."""
        return ["zeromock"]

    def _execute(self, program: PlaybackProgram) -> Results:
        times = np.zeros(program._reads, np.int64)
        return Results(np.zeros(program._reads, np.uint32), times, None)


class ReinitStackEntry:
    """A program that brings the chip back to a state. stadls: ``ReinitStackEntry``"""

    def __init__(self, connection: Connection):
        self._connection = connection

    def set(self, programs: Any, enforce: bool = False) -> None:
        """Keeps programs for later; with ``enforce`` they run at once.

        A virtual chip keeps its state between programs, so that nothing else is needed.
        """
        if enforce:
            run(self._connection, programs)


def run(connection: Any, programs: Any) -> None:
    """Runs one program for each chip of a connection."""
    if not isinstance(connection, Connection):
        raise TypeError(f"run takes a connection, not {connection!r}")
    own = programs if isinstance(programs, (list, tuple)) else [programs]
    if len(own) != len(connection):
        raise RuntimeError(
            f"run: {len(own)} programs were given for {len(connection)} chip; give one program "
            "per chip")
    for program in own:
        if not isinstance(program, PlaybackProgram):
            raise TypeError(f"run takes programs, not {program!r}")
        program._run.results = connection._execute(program)
