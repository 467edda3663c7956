"""The Yin-Yang tutorial of hxtorch, written anew: train on the mock, then with the chip in the loop.

Run it on the emulator:  python -m bss2emu run yin_yang.py [--out FOLDER]
On a machine with a chip it runs as it is:  python yin_yang.py
"""

import argparse
import pathlib
import time

import hxtorch
import matplotlib
import numpy as np
import torch
import torch.nn.functional as F
from _static.common.helpers import save_nightly_calibration

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

COLOURS = ("black", "white", "orange")
GRID = 16


class YinYangDataset(torch.utils.data.Dataset):
    """Points of the Yin-Yang figure, drawn afresh at every access; all classes equally often.

    L. Kriener, J. Göltz, M. A. Petrovici: The Yin-Yang dataset. arXiv:2102.08211
    """

    def __init__(self, size, r_small=0.1, r_big=0.5, seed=42):
        self.rng = np.random.RandomState(seed)
        self.size, self.r_small, self.r_big = size, r_small, r_big

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        goal = self.rng.randint(3)
        while True:
            x, y = 2 * self.r_big * self.rng.rand(2)
            inside = np.hypot(x - self.r_big, y - self.r_big) <= self.r_big
            if inside and self.label(x, y) == goal:
                return torch.tensor([x, y, 1 - x, 1 - y], dtype=torch.float), goal

    def label(self, x, y):
        """0 yin, 1 yang, 2 dot."""
        right = np.hypot(x - 1.5 * self.r_big, y - self.r_big)
        left = np.hypot(x - 0.5 * self.r_big, y - self.r_big)
        if min(left, right) < self.r_small:
            return 2
        return int(
            right <= self.r_small or self.r_small < left <= 0.5 * self.r_big
            or (y > self.r_big and right > 0.5 * self.r_big))


class Model(torch.nn.Module):
    """Two analog layers with a digital ReLU between them."""

    def __init__(self, mock=False):
        super().__init__()
        self.classifier = torch.nn.Sequential(
            hxtorch.perceptron.nn.Linear(4, 128, mock=mock),
            hxtorch.perceptron.nn.ConvertingReLU(shift=1),
            hxtorch.perceptron.nn.Linear(128, 3, avg=5, mock=mock))

    def forward(self, x):
        return self.classifier(x * 31)


def grid():
    """Points of the decision map as inputs."""
    axis = torch.linspace(0, 1, GRID)
    x, y = (part.flatten() for part in torch.meshgrid(axis, axis, indexing="ij"))
    return torch.stack((x, y, 1 - x, 1 - y), dim=1)


def train(model, loader, learning_rate, gamma, steps):
    """Trains, and returns the scores on the grid of the last step."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=gamma)
    points = grid()
    for _ in range(steps):
        data, target = next(iter(loader))
        optimizer.zero_grad()
        output = model(torch.cat((points, data)))
        F.cross_entropy(output[len(points):], target).backward()
        optimizer.step()
        scheduler.step()
    scores = output[:len(points)].detach().reshape(GRID, GRID, 3)
    return scores.transpose(0, 1)


def accuracy(model, samples=2000):
    """Share of fresh samples that get their class."""
    loader = torch.utils.data.DataLoader(YinYangDataset(samples, seed=7), batch_size=samples)
    data, target = next(iter(loader))
    with torch.no_grad():
        return (model(data).argmax(1) == target).float().mean().item()


def draw(scores, path):
    """A decision map: the colours of the classes, mixed by their probabilities."""
    shares = F.softmax(scores, dim=-1).numpy()
    colours = np.array([matplotlib.colors.to_rgb(name) for name in COLOURS])
    figure, axes = plt.subplots(figsize=(4, 4))
    axes.imshow(np.clip(shares @ colours, 0, 1), origin="lower", extent=(0, 1, 0, 1))
    axes.set(xlabel="$x$", ylabel="$y$")
    figure.savefig(path)
    plt.close(figure)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", default=".", type=pathlib.Path)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)

    save_nightly_calibration("hagen_cocolist.pbin", folder=str(folder))
    hxtorch.init_hardware(hxtorch.CalibrationPath(str(folder / "hagen_cocolist.pbin")))
    parameter = hxtorch.perceptron.measure_mock_parameter()
    print(f"gain factor: {parameter.gain:.5f}")
    print(f"noise std.: {parameter.noise_std:.5f}")
    hxtorch.perceptron.set_mock_parameter(parameter)

    start = time.perf_counter()
    loader = torch.utils.data.DataLoader(YinYangDataset(350), batch_size=350)
    mock = Model(mock=True)
    print(mock)
    draw(train(mock, loader, 1, 0.99, 201), folder / "mock.png")
    print(f"accuracy on the mock: {accuracy(mock):.3f}")

    chip = Model()
    chip.load_state_dict(mock.state_dict())
    print(f"accuracy moved to the chip: {accuracy(chip):.3f}")
    draw(train(chip, loader, 0.2, 0.9, 16), folder / "chip.png")
    print(f"accuracy after 16 steps on the chip: {accuracy(chip):.3f}")
    print(f"training took {time.perf_counter() - start:.1f} s")
    hxtorch.release_hardware()


if __name__ == "__main__":
    main()
