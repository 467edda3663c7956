"""Three float networks on a virtual chip: converted, tuned in the loop, and taken back.

Needs bss2emu with PyTorch. The digits are scikit-learn's, or drawn from a small font without it.

Run it:  python convert_networks.py [--network dense] [--drawn] [--seed 0]
"""

import argparse

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import bss2emu
from bss2emu import hxtorch

ROWS, COLUMNS = 9, 8


class Dense(nn.Module):
    """Three dense layers."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(ROWS * COLUMNS, 64)
        self.second = nn.Linear(64, 32)
        self.last = nn.Linear(32, 10)

    def forward(self, x):
        x = F.relu(self.first(x.flatten(1)))
        return self.last(torch.relu(self.second(x)))


class Convolution(nn.Sequential):
    """Two convolutions with batch norms and pooling, and a dense layer."""

    def __init__(self):
        super().__init__(
            nn.Unflatten(1, (1, ROWS)),
            nn.Conv2d(1, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.AvgPool2d(2),
            nn.Flatten(), nn.Dropout(0.1), nn.Linear(64, 10))


class Block(nn.Module):
    """Two convolutions, whose result is added to their input."""

    def __init__(self, channels):
        super().__init__()
        self.first = nn.Conv1d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm1d(channels)
        self.second = nn.Conv1d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm1d(channels)

    def forward(self, x):
        y = F.relu(self.first_norm(self.first(x)))
        return F.relu(x + self.second_norm(self.second(y)))


class Residual(nn.Module):
    """Residual blocks on signed inputs; the rows of a picture are the channels."""

    def __init__(self, channels=24):
        super().__init__()
        self.stem = nn.Conv1d(ROWS, channels, 3, padding=1)
        self.blocks = nn.Sequential(Block(channels), Block(channels))
        self.last = nn.Linear(channels, 10)

    def forward(self, x):
        x = F.relu(self.stem(x - 0.3))
        return self.last(self.blocks(x).mean(-1))


NETWORKS = {"dense": Dense, "convolution": Convolution, "residual": Residual}


def drawn_digits(count, seed):
    """Noisy pictures of digits from the font, 0...1, and their labels."""
    from digits_in_the_loop import digits

    rng = np.random.default_rng(seed)
    images, labels = digits(count, rng)
    noise = torch.tensor(rng.normal(0, 0.1, images.shape), dtype=torch.float)
    return (images / 31 + noise).clamp(0, 1).reshape(-1, ROWS, COLUMNS), labels


def all_digits(is_drawn):
    """Pictures for training and for a test, with their labels."""
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        is_drawn = True
    if is_drawn:
        return (drawn_digits(3000, 0), drawn_digits(1000, 1))
    loaded = load_digits()
    images = F.pad(torch.tensor(loaded.images / 16, dtype=torch.float), (0, 0, 0, 1))
    labels = torch.tensor(loaded.target)
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(0))
    return tuple((images[part], labels[part]) for part in (order[:1200], order[1200:]))


def train(network, data, epochs, rate):
    """Trains with batches of 50."""
    images, labels = data
    optimizer = torch.optim.Adam(network.parameters(), rate)
    decay = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.1 ** (1 / epochs))
    network.train()
    for _ in range(epochs):
        for batch in torch.randperm(len(labels)).split(50):
            optimizer.zero_grad()
            F.cross_entropy(network(images[batch]), labels[batch]).backward()
            optimizer.step()
        decay.step()
    network.eval()


@torch.no_grad()
def accuracy(network, data):
    """Share of right answers."""
    return (network(data[0]).argmax(1) == data[1]).float().mean().item()


def run(name, chip, data):
    """Prints the accuracies of one network on its way to the chip and back."""
    parameter = hxtorch.perceptron.MockParameter
    training, test = data
    network = NETWORKS[name]()
    train(network, training, epochs=25, rate=3e-3)
    print(f"{name}, float: {accuracy(network, test):.3f}")

    hxtorch.perceptron.set_mock_parameter(hxtorch.perceptron.measure_mock_parameter())
    measured = hxtorch.perceptron.get_mock_parameter()
    converted = bss2emu.convert(network, training[0][:300])
    hxtorch.perceptron.set_mock_parameter(parameter(noise_std=0, gain=measured.gain))
    print(f"{name}, mock without noise: {accuracy(converted, test):.3f}")
    hxtorch.perceptron.set_mock_parameter(measured)
    print(f"{name}, mock: {accuracy(converted, test):.3f}")

    converted.mock = False
    print(f"{name}, chip {chip.identifier}: {accuracy(converted, test):.3f}")
    train(converted, training, epochs=3, rate=0.3)
    print(f"{name}, tuned: {accuracy(converted, test):.3f}")
    print(f"{name}, back as float: {accuracy(converted.to_torch(), test):.3f}\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", choices=NETWORKS, help="one network; default: all")
    parser.add_argument("--drawn", action="store_true", help="digits from the font")
    parser.add_argument("--seed", type=int, default=0, help="the chip")
    options = parser.parse_args()
    torch.manual_seed(1)
    chip = bss2emu.calibrated("typical", options.seed)
    data = all_digits(options.drawn)
    with hxtorch.use_chip(chip):
        for name in [options.network] if options.network else NETWORKS:
            run(name, chip, data)


if __name__ == "__main__":
    main()
