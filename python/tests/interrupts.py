"""Random Ctrl-C in calibrations, products and studies.

Each signal must end its call with a KeyboardInterrupt within a second, and the next call must give the
bytes that it gives without the signal.

Usage: python interrupts.py [--count 200] [--seed 0] [--kinds calibration,product,study]
"""

import argparse
import os
import pathlib
import random
import signal
import statistics
import sys
import tempfile
import threading
import time

import numpy as np

import bss2emu


class Calibration:
    """A calibration of a chip; the interrupted one leaves the chip as it was."""

    def __init__(self, folder):
        self._chip = bss2emu.Chip("typical", 0, threads=1)
        self._before = self._chip.save()

    def prepare(self):
        """Brings the chip to its state before the call."""
        self._chip.restore(self._before)

    def call(self):
        """The call that is interrupted."""
        self._chip.calibrate(cache=False, progress=False)

    def is_right(self):
        """Tells whether the next call gives the right bytes."""
        fresh = bss2emu.Chip("typical", 0, threads=1)
        x, w = np.full((3, 40), 9), np.full((40, 30), -5)
        is_equal = self._chip.save() == self._before
        return is_equal and np.array_equal(self._chip.copy().mac(x, w), fresh.mac(x, w))


class Product:
    """A long product; the interrupted one leaves the noise where it was."""

    def __init__(self, folder):
        draw = np.random.default_rng(5)
        self._chip = bss2emu.calibrated("typical", 0, threads=1, progress=False)
        self._x = draw.integers(0, 32, (3000, 256), np.uint8)
        self._w = draw.integers(-63, 64, (256, 256)).astype(np.int8)

    def prepare(self):
        """Keeps the state before the call."""
        self._expected = self._chip.copy()

    def call(self):
        """The call that is interrupted."""
        self._chip.mac(self._x, self._w, num_sends=40)

    def is_right(self):
        """Tells whether the next call gives the right bytes."""
        expected = self._expected.mac(self._x[:40], self._w)
        return np.array_equal(self._chip.mac(self._x[:40], self._w), expected)


class Study:
    """A study in this process and others; the next call completes it."""

    def __init__(self, folder):
        self._folder, self._turn = folder, 0
        self._reference = self._collected(self._study("reference"))

    def _study(self, name):
        return bss2emu.Study(
            "product_error", chip="ideal", seeds=2, points="one-at-a-time",
            values={"cadc.noise": [1, 2]}, folder=self._folder / name)

    def _collected(self, study):
        study.run(workers=1)
        table = study.collect()
        return {name: table[name].tobytes() for name in ("error", "noise", "gain")}

    def prepare(self):
        """Takes another folder."""
        self._turn += 1

    def call(self):
        """The call that is interrupted."""
        self._study(f"turn-{self._turn}").run(workers=1 + self._turn % 2)

    def is_right(self):
        """Tells whether the next call gives the right bytes."""
        return self._collected(self._study(f"turn-{self._turn}")) == self._reference


KINDS = {"calibration": Calibration, "product": Product, "study": Study}


def interrupted(call, delay):
    """Seconds from a signal to its exception; None if the call ended before."""
    sent = []

    def send():
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(delay, send)
    try:
        timer.start()
        call()
        timer.cancel()
        timer.join()
        time.sleep(0.01)
        return None
    except KeyboardInterrupt:
        return time.monotonic() - sent[0]


def measured(kind, count, draw, folder):
    """Latencies of a number of signals at random times of a kind of call."""
    subject = KINDS[kind](folder)
    subject.prepare()
    start = time.monotonic()
    subject.call()
    duration, latencies = time.monotonic() - start, []
    while len(latencies) < count:
        latency = None
        subject.prepare()
        try:
            latency = interrupted(subject.call, draw.uniform(0, duration))
        except KeyboardInterrupt:  # between the call's end and the timer's
            continue
        if latency is None:
            continue
        latencies.append(latency)
        if not subject.is_right():
            sys.exit(f"{kind}: after signal {len(latencies)}, the next call gives other bytes")
    return latencies


def main():
    """Prints the latencies of each kind; the exit status is 1 if one is a second or more."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200, help="signals, over all kinds")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    draw, kinds, worst = random.Random(options.seed), options.kinds.split(","), 0.0
    with tempfile.TemporaryDirectory() as folder:
        for index, kind in enumerate(kinds):
            count = (options.count + index) // len(kinds)
            latencies = measured(kind, count, draw, pathlib.Path(folder) / kind)
            worst = max(worst, *latencies)
            print(f"{kind}: {count} signals, {statistics.median(latencies):.3f} s to the exception, "
                  f"at most {max(latencies):.3f} s; all next calls right to the byte", flush=True)
    return 0 if worst < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
