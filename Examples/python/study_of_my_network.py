"""Non-idealities and their cost for one's own network: a study over chips, and its picture.

A network of three layers for scikit-learn's digits is trained with one chip in the loop and
evaluated on 20 chips, with each group of effects left out.

Run it:  python study_of_my_network.py     (needs PyTorch, scikit-learn and matplotlib)
"""

import functools

import torch
from sklearn.datasets import load_digits

import bss2emu
from bss2emu import hxtorch

images, labels = (torch.tensor(array) for array in load_digits(return_X_y=True))
images = (images * 31 / 16).round().float()
layer, relu = hxtorch.perceptron.nn.Linear, hxtorch.perceptron.nn.ConvertingReLU


@functools.cache
def trained():
    torch.manual_seed(1)
    network = torch.nn.Sequential(
        layer(64, 64), relu(shift=1), layer(64, 32), relu(shift=1), layer(32, 10))
    optimizer = torch.optim.Adam(network.parameters(), lr=1)
    with hxtorch.use_chip(bss2emu.calibrated(seed=1000)):
        for step in range(100):
            batch = torch.arange(step * 100, step * 100 + 100) % 1500
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(network(images[batch]) / 8, labels[batch]).backward()
            optimizer.step()
    return network


def accuracy(chip, point):
    network = trained()
    with hxtorch.use_chip(chip), torch.no_grad():
        right = network(images[1500:]).argmax(1) == labels[1500:]
    return {"accuracy": 100 * right.float().mean()}


if __name__ == "__main__":
    study = bss2emu.Study(accuracy, seeds=20, units={"accuracy": "%"}, folder="my-network")
    study.run(progress=True)
    print(study.summary())
    study.plot().figure.savefig("my-network.png")
