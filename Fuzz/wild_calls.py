#!/usr/bin/env python3
"""Calls the C interface with wild arguments from several threads: Fuzz/wild_calls.py LIBRARY COUNT [SEED] [THREADS].

Pointers are NULL or belong to large buffers, and counts that describe memory stay within them; everything else can be
anything: handles, numbers, names. A crash or a call of more than three seconds is a failure. If the process dies, the
files wild-SEED-THREAD.txt hold the last call of each thread.
"""

import ctypes
import mmap
import pathlib
import random
import re
import resource
import sys
import threading
import time

LIBRARY = ctypes.CDLL(sys.argv[1])
COUNT = int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
THREADS = int(sys.argv[4]) if len(sys.argv) > 4 else 1
HEADER = pathlib.Path(__file__).parent.parent / "Sources/CAPI/bss2emu.h"
#: Bytes of the note about a call.
NOTE = 2000
#: Slow by nature, or with callbacks.
LEFT_OUT = {"bss2_measure_mock_parameter", "bss2_chip_calibrate", "bss2_chip_recalibrate"}
TYPES = {"int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32, "int64_t": ctypes.c_int64,
         "uint64_t": ctypes.c_uint64, "bss2_handle": ctypes.c_uint64, "ptrdiff_t": ctypes.c_ssize_t,
         "double": ctypes.c_double, "float": ctypes.c_float}
#: Parameters that say how much memory a pointer has.
SIZES = re.compile(r"count|batch|rows|columns|capacity|events|axes|copies|reads")
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
        self.handles = [0, 1, 1 << 63]
        self.buffers = [ctypes.create_string_buffer(1 << 21) for _ in range(6)]
        self.slowest = (0.0, "")
        self.done = 0
        self.place = pathlib.Path(f"wild-{SEED}-{seed % 1000}.txt")
        self.place.write_bytes(b" " * NOTE)
        with open(self.place, "r+b") as file:
            self.last = mmap.mmap(file.fileno(), NOTE)

    def note(self, name, values):
        """Keeps a call in a file, which outlives the process."""
        text = f"call {self.done}: {name}{tuple(getattr(value, 'value', value) for value in values)}"
        self.last[:] = text.encode(errors="replace")[:NOTE].ljust(NOTE)

    def refill(self):
        buffer = self.draw.choice(self.buffers)
        kind = self.draw.randrange(4)
        part = 1 << 12
        if kind == 0:
            data = bytes(self.draw.randrange(32) for _ in range(part))
        elif kind == 1:  # small shapes and places
            data = b"".join(self.draw.randrange(5).to_bytes(8, "little") for _ in range(part // 8))
        elif kind == 2:
            data = self.draw.randbytes(part)
        else:
            import struct
            data = struct.pack(f"<{part // 4}f", *[float(self.draw.randrange(-64, 64)) for _ in range(part // 4)])
        ctypes.memmove(buffer, data, part)
        buffer[len(buffer) - 1] = 0

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
            return kind(self.draw.choice(self.handles))
        if "axes" in name or name == "copies":
            return kind(self.draw.choice([-1, 0, 1, 1, 2, 2, 3, 4]))
        if SIZES.search(name):
            return kind(self.draw.choice([-1, 0, 1, 2, 3, 16, 100]))
        if name == "num_sends":
            return kind(self.draw.choice([-1, 0, 1, 1, 1, 2, 3, 1 << 40]))
        return kind(self.draw.choice(NUMBERS) if self.draw.random() < 0.7 else self.draw.randrange(600))

    def run(self):
        for _ in range(COUNT // THREADS):
            if self.draw.random() < 0.2:
                self.refill()
            name, is_text, result, arguments = self.draw.choice(self.calls)
            function = getattr(LIBRARY, name)
            function.restype = ctypes.c_char_p if is_text else TYPES.get(result, ctypes.c_int64)
            kept = []
            values = [self.value(text, kept) for text in arguments]
            self.note(name, values)
            begin = time.monotonic()
            answer = function(*values)
            spent = time.monotonic() - begin
            self.slowest = max(self.slowest, (spent, name))
            if name.endswith("_new") and len(self.handles) < 12:
                self.handles.append(answer)
                if name == "bss2_chip_new" and self.draw.random() < 0.8:
                    LIBRARY.bss2_chip_set_name(ctypes.c_uint64(answer), b"ideal")
                    LIBRARY.bss2_chip_power(ctypes.c_uint64(answer), ctypes.c_uint64(1), ctypes.c_uint64(0), 2)
            self.done += 1


def main():
    names = [b"", b"x" * 40, b"typical", b"effects.all", b"SynapseDriverConfig", b"NeuronConfig", b"CADCConfig",
             b"CapMemCell", b"\xff\xfe", b"{tt}", b"1 V", b"1e400 us", b"defaults.gain", b"x" * 3000]
    LIBRARY.bss2_parameter_key.restype = ctypes.c_char_p
    names += [LIBRARY.bss2_parameter_key(ctypes.c_ssize_t(k)) for k in range(0, 40, 3)]
    callers = [Caller(SEED * 1000 + k, names) for k in range(THREADS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    for caller in callers:
        caller.place.unlink()
    slowest = max(caller.slowest for caller in callers)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"seed {SEED}: {sum(c.done for c in callers)} calls of {len(callers[0].calls)} functions, "
          f"{THREADS} threads; slowest {slowest[0]:.2f} s ({slowest[1]}); {memory} MiB")


main()
