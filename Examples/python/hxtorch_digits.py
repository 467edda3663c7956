"""Digits on the chip, as a script for hxtorch: trained on the mock, tested on the chip.

The script knows nothing of studies. ``python -m bss2emu study`` runs it unchanged on many chips;
see docs/study.md.

Run it:  python -m bss2emu run hxtorch_digits.py     (needs PyTorch and scikit-learn)
"""

import hxtorch
import torch
from sklearn.datasets import load_digits

images, labels = (torch.tensor(array) for array in load_digits(return_X_y=True))
images = (images * 31 / 16).round().float()


def network(mock):
    layer, relu = hxtorch.perceptron.nn.Linear, hxtorch.perceptron.nn.ConvertingReLU
    return torch.nn.Sequential(
        layer(64, 64, mock=mock), relu(shift=1), layer(64, 32, mock=mock), relu(shift=1),
        layer(32, 10, mock=mock))


torch.manual_seed(1)
hxtorch.init_hardware()
trained, moved = network(mock=True), network(mock=False)
optimizer = torch.optim.Adam(trained.parameters(), lr=1)
for _ in range(150):
    batch = torch.randint(1300, (100,))
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(trained(images[batch]) / 8, labels[batch]).backward()
    optimizer.step()
moved.load_state_dict(trained.state_dict())
with torch.no_grad():
    right = moved(images[1300:]).argmax(1) == labels[1300:]
print(f"accuracy: {100 * right.float().mean().item():.2f}")
hxtorch.release_hardware()
