"""Moves networks between an unknown chip and its twin: rows of the tables in docs/twin.md.

    python python/tools/twin_networks.py 4:0.1 5:0.1 8:0.1 6:0.2 7:0.2 --picture twin-story.png

Needs PyTorch, matplotlib and scikit-learn. Ten networks with different initial weights recognise its
digits.
"""

import argparse
import copy
import pathlib
import tempfile
import warnings

import blind_twin
import numpy as np
import torch
from bss2emu import Chip, calibrated, convert
from bss2emu.hxtorch import use_chip
from bss2emu.twin import fit
from matplotlib.figure import Figure
from sklearn.datasets import load_digits
from torch import nn

#: Images for training; the others are the test.
TRAINING = 1000
#: Passes of the test, each a program run of its own; their mean is less noisy than one pass.
PASSES = 6
#: Steps of tuning in the loop, images in each, and the learning rate in LSB of weights.
STEPS, BATCH, RATE = 60, 100, 0.5
#: Columns of results in pictures, with their labels.
DRAWN = {0: "moved", 2: "tuned on the twin", 3: "tuned on the chip itself",
         4: "tuned on another chip"}
#: Seed of the first of the chips of the population on which networks are tuned for comparison.
STRANGER = 100


def images() -> tuple[torch.Tensor, torch.Tensor]:
    """The digits, 0...1, and their labels, in a random order."""
    x, y = load_digits(return_X_y=True)
    order = np.random.default_rng(1).permutation(len(x))
    return torch.tensor(x[order] / 16).float(), torch.tensor(y[order])


X, Y = images()


def network(seed: int) -> nn.Module:
    """A float network that is trained without a chip."""
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(64, 48), nn.ReLU(), nn.Linear(48, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(150):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(X[:TRAINING]), Y[:TRAINING]).backward()
        optimizer.step()
    return model


def moved(model: nn.Module, chip: Chip) -> nn.Module:
    """The network on a chip, scaled to the gain that the chip shows."""
    with use_chip(chip):
        return convert(model, X[:300], mock=False, verbose=False)


def tuned(model: nn.Module, chip: Chip, seed: int) -> nn.Module:
    """A network that is trained further with a chip in the loop."""
    model = copy.deepcopy(model)
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    for _ in range(STEPS):
        batch = torch.randint(TRAINING, (BATCH,))
        optimizer.zero_grad()
        with use_chip(chip):
            nn.functional.cross_entropy(model(X[batch]), Y[batch]).backward()
        optimizer.step()
        scheduler.step()
    return model


def accuracy(model: nn.Module, chip: Chip) -> float:
    """The mean of some passes of the test on a chip, in percent."""
    with use_chip(chip), torch.no_grad():
        right = [model(X[TRAINING:]).argmax(1) == Y[TRAINING:] for _ in range(PASSES)]
    return 100 * torch.stack(right).float().mean().item()


def story(seed: int, chip: Chip, twin: Chip) -> list[float]:
    """Accuracies of a network: moved to the chip, moved to the twin; then on the chip after tuning
    on the twin, on the chip itself, and on another chip of the population."""
    model = network(seed)
    own = moved(model, twin)
    stranger = calibrated("typical", STRANGER + seed, progress=False)
    places = {place: tuned(moved(model, place), place, seed) for place in (twin, chip, stranger)}
    return [accuracy(own, chip), accuracy(own, twin),
            *(accuracy(each, chip) for each in places.values())]


def row(found: np.ndarray) -> str:
    """The largest and the mean difference of a chip and its twin, then the accuracies."""
    differences = found[:, 1] - found[:, 0]
    accuracies = " | ".join(
        f"{mean:.1f} ± {deviation:.1f}"
        for mean, deviation in zip(found.mean(0), found.std(0, ddof=1)))
    return f"{np.abs(differences).max():.2f} | {differences.mean():+.2f} | {accuracies}"


def draw(chips: list[np.ndarray], path: str) -> None:
    """Draws the accuracies of all networks on each chip."""
    figure = Figure(figsize=(7.5, 3.6), layout="constrained")
    axes = figure.subplots()
    for place, (index, label) in enumerate(DRAWN.items()):
        for number, found in enumerate(chips):
            x = place + (number - len(chips) / 2 + 0.5) * 0.14
            axes.plot(np.full(len(found), x), found[:, index], ".", color=f"C{number}", alpha=0.4)
            axes.plot(x, found[:, index].mean(), "_", color=f"C{number}", markersize=12)
    axes.set_xticks(range(len(DRAWN)), DRAWN.values())
    axes.set(ylabel="accuracy on the chip [%]")
    axes.grid(axis="y", alpha=0.3)
    figure.savefig(path, dpi=150)


def measured(seed: int, off: float, count: int) -> np.ndarray:
    """Makes, records and fits a chip, and moves networks."""
    chip = blind_twin.unknown_chip(seed, off)
    with tempfile.TemporaryDirectory() as folder:
        record, twin = (pathlib.Path(folder) / name for name in ("record.h5", "twin.h5"))
        blind_twin.recorded(chip, record, is_quick=False)
        fit.fit(record, twin)
        own = fit.twin(twin, run_seed=7)
        return np.array([story(number, chip, own) for number in range(count)])


def main() -> None:
    """Prints the rows of chips, given as seed and share by which their parameters are off."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chips", nargs="+", metavar="SEED:OFF")
    parser.add_argument("--networks", type=int, default=10)
    parser.add_argument("--picture", help="file for a picture, such as x.png")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    found = []
    for name in options.chips:
        seed, off = name.split(":")
        found.append(measured(int(seed), float(off), options.networks))
        print(f"{seed} | {float(off):.0%} | {row(found[-1])}", flush=True)
    if options.picture:
        draw(found, options.picture)


if __name__ == "__main__":
    main()
