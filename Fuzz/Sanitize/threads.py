"""Products, calibrations and parallel calls on one chip, for the thread sanitizer; `threads` starts it."""

import threading

import numpy as np

import bss2emu


def product(chip, draw, stream=0):
    """Multiplies a batch of random size."""
    batch, rows, columns = (int(draw.integers(1, most)) for most in (40, 300, 600))
    chip.mac(draw.integers(0, 32, (batch, rows)), draw.integers(-63, 64, (rows, columns)), stream=stream)


def work(chips, number):
    """Multiplies on chips that others use too, and reads and saves them between."""
    draw = np.random.default_rng(number)
    for step in range(15):
        chip = chips[step % len(chips)]
        product(chip, draw, number)
        if step % 5 == 0:
            chip.read_container("SynapseDriverConfig", int(draw.integers(0, 256)))
            chip.save()


def together(chips):
    """Calls of four threads."""
    threads = [threading.Thread(target=work, args=(chips, number)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


for preset in ("ideal", "typical", "v2", "faulty"):
    batches = np.random.default_rng(1)
    one = bss2emu.Chip(preset, seed=2, threads=4)
    for _ in range(6):
        product(one, batches)
    together([one])
    together([one, bss2emu.Chip(preset, seed=3, threads=2)])
for preset, kind in (("ideal", "hagen"), ("typical", "hagen"), ("typical", "hagen_synin")):
    bss2emu.Chip(preset, seed=4, threads=2).calibrate(kind, cache=False)
print("batches, parallel calls and calibrations of 4 presets")
