"""Random programs, containers and files through the C interface: no crash, no leak, no difference.

``BSS2_WILD`` in the environment sets the number of rounds of the long test, 2000 without it.
"""

import ctypes
import os
import resource

import numpy as np
import pytest

import bss2emu
from bss2emu import _library
from bss2emu.lowlevel.catalogue import catalogue
from bss2emu.lowlevel.containers import containers
from bss2emu.lowlevel.programs import (
    BARRIER, READ, READ_TIMER, RESET_TIMER, SPIKES, WAIT_UNTIL, WRITE)
from bss2emu.standin.dlens_vx_v3 import sta

ROUNDS = int(os.environ.get("BSS2_WILD", 2000))
library = _library.library

WRITABLE = [kind for kind in containers.values() if kind.is_writable]
READABLE = [kind for kind in containers.values() if kind.is_readable]
#: Shift register and converters of the board.
BOARD = [0x8800_7001, 0x8800_7002, 0x8800_7004]
WORDS = [0, 1, 255, 0x8000_0001, 2**32 - 1]


class Wild:
    """Random records from a seed."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def pick(self, values):
        return values[int(self.random.integers(len(values)))]

    def word(self):
        if self.random.random() < 0.3:
            return self.pick(WORDS)
        return int(self.random.integers(1 << int(self.random.integers(1, 33))))

    def place(self, kind):
        return kind.coordinate_type._of(int(self.random.integers(kind.coordinate_type.size)))

    def write(self):
        """A container with some of its words at random, or a word to the board."""
        if self.random.random() < 0.1:
            return [(WRITE, self.pick(BOARD), self.word())]
        kind = self.pick(WRITABLE)
        words = [self.word() if self.random.random() < 0.5 else one for one in kind._defaults]
        return [(WRITE, address, word)
                for address, word in zip(kind.addresses(self.place(kind)), words)]

    def read(self):
        kind = self.pick(READABLE)
        return [(READ, address, 0) for address in kind.addresses(self.place(kind))]

    def spikes(self):
        count = int(self.random.integers(1, 4))
        return [(SPIKES, count, int(self.random.integers(1 << 48)))]

    def nonsense(self):
        return [(self.pick([*range(7), 7, 2**32 - 1]), self.pick([0, 1, 4, *BOARD, 2**32 - 1]),
                 self.pick([*WORDS, 2**32, 2**64 - 1]))]

    def record(self):
        draw = self.random.random()
        if draw < 0.35:
            return self.write()
        if draw < 0.6:
            return self.read()
        if draw < 0.7:
            return self.spikes()
        if draw < 0.85:
            return [(WAIT_UNTIL, 0, int(self.random.integers(3000)))]
        if draw < 0.98:
            return [(self.pick([RESET_TIMER, READ_TIMER, BARRIER]), 0, 0)]
        return self.nonsense()

    def program(self):
        rows = [row for _ in range(int(self.random.integers(0, 12))) for row in self.record()]
        records = np.zeros((len(rows), 2), np.uint64)
        for record, (operation, address, data) in zip(records, rows):
            record[0], record[1] = operation | address << 32, data
        reads = sum(operation in (READ, READ_TIMER) for operation, _, _ in rows)
        wrong = self.random.random() < 0.02
        latency = self.pick([0, 0, 0, 1, 1000, 2**32, -1])
        return records, reads + wrong, latency


def run_records(chip, records, reads, latency):
    """Code, words, times and MADC samples of a program."""
    words, times = np.zeros(reads, np.uint32), np.zeros(reads, np.int64)
    samples = ctypes.c_uint64()
    code = library.bss2_program_run(
        chip._handle, records.ctypes.data, len(records), latency, words.ctypes.data,
        times.ctypes.data, reads, ctypes.addressof(samples))
    rows = np.zeros(0, np.int64)
    if samples.value:
        rows = np.zeros(library.bss2_recording_rows(samples.value, None, 0), np.int64)
        library.bss2_recording_rows(samples.value, rows.ctypes.data, rows.size)
        library.bss2_free(samples.value)
    return code, words.tobytes(), times.tobytes(), rows.tobytes()


def read_file(content):
    """Code and text of a file's entries."""
    size = library.bss2_cocolist_decode(content.ctypes.data, content.size, None, 0)
    if size < 0:
        return size, b""
    text = ctypes.create_string_buffer(size + 1)
    library.bss2_cocolist_decode(
        content.ctypes.data, content.size, ctypes.addressof(text), size + 1)
    return size, text.value


class WildFiles:
    """Files with random entries, some of them damaged."""

    def __init__(self, seed):
        self.wild = Wild(seed)
        self.kinds = list(containers.values())

    def sound(self):
        wild, entries = self.wild, []
        for _ in range(int(wild.random.integers(1, 8))):
            kind = wild.pick(self.kinds)
            words = [wild.word() for _ in kind._defaults]
            entries.append((wild.place(kind), kind._from_words(words)))
        write = sta.to_portablebinary if wild.random.random() < 0.7 else sta.to_json
        content = write(sta.DumperDone(entries))
        return np.frombuffer(content if isinstance(content, bytes) else content.encode(), np.uint8)

    def file(self):
        wild, content = self.wild, self.sound().copy()
        for _ in range(int(wild.random.integers(0, 4))):
            content[wild.random.integers(content.size)] = wild.random.integers(256)
        if wild.random.random() < 0.2:
            content = content[:int(wild.random.integers(content.size))].copy()
        return content


def memory():
    """Resident memory in MB."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def test_wild_programs_and_files_do_the_same_on_two_chips_and_leak_nothing():
    if not os.path.exists("/proc/self/statm"):
        pytest.skip("skipped: memory is read from /proc")
    chips = [bss2emu.Chip("typical", 0, threads=1) for _ in range(2)]
    programs, files = Wild(13), WildFiles(14)
    good, sound, before = 0, 0, 0.0
    for index in range(ROUNDS):
        program = programs.program()
        found = [run_records(chip, *program) for chip in chips]
        assert found[0] == found[1], index
        good += found[0][0] == 0
        if index % 5 == 0:
            content = files.file()
            decoded = [read_file(content) for _ in range(2)]
            assert decoded[0] == decoded[1], index
            codes = [library.bss2_chip_apply_cocolist(
                chip._handle, content.ctypes.data, content.size) for chip in chips]
            assert codes[0] == codes[1], index
            sound += decoded[0][0] >= 0
        if index == ROUNDS // 2:
            before = memory()
    assert good > ROUNDS / 10 and sound > ROUNDS / 50
    assert memory() - before < 40, "MB in the second half"


def test_every_default_container_can_be_written_and_read():
    chip = bss2emu.Chip("typical", 0, threads=1)
    for entry in catalogue()["containers"]:
        kind = containers[entry["name"]]
        place = kind.coordinate_type._of(0)
        rows = [(WRITE, a, w) for a, w in zip(kind.addresses(place), kind._defaults)]
        if kind.is_writable:
            records = np.array([[op | a << 32, w] for op, a, w in rows], np.uint64)
            assert run_records(chip, records, 0, 0)[0] == 0, entry["name"]
        if kind.is_readable:
            records = np.array([[READ | a << 32, 0] for a in kind.addresses(place)], np.uint64)
            assert run_records(chip, records, len(records), 0)[0] == 0, entry["name"]
