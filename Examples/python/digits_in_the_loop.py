"""Handwritten digits in the loop: trained across several virtual chips, tested on a new one.

Needs bss2emu with PyTorch; the digits (8 x 8 pixels) are drawn by the script from a small font, so
that nothing has to be downloaded.

Run it:  python digits_in_the_loop.py [--chips 2] [--steps 40]
"""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

import bss2emu
from bss2emu import hxtorch

FONT = (
    "01110 10001 10011 10101 11001 10001 01110", "00100 01100 00100 00100 00100 00100 01110",
    "01110 10001 00001 00110 01000 10000 11111", "11111 00010 00100 00010 00001 10001 01110",
    "00010 00110 01010 10010 11111 00010 00010", "11111 10000 11110 00001 00001 10001 01110",
    "00110 01000 10000 11110 10001 10001 01110", "11111 00001 00010 00100 01000 01000 01000",
    "01110 10001 10001 01110 10001 10001 01110", "01110 10001 10001 01111 00001 00010 01100")


def digits(count, rng):
    """Noisy, shifted digits as activations 0...31, and their labels."""
    shapes = np.array([[[int(c) for c in row] for row in glyph.split()] for glyph in FONT])
    labels = rng.integers(0, 10, count)
    images = np.zeros((count, 9, 8))
    for image, label in zip(images, labels):
        top, left = rng.integers(0, 3), rng.integers(0, 4)
        image[top:top + 7, left:left + 5] = shapes[label]
    images = np.clip(25 * images + rng.normal(0, 4, images.shape), 0, 31)
    return torch.tensor(images.reshape(count, -1), dtype=torch.float), torch.tensor(labels)


def model():
    """One hidden layer."""
    nn = hxtorch.perceptron.nn
    return torch.nn.Sequential(
        nn.Linear(72, 64), nn.ConvertingReLU(shift=1), nn.Linear(64, 10))


def accuracy(network, chip, data, labels):
    """Share of right answers on a chip."""
    with hxtorch.use_chip(chip), torch.no_grad():
        return (network(data).argmax(1) == labels).float().mean().item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--chips", type=int, default=2)
    parser.add_argument("--steps", type=int, default=40)
    options = parser.parse_args()
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    fleet = bss2emu.Fleet(range(options.chips))
    with hxtorch.use_chip(fleet[0]):
        parameter = hxtorch.perceptron.measure_mock_parameter()
    hxtorch.perceptron.set_mock_parameter(parameter)

    network = model()
    optimizer = torch.optim.Adam(network.parameters(), lr=1)
    for step, chip in zip(range(options.steps), fleet.cycle()):
        data, labels = digits(100, rng)
        optimizer.zero_grad()
        with hxtorch.use_chip(chip):
            loss = F.cross_entropy(network(data) / 8, labels)
        loss.backward()
        optimizer.step()
    data, labels = digits(500, rng)
    for chip in fleet:
        print(f"{chip.identifier}: {accuracy(network, chip, data, labels):.3f}")


if __name__ == "__main__":
    main()
