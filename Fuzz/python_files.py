#!/usr/bin/env python3
"""Gives damaged files to the readers of the Python package: Fuzz/python_files.py COUNT [SEED] [FORMAT…].

Only errors of the package may be raised, with a message of one line. HDF5 files are left out: `Fuzz` damages them in
Swift, and in Python each takes a process.
"""

import hashlib
import io
import pathlib
import random
import resource
import sys
import tempfile
import time
import zipfile

import torch

import bss2emu
from bss2emu import hxtorch
from bss2emu.hxtorch import perceptron
from bss2emu.study import _reader

COUNT, SEED = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
ALLOWED = (bss2emu.ChipError, bss2emu.ConfigurationError, bss2emu.CalibrationFileError, bss2emu.StudyError)
TOKENS = [b"1e19", b"-1e308", b"inf", b"nan", b"-0", b"9223372036854775808", b"0x10", b"null", b"true", b"[]", b"{}",
          b"[[[[[[[[", b"*a", b"&a [*a, *a]", b"!!binary x", b"\t", b"\0", b"\xc3", b'"', b": :", b"32", b"-64", b"63 us"]
CONFIGS = pathlib.Path(__file__).parent.parent / "configs"


def damaged(draw, corpus, is_text):
    data = bytearray(draw.choice(corpus))
    for _ in range(draw.randrange(1, 4)):
        place = draw.randrange(len(data)) if data else 0
        kind = draw.randrange(6)
        if is_text and draw.random() < 0.5:
            data[place:place + draw.randrange(1, 8)] = draw.choice(TOKENS)
        elif kind < 2 and data:
            data[place] ^= 1 << draw.randrange(8)
        elif kind == 2:
            data[place:place + 1 + draw.randrange(16)] = b""
        elif kind == 3:
            data[place:place] = data[place:place + draw.randrange(64)] * draw.randrange(1, 4)
        elif kind == 4:
            del data[place:]
        else:
            other = draw.choice(corpus)
            start = draw.randrange(max(1, len(other)))
            data[place:place + 64] = other[start:start + 64]
    return bytes(data)


def damaged_inside(draw, corpus):
    """An NPZ file whose checksums are right, with a damaged array or name."""
    content = {}
    with zipfile.ZipFile(io.BytesIO(draw.choice(corpus))) as file:
        for name in file.namelist():
            content[name] = file.read(name)
    for _ in range(draw.randrange(1, 4)):
        name = draw.choice(sorted(content))
        content[name] = damaged(draw, [content[name]], draw.random() < 0.5)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in content.items():
            file.writestr(name if draw.random() < 0.99 else name[1:], data)
    return buffer.getvalue()


def formats(folder):
    """Name, whole files, whether they are text, and a function that reads a file and uses it."""
    chip = bss2emu.Chip("ideal", 0)
    chip.calibrate()
    calibration = folder / "whole.npz"
    chip.calibration.save(calibration)
    trace = folder / "whole-trace.npz"
    tracer = perceptron.InferenceTracer(str(trace))
    with hxtorch.use_chip(chip):
        tracer.start()
        perceptron.relu(perceptron.mac(torch.ones(2, 4), torch.ones(4, 3)))
        tracer.stop()
    state, start = chip.save(), chip.save()

    def use(values):
        chip.restore(start)
        chip.apply(values)
        chip.mac([[1, 2]], [[3], [4]])

    def restore(path):
        chip.restore(path.read_bytes())
        chip.mac([[1, 2]], [[3], [4]])

    def replay(path):
        with hxtorch.use_chip(chip):
            perceptron.inference_trace(torch.ones(2, 4), str(path))

    plans = [b"task: yin_yang\nseeds: 0..2\ngroups: {a: [cadc.noise], b: [membrane.noise]}\n",
             b"task: product_error\nseeds: [1, 2]\npoints: grid\nvalues: {cadc.noise: [0, 1]}\nuntil: 0.5%\nchip: ideal\n"]
    chips = [path.read_bytes() for path in sorted((CONFIGS / "chips").glob("*.yaml"))]
    return {
        "npz": ([calibration.read_bytes()], False, lambda path: use(bss2emu.Calibration.load(path))),
        "trace": ([trace.read_bytes()], False, replay),
        "state": ([state], False, restore),
        "chip": (chips, True, lambda path: bss2emu.ChipConfiguration.load(path)),
        "plan": (plans, True, lambda path: _reader.read(_reader.read_file(path))),
    }


def main():
    names = sys.argv[3:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        failures = 0
        for kind, (corpus, is_text, read) in formats(folder).items():
            if names and kind not in names:
                continue
            draw, counts, slowest = random.Random(f"{SEED} {kind}"), {"read": 0, "refused": 0}, (0.0, 0)
            digest, strange = hashlib.sha256(), {}
            path = folder / f"x.{kind}"
            for number in range(COUNT):
                is_inside = kind in ("npz", "trace") and draw.random() < 0.75
                path.write_bytes(
                    damaged_inside(draw, corpus) if is_inside else damaged(draw, corpus, is_text))
                begin = time.monotonic()
                outcome = "read"
                try:
                    read(path)
                except ALLOWED as error:
                    outcome = "refused"
                    if "\n" in str(error):
                        strange.setdefault(f"message of several lines: {error!r}"[:200], number)
                except Exception as error:  # noqa: BLE001
                    outcome = "refused"
                    is_trace_error = kind == "trace" and type(error) in (RuntimeError, ValueError, IndexError, OverflowError)
                    if not is_trace_error:
                        strange.setdefault(f"{type(error).__name__}: {error}"[:200], number)
                slowest = max(slowest, (time.monotonic() - begin, number))
                counts[outcome] += 1
                digest.update(outcome.encode())
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{kind} seed {SEED}: {counts['read']} read, {counts['refused']} refused, slowest {slowest[0]:.2f} s "
                  f"({slowest[1]}), {memory} MiB, digest {digest.hexdigest()[:16]}", flush=True)
            for text, number in list(strange.items())[:20]:
                print(f"  file {number}: {text}")
            failures += len(strange)
        return failures > 0


sys.exit(main())
