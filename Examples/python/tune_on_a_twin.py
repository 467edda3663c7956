"""Tuning on a twin: measure a chip, fit its twin, tune a network there, and move it back to the chip.

The chip is a virtual one here. In the laboratory the recording runs on the real chip:
python -m bss2emu twin record my_record.h5

Run it:  python -m bss2emu run tune_on_a_twin.py [--quick]   (needs PyTorch, h5py, scikit-learn)
"""
import argparse
import copy

import bss2emu
import torch
from bss2emu.twin import fit, record
from sklearn.datasets import load_digits
from torch import nn

x, y = (torch.tensor(array) for array in load_digits(return_X_y=True))
x = x.float() / 16


def train(network, steps, rate):
    optimizer = torch.optim.Adam(network.parameters(), lr=rate)
    for _ in range(steps):
        batch = torch.randint(1000, (200,))
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(x[batch]), y[batch]).backward()
        optimizer.step()


def accuracy(network, chip):
    with chip, torch.no_grad():
        return (network(x[1000:]).argmax(1) == y[1000:]).float().mean().item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="a recording of a sixth of the vectors")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    my_chip, other = (bss2emu.calibrated("typical", seed) for seed in (42, 0))
    with my_chip:
        record.record("my_record.h5", is_quick=options.quick)
    fit.fit("my_record.h5", "my_chip.h5")
    twin = fit.twin("my_chip.h5")

    network = nn.Sequential(nn.Linear(64, 48), nn.ReLU(), nn.Linear(48, 10))
    train(network, 200, 0.01)
    with twin:
        moved = bss2emu.convert(network, x[:300], mock=False, verbose=False)
    print(f"moved: {accuracy(moved, my_chip):.3f}")
    for name, chip in {"the twin": twin, "the chip": my_chip, "another chip": other}.items():
        tuned = copy.deepcopy(moved)
        with chip:
            train(tuned, 60, 0.3)
        print(f"tuned on {name}: {accuracy(tuned, my_chip):.3f}")


if __name__ == "__main__":
    main()
