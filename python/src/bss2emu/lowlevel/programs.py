"""Playback programs: one buffer of records, tickets of its reads, and lists of what was written.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np

from . import board, features, refusals
from .composite import Chip, composites
from .containers import Container, Encoded, containers

#: Operations of records, as bss2emu.h documents them.
WRITE, READ, RESET_TIMER, READ_TIMER, WAIT_UNTIL, BARRIER, SPIKES = range(7)

_types: dict[Any, Any] = {type_.coordinate_type: type_ for type_ in containers.values()}
_barrier_place = board.coordinates["BarrierOnFPGA"]
_timer_place = board.coordinates["TimerOnDLS"]

_MADC_SAMPLE = np.dtype(
    [("value", np.uint16), ("channel", np.uint8), ("fpga_time", np.uint64),
     ("chip_time", np.uint64)])
_SPIKE = np.dtype([("label", np.uint16), ("fpga_time", np.uint64), ("chip_time", np.uint64)])


class Results:
    """Words, times and samples that a run of a program gave."""

    __slots__ = ("words", "times", "samples")

    def __init__(self, words: Any, times: Any, samples: Any):
        self.words, self.times, self.samples = words, times, samples


class Run:
    """The run of a program, which its tickets wait for."""

    __slots__ = ("results",)

    def __init__(self) -> None:
        self.results: Results | None = None


class ContainerTicket:
    """The promise of what a program reads; it can be redeemed after the run. stadls"""

    __slots__ = ("_type", "_count", "_first", "_run")

    def __init__(self, type_: Any, count: int):
        self._type, self._count, self._first = type_, count, 0
        self._run: Run | None = None

    def _results(self) -> Results:
        if self._run is None or self._run.results is None:
            raise RuntimeError("the ticket's program has not run yet; run it first")
        return self._run.results

    @property
    def valid(self) -> bool:
        """Tells whether the program has run."""
        return self._run is not None and self._run.results is not None

    @property
    def fpga_time(self) -> int:
        """The FPGA cycle at which the first word was read."""
        return int(self._results().times[self._first])

    def get(self) -> Any:
        """The container that was read."""
        words = self._results().words[self._first:self._first + self._count]
        if self._type is board.Timer:
            return board.Timer(int(words[0]))
        if self._type is board.NullPayloadReadable:
            return board.NullPayloadReadable()
        if issubclass(self._type, Container):
            return self._type._from_words(words.tolist())
        return self._type.decode(words)


class SampleList:
    """Samples or spikes of a program."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Any):
        self._rows = rows

    def to_numpy(self) -> Any:
        """An array with named columns."""
        return self._rows.copy()

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Any:
        return iter(self._rows)


class PlaybackProgram:
    """A finished program. stadls: ``PlaybackProgram``"""

    class spikes_type(SampleList):  # upstream's name
        """Spikes of a program; the model's neurons send none."""

        def __init__(self, rows: Any = None):
            super().__init__(np.zeros(0, _SPIKE) if rows is None else rows)

    def __init__(self) -> None:
        self._records = array("Q")
        self._reads = 0
        self._refused: refusals.Refusal | None = None
        self._run = Run()

    def empty(self) -> bool:
        """Tells whether the program has no instructions."""
        return not self._records

    @property
    def valid(self) -> bool:
        """Tells whether the program has run."""
        return self._run.results is not None

    @property
    def madc_samples(self) -> SampleList:
        """Samples of the MADC, with times in cycles of 8 ns."""
        results = self._run.results
        rows = np.zeros(0, _MADC_SAMPLE)
        if results is not None and results.samples is not None:
            rows = np.zeros(len(results.samples), _MADC_SAMPLE)
            for position, name in enumerate(_MADC_SAMPLE.names or ()):
                rows[name] = results.samples[:, position]
        return SampleList(rows)

    @property
    def spikes(self) -> spikes_type:
        """Spikes of the chip; the model's neurons send none."""
        return PlaybackProgram.spikes_type()


class PlaybackProgramBuilder:
    """Builds a program, instruction by instruction. stadls: ``PlaybackProgramBuilder``

    Containers are encoded when they are written. A builder needs no chip. What the model leaves out is
    refused by the chip that is to run the program.
    """

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._records = array("Q")
        self._reads = 0
        self._refused: refusals.Refusal | None = None
        self._tickets: list[ContainerTicket] = []

    def empty(self) -> bool:
        """Tells whether nothing has been added."""
        return not self._records

    def write(self, coordinate: Any, container: Any, backend: Any = None) -> None:
        """Writes a container at its place."""
        if isinstance(container, Container):
            _check_place(coordinate, container)
            check = features.CHECKS.get(container.__class__)
            if check is not None:
                self._leave_out(check(container._words))
            index, records = coordinate._index(), self._records
            for addresses, word in zip(container._addresses, container._words):
                records.append(addresses[index] << 32)
                records.append(word)
        else:
            self._write_other(coordinate, container)

    def _leave_out(self, refusal: refusals.Refusal | None) -> None:
        """Keeps the first use of something that the model leaves out."""
        self._refused = self._refused or refusal

    def _write_other(self, coordinate: Any, container: Any) -> None:
        refusals.check(container)
        _check_place(coordinate, container)
        if isinstance(container, board.Timer):
            self._add(RESET_TIMER)
        elif isinstance(container, board.SystimeSync):
            self._add(BARRIER)
        elif isinstance(container, board.SpikePack):
            labels = sum(label << 16 * k for k, label in enumerate(container.labels))
            self._add(SPIKES, container.count, labels)
        elif hasattr(container, "block"):
            self._write_block(*container.block(coordinate))
        else:
            for address, word in container.writes(coordinate):
                self._add(WRITE, address, word)

    def _write_block(self, addresses: Any, words: Any) -> None:
        records = np.empty((len(addresses), 2), np.uint64)
        records[:, 0] = addresses.astype(np.uint64) << np.uint64(32)
        records[:, 1] = words
        self._records.frombytes(records.tobytes())

    def _add(self, operation: int, address: int = 0, data: int = 0) -> None:
        self._records.append(operation | address << 32)
        self._records.append(data)

    def read(self, coordinate: Any, backend: Any = None) -> ContainerTicket:
        """Reads the container at a place; the ticket gives it after the run."""
        refusals.check(coordinate)
        kind = coordinate.__class__
        if kind is _timer_place or kind is board.NullPayloadReadable.coordinate_type:
            ticket = ContainerTicket(board.plain[kind], 1)
            self._add(READ_TIMER)
        else:
            type_, addresses = _readable(coordinate)
            ticket = ContainerTicket(type_, len(addresses))
            for address in addresses:
                self._add(READ, address)
        ticket._first = self._reads
        self._reads += ticket._count
        self._tickets.append(ticket)
        return ticket

    def block_until(self, coordinate: Any, value: Any) -> None:
        """Waits until the timer shows a value, or for a barrier."""
        if coordinate.__class__ is _timer_place:
            self._add(WAIT_UNTIL, 0, int(board.Timer.Value(value)))
        elif coordinate.__class__ is _barrier_place:
            if not isinstance(value, board.Barrier):
                raise TypeError(f"block_until takes a Barrier here, not {value!r}")
            self._add(BARRIER)
        else:
            raise TypeError(f"block_until takes TimerOnDLS or BarrierOnFPGA, not {coordinate!r}")

    def merge_back(self, other: PlaybackProgramBuilder) -> None:
        """Appends another builder's instructions and empties it."""
        self.copy_back(other)
        for ticket in other._tickets:
            ticket._first += self._reads - other._reads
        self._tickets += other._tickets
        other._clear()

    def copy_back(self, other: PlaybackProgramBuilder) -> None:
        """Appends a copy of another builder's instructions; its tickets stay with it."""
        if not isinstance(other, PlaybackProgramBuilder):
            raise TypeError(f"give a PlaybackProgramBuilder, not {other!r}")
        self._records.extend(other._records)
        self._reads += other._reads
        self._leave_out(other._refused)

    def done(self) -> PlaybackProgram:
        """The finished program; the builder is empty then."""
        program = PlaybackProgram()
        program._records, program._reads = self._records, self._reads
        program._refused = self._refused
        for ticket in self._tickets:
            ticket._run = program._run
        self._clear()
        return program

    def __len__(self) -> int:
        return len(self._records) // 2


def _check_place(coordinate: Any, container: Any) -> None:
    wanted = getattr(type(container), "coordinate_type", None)
    if wanted is None or coordinate.__class__ is not wanted:
        name = type(container).__name__
        if wanted is None:
            raise TypeError(f"{name} cannot be written; give a container")
        raise TypeError(f"write {name} at a {wanted.__name__}, not at {coordinate!r}")


def _readable(coordinate: Any) -> tuple[Any, Any]:
    """The type at a place, and the addresses of its words."""
    kind = coordinate.__class__
    if kind is board.SpikeCount.coordinate_type:
        return board.SpikeCount, board.SpikeCount.read_addresses(coordinate)
    if kind in composites and hasattr(composites[kind], "read_addresses"):
        return composites[kind], composites[kind].read_addresses(coordinate)
    type_ = _types.get(kind)
    if type_ is None:
        raise TypeError(
            f"nothing can be read at {coordinate!r}; give a coordinate of a readable container")
    return type_, type_.addresses(coordinate)


# ---- dumpers


class DumperDone:
    """Coordinates and containers in the order of writing. stadls: ``DumperDone``"""

    def __init__(self, entries: list[tuple[Any, Any]] | None = None):
        self._entries = entries or []

    def tolist(self) -> list[tuple[Any, Any]]:
        """Coordinates and containers."""
        return list(self._entries)

    def squash(self) -> None:
        """Keeps of several writes to a place the last one, at the position of the first."""
        found: dict[Any, Any] = {}
        for coordinate, container in self._entries:
            found[coordinate] = container
        self._entries = list(found.items())

    def remove_block_until(self) -> None:
        """Leaves out what the program waits for."""
        self._entries = [
            entry for entry in self._entries if not isinstance(entry[1], (board.Barrier, Wait))]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DumperDone) and self._entries == other._entries

    __hash__ = None  # type: ignore[assignment]


class Wait:
    """A wait for the timer in a dumper."""

    _name = "Timer.Value"

    def __init__(self, value: Any):
        self.value = board.Timer.Value(value)

    def encode(self) -> list[int]:
        """The cycles as a word."""
        return [int(self.value)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wait) and self.value == other.value

    __hash__ = None  # type: ignore[assignment]


class PlaybackProgramBuilderDumper:
    """Records what is written instead of building a program. stadls"""

    def __init__(self) -> None:
        self._entries: list[tuple[Any, Any]] = []

    def write(self, coordinate: Any, container: Any, backend: Any = None) -> None:
        """Records a write."""
        refusals.check(container)
        _check_place(coordinate, container)
        self._entries.append((coordinate, _copied(container)))

    def read(self, coordinate: Any, backend: Any = None) -> None:
        """Refuses: a dumper cannot read."""
        raise RuntimeError(
            "a PlaybackProgramBuilderDumper cannot read; use a PlaybackProgramBuilder")

    def block_until(self, coordinate: Any, value: Any) -> None:
        """Records a wait."""
        is_barrier = coordinate.__class__ is _barrier_place
        self._entries.append((coordinate, value if is_barrier else Wait(value)))

    def merge_back(self, other: PlaybackProgramBuilderDumper) -> None:
        """Appends another dumper's entries and empties it."""
        self.copy_back(other)
        other._entries = []

    def copy_back(self, other: PlaybackProgramBuilderDumper) -> None:
        """Appends a copy of another dumper's entries."""
        if not isinstance(other, PlaybackProgramBuilderDumper):
            raise TypeError(f"give a PlaybackProgramBuilderDumper, not {other!r}")
        self._entries += other._entries

    def empty(self) -> bool:
        """Tells whether nothing has been recorded."""
        return not self._entries

    def done(self) -> DumperDone:
        """The entries; the dumper is empty then."""
        entries, self._entries = self._entries, []
        return DumperDone(entries)


def _copied(container: Any) -> Any:
    """A container as it is now."""
    if isinstance(container, Encoded):
        return type(container)._from_words(list(container._words))
    import copy

    return copy.copy(container)


def convert_to_builder(source: Any) -> PlaybackProgramBuilder:
    """Builds what a dumper has recorded, and empties it."""
    builder = PlaybackProgramBuilder()
    entries = source._entries
    for coordinate, container in entries:
        if isinstance(container, Wait):
            builder.block_until(coordinate, container.value)
        elif isinstance(container, board.Barrier):
            builder.block_until(coordinate, container)
        else:
            builder.write(coordinate, container)
    return builder


def convert_to_dumper(done: DumperDone) -> PlaybackProgramBuilderDumper:
    """Goes on recording from a finished list."""
    dumper = PlaybackProgramBuilderDumper()
    dumper._entries = done.tolist()
    return dumper


def convert_to_chip(done: DumperDone, previous: Chip | None = None) -> Chip:
    """The configuration that a list leaves behind."""
    chip = Chip(previous)
    for coordinate, container in done._entries:
        if isinstance(container, Container):
            chip.put(zip(container.addresses(coordinate), container.encode()))
        elif hasattr(container, "block"):
            chip.put(zip(*(part.tolist() for part in container.block(coordinate))))
    return chip
