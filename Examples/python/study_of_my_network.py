"""Non-idealities and their cost for one's own network: scikit-learn's digits, three layers, 20 chips.

Run it:  python study_of_my_network.py     (needs PyTorch, scikit-learn and matplotlib)
"""
import bss2emu
import torch
from bss2emu import hxtorch
from sklearn.datasets import load_digits
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)
x, y = (torch.tensor(array) for array in load_digits(return_X_y=True))
x = x.float() / 16
network = nn.Sequential(
    nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
for _ in range(100):
    optimizer.zero_grad()
    nn.functional.cross_entropy(network(x[:1300]), y[:1300]).backward()
    optimizer.step()
network = bss2emu.convert(network, x[:300], verbose=False)
network.mock = False

def accuracy(chip, point):
    with hxtorch.use_chip(chip), torch.no_grad():
        return {"accuracy": 100 * (network(x[1300:]).argmax(1) == y[1300:]).float().mean()}

if __name__ == "__main__":
    study = bss2emu.Study(accuracy, seeds=20, units={"accuracy": "%"}, folder="my-network")
    print(study.run(progress=True), study.summary(), sep="\n")
    study.plot().figure.savefig("my-network.png")
