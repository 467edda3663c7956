"""Properties of the analog product: fixed pattern, noise, linearity, one membrane.

Run it on the emulator:  python -m bss2emu run properties.py [--out FOLDER]
"""

import argparse
import pathlib

import hxtorch
import matplotlib
import torch

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402


def matmul(value, weight, rows=1, num_sends=100):
    """`rows` inputs of one value against columns of one weight each."""
    x = torch.full((rows,), float(value))
    return hxtorch.perceptron.matmul(x, weight.expand(rows, -1), num_sends=num_sends)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", default=".", type=pathlib.Path)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    hxtorch.init_hardware(ann=True)

    first = matmul(15, torch.full((10,), 21.0), rows=100, num_sends=1)
    print("one vector:", first.int().tolist())

    columns = torch.full((256,), 21.0)
    shots = torch.stack([matmul(12, columns) for _ in range(50)])
    print(f"mean {shots.mean():.1f} LSB, fixed pattern {shots.mean(0).std():.2f} LSB, "
          f"noise {shots.std(0).mean():.2f} LSB")

    weights = torch.arange(-63.0, 64).repeat_interleave(2)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    left.errorbar(range(256), shots.mean(0), shots.std(0), fmt=".", elinewidth=0.5)
    left.set(xlabel="neuron", ylabel="result / LSB", ylim=(-130, 130))
    for value in (2, 4, 8, 12, 16):
        y = matmul(value, weights)
        right.plot(weights, y, ".", markersize=2, label=f"input {value}")
    right.set(xlabel="weight", ylim=(-130, 130))
    right.legend()
    figure.savefig(folder / "properties.png")
    hxtorch.release_hardware()


if __name__ == "__main__":
    main()
