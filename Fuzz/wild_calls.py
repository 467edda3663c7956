#!/usr/bin/env python3
"""Calls the C interface with wild arguments from several threads: Fuzz/wild_calls.py LIBRARY COUNT [SEED] [THREADS].

Pointers are NULL or belong to large buffers, and counts that describe memory stay within them; everything else can be
anything: handles, numbers, names. Half of the calls repeat one that has worked, with one or two other arguments. A crash, a call of more than three seconds of processor time and more than 1 GiB of
memory are failures. Two runs with one thread print the same digest of all results. If the process dies, the files
wild-SEED-THREAD.txt hold the last call of each thread.
"""

import ctypes
import hashlib
import mmap
import pathlib
import random
import re
import resource
import struct
import sys
import threading
import time

LIBRARY = ctypes.CDLL(sys.argv[1])
COUNT = int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
THREADS = int(sys.argv[4]) if len(sys.argv) > 4 else 1
REPOSITORY = pathlib.Path(__file__).parent.parent
HEADER = REPOSITORY / "Sources/CAPI/bss2emu.h"
#: Keys and values of the preset "typical".
PRESET = [(key.encode(), value.strip().encode()) for key, value in re.findall(
    r'^ +([\w.]+): {value: "?([^,"}]+)', (REPOSITORY / "configs/chips/typical.yaml").read_text(), flags=re.M)]
#: Processor time of a call, with its own threads if nobody else calls.
CLOCK = time.process_time if THREADS == 1 else time.thread_time
#: Bytes of the note about a call.
NOTE = 2000
#: Slow by nature, or with callbacks.
LEFT_OUT = {"bss2_measure_mock_parameter", "bss2_chip_calibrate", "bss2_chip_recalibrate"}
TYPES = {"int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32, "int64_t": ctypes.c_int64,
         "uint64_t": ctypes.c_uint64, "bss2_handle": ctypes.c_uint64, "ptrdiff_t": ctypes.c_ssize_t,
         "double": ctypes.c_double, "float": ctypes.c_float}
#: Parameters that say how much memory a pointer has.
SIZES = re.compile(r"count|batch|rows|columns|capacity|events|axes|copies|reads")
#: Functions that write and read bytes of other kinds than cocolists.
WRITERS = {"bss2_chip_save": "state", "bss2_calibration_encode": "calibration"}
READERS = {"bss2_chip_restore": "state", "bss2_calibration_decode": "calibration"}
NUMBERS = [0, 1, 2, 3, 5, 31, 63, 127, 128, 255, 256, 511, 512, -1, -2, 1 << 24, (1 << 31) - 1, -(1 << 31),
           (1 << 63) - 1, -(1 << 63)]
REALS = [0.0, 1.0, -1.0, 0.5, 1e-300, 1e300, float("inf"), float("nan"), 2.5, 100.0]


def functions():
    text = re.sub(r"/\*.*?\*/", "", HEADER.read_text(), flags=re.S)
    for result, star, name, arguments in re.findall(
            r"^([\w ]+?)\s+(\*?)(bss2_\w+)\(([^;]*)\);", text, flags=re.M):
        if name in LEFT_OUT or "(*" in arguments or not hasattr(LIBRARY, name):
            continue
        pieces = [" ".join(piece.split()) for piece in arguments.split(",")]
        yield name, bool(star), result.split()[-1], [p for p in pieces if p != "void"]


class Caller(threading.Thread):
    def __init__(self, seed, names):
        super().__init__()
        self.draw = random.Random(seed)
        self.names = names
        self.calls = list(functions())
        self.handles = {kind: [] for kind in ("chip", "calibration", "file", "other")}
        self.worked = {}
        self.successes = 0
        self.saved = {}
        self.buffers = [ctypes.create_string_buffer(1 << 21) for _ in range(6)]
        self.slowest = (0.0, "")
        self.done = 0
        self.digest = hashlib.sha256()
        self.place = pathlib.Path(f"wild-{SEED}-{seed % 1000}.txt")
        self.place.write_bytes(b" " * NOTE)
        with open(self.place, "r+b") as file:
            self.last = mmap.mmap(file.fileno(), NOTE)

    def note(self, name, values):
        """Keeps a call in a file, which outlives the process."""
        text = f"call {self.done}: {name}{tuple(getattr(value, 'value', value) for value in values)}"
        self.last[:] = text.encode(errors="replace")[:NOTE].ljust(NOTE)

    def records(self, count):
        """Instructions of a program (bss2_record), most of them valid."""
        bases = [0x000c0000, 0x00110000, 0x00120000, 0x00140000, 0x00160000, 0x02000000, 0x02c00000]
        return b"".join(
            struct.pack("<IIQ", self.draw.randrange(8), self.draw.choice([1, 2, 3, self.draw.choice(bases) +
                        self.draw.randrange(1 << self.draw.randrange(4, 18))]), self.draw.randrange(1 << 20))
            for _ in range(count))

    def give_saved(self, name, values):
        """Gives bytes that another call has saved to a call that reads bytes, sometimes with a flipped bit."""
        data = bytearray(self.saved.get(READERS.get(name, "cocolist"), b"\0"))
        if self.draw.random() < 0.3:
            data[self.draw.randrange(len(data))] ^= 1 << self.draw.randrange(8)
        buffer = self.draw.choice(self.buffers)
        ctypes.memmove(buffer, bytes(data), len(data))
        place = 0 if isinstance(values[0], ctypes.Array) or values[0] is None else 1
        values[place:place + 2] = [buffer, ctypes.c_ssize_t(len(data))]

    def refill(self):
        buffer = self.draw.choice(self.buffers)
        kind = self.draw.randrange(5)
        part = 1 << 12
        if kind == 0:
            data = bytes(self.draw.randrange(32) for _ in range(part))
        elif kind == 1:  # small shapes and places
            data = b"".join(self.draw.randrange(5).to_bytes(8, "little") for _ in range(part // 8))
        elif kind == 2:
            data = self.draw.randbytes(part)
        elif kind == 3:
            data = self.records(part // 16)
        else:
            data = struct.pack(f"<{part // 4}f", *[float(self.draw.randrange(-64, 64)) for _ in range(part // 4)])
        ctypes.memmove(buffer, data, part)
        buffer[len(buffer) - 1] = 0

    def handle(self, kind):
        """A handle of a kind, or sometimes a wrong one."""
        known = self.handles[kind]
        if known and self.draw.random() < 0.9:
            return self.draw.choice(known)
        return self.draw.choice([0, 1, 1 << 63] + [handle for some in self.handles.values() for handle in some])

    def keep(self, kind, handle):
        """Keeps at most six handles of a kind."""
        self.handles[kind].append(handle)
        if len(self.handles[kind]) > 6:
            LIBRARY.bss2_free(ctypes.c_uint64(self.handles[kind].pop(self.draw.randrange(5))))

    def make_chip(self):
        """Makes a chip for programs and products, which the calls may do anything with."""
        chip = ctypes.c_uint64(LIBRARY.bss2_chip_new())
        self.power(chip)
        self.keep("chip", chip.value)

    def power(self, chip):
        """Gives a chip the parameters of a preset and powers it up."""
        scale, dead = self.draw.choice([(0, 0), (1, 0), (1, 1)])
        results = [LIBRARY.bss2_chip_set_text(chip, key, value) for key, value in PRESET]
        results.append(LIBRARY.bss2_chip_set(chip, b"effects.all", ctypes.c_double(scale)))
        results.append(LIBRARY.bss2_chip_set(chip, b"effects.run.jitter", ctypes.c_double(dead)))
        results.append(LIBRARY.bss2_chip_power(chip, ctypes.c_uint64(self.draw.randrange(3)), ctypes.c_uint64(0),
                                               ctypes.c_int32(self.draw.choice([1, 2]))))
        assert not any(results), results

    def values(self, name, arguments, kept):
        """Arguments of a call: new ones, or those of a call that has worked, with one or two others."""
        known = self.worked.get(name)
        if not known or self.draw.random() < 0.5:
            return [self.value(text, kept) for text in arguments]
        values, kept[:] = self.draw.choice(known)
        values = list(values)
        changed = {self.draw.randrange(len(arguments)) for _ in range(self.draw.randrange(3))} if arguments else set()
        for place, text in enumerate(arguments):
            if place in changed or "bss2_handle" in text and "*" not in text:
                values[place] = self.value(text, kept)
        return values

    def learn(self, name, arguments, values, kept, answer):
        """Keeps the arguments of calls that have worked, and handles."""
        if name == "bss2_free":
            for known in self.handles.values():
                if answer == 0 and values[0].value in known:
                    known.remove(values[0].value)
        elif name.endswith("_new"):
            if answer:
                self.keep(next((kind for kind in ("file", "calibration") if kind in name), "chip"), answer)
                if name == "bss2_chip_new" and self.draw.random() < 0.9:
                    self.power(ctypes.c_uint64(answer))
        elif isinstance(answer, int) and answer >= 0:
            self.successes += 1
            if "uint8_t *bytes" in arguments and values[-2] and 0 < answer <= values[-1].value:
                self.saved[WRITERS.get(name, "cocolist")] = ctypes.string_at(values[-2], answer)
            known = self.worked.setdefault(name, [])
            known.append((values, list(kept)))
            del known[:-8]
            for text, value in zip(arguments, values):
                if text.startswith("bss2_handle *") and value is not None:
                    kind = "calibration" if "calibration" in text else "other"
                    self.keep(kind, int.from_bytes(value[:8], "little"))

    def shape(self):
        values = (ctypes.c_ssize_t * 16)(*[self.draw.choice([0, 1, 2, 3, 4, 5]) for _ in range(16)])
        return values

    def value(self, text, kept):
        name = text.split()[-1].strip("*")
        if "*" in text:
            if self.draw.random() < 0.03:
                return None
            if "char" in text and "const" in text and "*const" not in text:
                word = self.draw.choice(self.names)
                return ctypes.c_char_p(word[:self.draw.randrange(len(word) + 1)] if self.draw.random() < 0.1 else word)
            if "*const" in text:
                texts = (ctypes.c_char_p * 128)(*[self.draw.choice(self.names) for _ in range(128)])
                kept.append(texts)
                return texts
            if "shape" in name or name in ("stride", "dim"):
                kept.append(self.shape())
                return kept[-1]
            return self.draw.choice(self.buffers)
        kind = TYPES.get(text.replace("const ", "").split()[0], ctypes.c_int64)
        if kind in (ctypes.c_double, ctypes.c_float):
            return kind(self.draw.choice(REALS))
        if "bss2_handle" in text:
            return kind(self.handle(name if name in self.handles else "other"))
        if "axes" in name or name == "copies":
            return kind(self.draw.choice([-1, 0, 1, 1, 2, 2, 3, 4]))
        if name == "capacity":
            return kind(self.draw.choice([-1, 0, 1, 100, 1 << 16, 1 << 16]))
        if SIZES.search(name):
            return kind(self.draw.choice([-1, 0, 1, 2, 3, 16, 100]))
        if name in ("form", "kind", "rule", "reason"):
            return kind(self.draw.choice([-1, 0, 1, 2, 3, 4, 1 << 40]))
        if name == "host_latency":
            return kind(self.draw.choice([0, 1, 1000, -1, 1 << 40]))
        if name == "wait":
            return kind(self.draw.choice([0, 1, 2, 10, 1000, 1 << 40]))
        if name in ("stream", "neuron", "hemisphere", "column", "ticks"):
            return kind(self.draw.choice([0, 0, 1, 2, 5, 255, 511, 512, 1 << 24]))
        if name == "num_sends":
            return kind(self.draw.choice([-1, 0, 1, 1, 1, 2, 3, 1 << 40]))
        return kind(self.draw.choice(NUMBERS) if self.draw.random() < 0.7 else self.draw.randrange(600))

    def run(self):
        while self.done < COUNT // THREADS:
            if self.draw.random() < 0.2:
                self.refill()
            name, is_text, result, arguments = self.draw.choice(self.calls)
            function = getattr(LIBRARY, name)
            function.restype = ctypes.c_char_p if is_text else TYPES.get(result, ctypes.c_int64)
            if not self.handles["chip"] or self.draw.random() < 0.003:
                self.make_chip()
            if name == "bss2_free" and self.draw.random() < 0.8:
                continue
            kept = []
            values = self.values(name, arguments, kept)
            if "uint8_t *bytes" in arguments and self.draw.random() < 0.5:
                values[-1] = ctypes.c_ssize_t(1 << 20)
            if "const uint8_t *bytes" in arguments and self.draw.random() < 0.7:
                self.give_saved(name, values)
            self.note(name, values)
            begin = CLOCK()
            answer = function(*values)
            spent = CLOCK() - begin
            self.slowest = max(self.slowest, (spent, name))
            self.learn(name, arguments, values, kept, answer)
            self.digest.update(repr(answer).encode())
            if self.done % 100 == 0:
                for buffer in self.buffers:
                    self.digest.update(ctypes.string_at(buffer, 1 << 12))
            self.done += 1


def main():
    names = [b"", b"x" * 40, b"typical", b"effects.all", b"SynapseDriverConfig", b"NeuronConfig", b"CADCConfig",
             b"CapMemCell", b"\xff\xfe", b"{tt}", b"1 V", b"1e400 us", b"defaults.gain", b"x" * 3000]
    LIBRARY.bss2_chip_new.restype = ctypes.c_uint64
    LIBRARY.bss2_parameter_key.restype = ctypes.c_char_p
    LIBRARY.bss2_effect_name.restype = ctypes.c_char_p
    names += [key for key in (LIBRARY.bss2_parameter_key(ctypes.c_ssize_t(k)) for k in range(300)) if key]
    names += [b"effects." + name for name in (LIBRARY.bss2_effect_name(ctypes.c_ssize_t(k)) for k in range(300)) if name]
    callers = [Caller(SEED * 1000 + k, names) for k in range(THREADS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    for caller in callers:
        caller.place.unlink()
    slowest = max(caller.slowest for caller in callers)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    digest = f"; digest {callers[0].digest.hexdigest()[:16]}" if THREADS == 1 else ""
    print(f"seed {SEED}: {sum(c.done for c in callers)} calls of {len(callers[0].calls)} functions, "
          f"{THREADS} threads, {sum(c.successes for c in callers)} done; slowest {slowest[0]:.2f} s ({slowest[1]}); {memory} MiB{digest}")
    return slowest[0] > 3 or memory > 1024 or any(caller.done < COUNT // THREADS for caller in callers)


sys.exit(main())
