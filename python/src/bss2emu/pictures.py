"""Matplotlib pictures of results, traces, calibrations and decision maps.

Every function draws on ``axes``, or on new ones, and returns them.

>>> from bss2emu import pictures
>>> chip = bss2emu.calibrated("typical", seed=3)
>>> pictures.results(chip.mac(inputs, weights))
>>> pictures.calibration(chip.calibration, "neuron/v_leak")
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .calibration import Calibration
from .chip import MADCTrace, ProbeTrace


def _axes(axes: Any) -> Any:
    if axes is not None:
        return axes
    try:
        from matplotlib import pyplot
    except ImportError:
        raise ImportError("Pictures need matplotlib: pip install 'bss2emu[pictures]'.") from None
    return pyplot.subplots(layout="constrained")[1]


def results(values: Any, axes: Any = None) -> Any:
    """Outputs of columns: points, or mean and standard deviation over the batch.

    >>> pictures.results(chip.mac([[12] * 100] * 5, [[21] * 10] * 100))
    """
    array = np.asarray(values, float)
    if array.ndim not in (1, 2):
        raise ValueError(f"results have shape {array.shape}, but must be (N) or (B, N).")
    axes = _axes(axes)
    columns = np.arange(array.shape[-1])
    if array.ndim == 1:
        axes.plot(columns, array, ".")
    else:
        axes.errorbar(columns, array.mean(0), array.std(0), fmt=".", elinewidth=0.5)
    axes.set(xlabel="column", ylabel="result [LSB]", ylim=(-130, 130))
    return axes


def weights(matrix: Any, axes: Any = None) -> Any:
    """A weight matrix, inputs downwards and outputs to the right.

    >>> pictures.weights([[63, -63], [21, 0]])
    """
    array = np.asarray(matrix, float)
    if array.ndim != 2:
        raise ValueError(f"weights have shape {array.shape}, but must be 2-D.")
    axes = _axes(axes)
    image = axes.imshow(array, cmap="RdBu_r", vmin=-63, vmax=63, aspect="auto",
                        interpolation="nearest")
    axes.figure.colorbar(image, ax=axes, label="weight")
    axes.set(xlabel="output", ylabel="input")
    return axes


def linearity(levels: Any, outputs: Any, axes: Any = None) -> Any:
    """Outputs over weights or inputs: the mean and the band of one standard deviation.

    >>> pictures.linearity([-63, 0, 63], [chip.mac([12] * 100, [[w] * 10] * 100) for w in (-63, 0, 63)])

    :param levels: (L) what was varied.
    :param outputs: (L, N) results of N columns or repetitions.
    """
    x, y = np.asarray(levels, float), np.asarray(outputs, float)
    if y.ndim != 2 or x.shape != y.shape[:1]:
        raise ValueError(
            f"levels {x.shape} do not fit outputs {y.shape}; give one level for each row of "
            f"outputs.")
    axes = _axes(axes)
    mean, spread = y.mean(1), y.std(1)
    axes.plot(x, mean)
    axes.fill_between(x, mean - spread, mean + spread, alpha=0.3)
    axes.set(ylabel="result [LSB]", ylim=(-130, 130))
    return axes


def trace(samples: ProbeTrace | MADCTrace, axes: Any = None) -> Any:
    """A membrane over time: volts of a probe, or readings of the MADC.

    >>> pictures.trace(chip.probe([12] * 100, [[21] * 10] * 100, column=3))
    """
    axes = _axes(axes)
    micros = samples.seconds * 1e6
    if isinstance(samples, ProbeTrace):
        axes.plot(micros, samples.membrane)
        axes.set(ylabel="membrane [V]")
    else:
        axes.plot(micros, samples.values)
        axes.set(ylabel="MADC [LSB]")
    axes.set(xlabel="time [µs]")
    return axes


def calibration(values: Calibration, name: str, axes: Any = None) -> Any:
    """A histogram of one array of a calibration, such as "neuron/v_leak".

    >>> pictures.calibration(chip.calibration, "neuron/v_leak")
    """
    axes = _axes(axes)
    axes.hist(np.asarray(values[name], float), bins=40)
    axes.set(xlabel=name, ylabel="count")
    return axes


def decision_map(scores: Any, axes: Any = None) -> Any:
    """Scores of three classes on a square grid, (G, G, 3), as colours black, white, orange.

    >>> pictures.decision_map(np.random.default_rng(0).normal(size=(16, 16, 3)))
    """
    array = np.asarray(scores, float)
    if array.ndim != 3 or array.shape[-1] != 3:
        raise ValueError(f"scores have shape {array.shape}, but must be (G, G, 3).")
    shares = np.exp(array - array.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    colours = np.array([[0, 0, 0], [1, 1, 1], [1, 0.65, 0]])
    axes = _axes(axes)
    axes.imshow(np.clip(shares @ colours, 0, 1), origin="lower", extent=(0, 1, 0, 1))
    axes.set(xlabel="x", ylabel="y")
    return axes


def training(losses: Any, axes: Any = None) -> Any:
    """The loss over steps.

    >>> pictures.training([2.3, 1.1, 0.7, 0.6])
    """
    axes = _axes(axes)
    axes.plot(np.asarray(losses, float))
    axes.set(xlabel="step", ylabel="loss")
    return axes
