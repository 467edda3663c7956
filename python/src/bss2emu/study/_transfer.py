"""Built-in tasks of networks that move from software to a chip and are tuned on it."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..chip import Chip
from ..conversion import convert
from ..errors import StudyError
from ._points import Point

#: Seed of data and of initial weights.
_SEED = 1
#: Images or points in a step of training.
_BATCH = 100


@dataclasses.dataclass(frozen=True)
class _Data:
    """Inputs and labels for training and for the test."""

    inputs: Any
    labels: Any
    test_inputs: Any
    test_labels: Any


def yin_yang(chip: Chip, point: Point) -> dict[str, float]:
    """Accuracy on the Yin-Yang figure of a network with one hidden layer of 120, %.

    The network is trained in software and converted with the gain that is measured on the chip.
    Data: Kriener et al., arXiv 2102.08211.

    :returns: ``float``: in software; ``moved``: on the chip; ``tuned``: after 30 steps of training
        on the chip.
    """
    return _moved(chip, _yin_yang_data, (4, 120, 3), steps=2000, tuning=30)


def digits_transfer(chip: Chip, point: Point) -> dict[str, float]:
    """Accuracy on scikit-learn's digits of a network of three layers, %, as :func:`yin_yang`.

    :raises StudyError: without scikit-learn.
    """
    return _moved(chip, _digits, (64, 64, 32, 10), steps=800, tuning=30)


def _moved(
    chip: Chip, data: Callable[[], _Data], sizes: tuple[int, ...], steps: int, tuning: int
) -> dict[str, float]:
    try:
        import torch
    except ImportError:
        raise StudyError("The task needs PyTorch: pip install 'bss2emu[torch]'.") from None
    from .. import hxtorch
    from ..hxtorch.perceptron import _rules

    with _seeded(torch), hxtorch.use_chip(chip):
        network = _trained(data, sizes, steps)
        examples = data()
        # As measure_mock_parameter, without its message for every chip.
        _, gain, _ = _rules.measured_parameter(torch.rand, hxtorch.perceptron.matmul)
        converted = convert(network, examples.inputs[:300], mock=False, gain=gain, verbose=False)
        found = {"float": _accuracy(network, examples), "moved": _accuracy(converted, examples)}
        _train(converted, examples, tuning, rate=0.3)
        return {**found, "tuned": _accuracy(converted, examples)}


@contextlib.contextmanager
def _seeded(torch: Any) -> Iterator[None]:
    """Random numbers of PyTorch from a fixed seed; those of the user go on afterwards."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(_SEED)
        yield


@functools.cache
def _trained(data: Callable[[], _Data], sizes: tuple[int, ...], steps: int) -> Any:
    """The float network, which all chips get."""
    import torch

    with _seeded(torch):
        layers: list[Any] = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
        network = torch.nn.Sequential(*layers[:-1])
        _train(network, data(), steps, rate=2e-2)
    return network


def _train(network: Any, data: _Data, steps: int, rate: float) -> None:
    import torch

    optimizer = torch.optim.Adam(network.parameters(), rate)
    decay = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.1 ** (1 / steps))
    for _ in range(steps):
        batch = torch.randint(len(data.labels), (_BATCH,))
        optimizer.zero_grad()
        outputs = network(data.inputs[batch])
        torch.nn.functional.cross_entropy(outputs, data.labels[batch]).backward()
        optimizer.step()
        decay.step()


def _accuracy(network: Any, data: _Data) -> float:
    import torch

    with torch.no_grad():
        right = network(data.test_inputs).argmax(1) == data.test_labels
    return 100 * float(right.double().mean())


@functools.cache
def _digits() -> _Data:
    import torch

    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise StudyError("digits_transfer needs scikit-learn: pip install scikit-learn.") from None
    images, labels = load_digits(return_X_y=True)
    inputs = torch.tensor(images / 16, dtype=torch.float)
    order = torch.tensor(np.random.default_rng(_SEED).permutation(len(labels)))
    inputs, labels = inputs[order], torch.tensor(labels)[order]
    return _Data(inputs[:1300], labels[:1300], inputs[1300:], labels[1300:])


@functools.cache
def _yin_yang_data() -> _Data:
    import torch

    random = np.random.default_rng(_SEED)
    points, labels = _figure(random, 4000)
    inputs = torch.tensor(np.hstack((points, 1 - points)), dtype=torch.float)
    targets = torch.tensor(labels)
    return _Data(inputs[:3000], targets[:3000], inputs[3000:], targets[3000:])


def _figure(random: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Points of the Yin-Yang figure in the unit square, all classes equally often."""
    points = random.random((40 * count, 2))
    points = points[np.hypot(*(points.T - 0.5)) <= 0.5]
    labels = _class(*points.T)
    chosen = np.concatenate([np.flatnonzero(labels == k)[:count // 3 + 1] for k in range(3)])
    chosen = random.permutation(chosen)[:count]
    return points[chosen], labels[chosen]


def _class(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Class of points of the figure: 0 yin, 1 yang, 2 dot."""
    left, right = np.hypot(x - 0.25, y - 0.5), np.hypot(x - 0.75, y - 0.5)
    is_yang = (right <= 0.1) | ((left > 0.1) & (left <= 0.25)) | ((y > 0.5) & (right > 0.25))
    return np.where(np.minimum(left, right) < 0.1, 2, is_yang.astype(int))
