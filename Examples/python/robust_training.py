"""Robust training: on one chip, and on new chips with growing noise; tested on unseen chips.

The noise grows over the training, as in Summ et al.'s training with a ramp. scikit-learn's digits.

Run it:  python robust_training.py     (needs PyTorch and scikit-learn)
"""

import torch
from sklearn.datasets import load_digits

import bss2emu
from bss2emu import hxtorch

images, labels = (torch.tensor(array) for array in load_digits(return_X_y=True))
images = (images * 31 / 16).round().float()


def network():
    torch.manual_seed(1)
    layer, relu = hxtorch.perceptron.nn.Linear, hxtorch.perceptron.nn.ConvertingReLU
    return torch.nn.Sequential(
        layer(64, 64), relu(shift=1), layer(64, 32), relu(shift=1), layer(32, 10))


def trained(chips):
    model = network()
    optimizer = torch.optim.Adam(model.parameters(), lr=1)
    for chip in chips:
        batch = torch.randint(1300, (100,))
        optimizer.zero_grad()
        with hxtorch.use_chip(chip):
            torch.nn.functional.cross_entropy(model(images[batch]) / 8, labels[batch]).backward()
        optimizer.step()
    return model


def accuracy(model, chip):
    with hxtorch.use_chip(chip), torch.no_grad():
        return (model(images[1300:]).argmax(1) == labels[1300:]).float().mean().item()


if __name__ == "__main__":
    unseen = bss2emu.Fleet(range(100, 105))
    ramp = {"noise": (0, 2), "driver mismatch": (0, 1)}
    for name, chips in {
        "one chip": bss2emu.draw_chips(200, every=200),
        "new chips": bss2emu.draw_chips(200, every=20),
        "new chips, with ramps": bss2emu.draw_chips(200, every=20, schedules=ramp),
    }.items():
        model = trained(chips)
        print(f"{name}: {sum(accuracy(model, chip) for chip in unseen) / len(unseen):.3f}")
