"""Reports of fits: held-out products against their predictions."""

from __future__ import annotations

import dataclasses
import os

import numpy as np
from numpy.typing import NDArray

from . import _posterior_rows, _recording, _virtual
from ._features import Floats
from ._model import Model

#: Results beyond this saturate and tell nothing of gains.
_LARGEST = 95.0
#: Repeats of the twin's products.
_REPEATS = 8
#: Residual over noise above which the chip does something that the model does not have.
_SUSPICIOUS = 1.5


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Results of a held-out step and their predictions."""

    name: str
    #: Of every vector and column: (products, 512).
    measured: Floats
    predicted: Floats
    #: Standard deviation of results of the twin, rms.
    noise: float

    @property
    def _usable(self) -> NDArray[np.bool_]:
        return np.abs(self.predicted) < _LARGEST

    @property
    def residual(self) -> float:
        """Root mean square of single results less their predictions, in LSB."""
        difference = (self.measured - self.predicted)[self._usable]
        return float(np.sqrt(np.mean(difference**2)))

    @property
    def ratio(self) -> float:
        """The residual over the noise: 1 for a perfect twin."""
        return self.residual / self.noise

    @property
    def columns(self) -> Floats:
        """Root mean square of the residuals of each column, in LSB."""
        difference = np.where(self._usable, self.measured - self.predicted, 0)
        count = np.maximum(self._usable.sum(0), 1)
        found: Floats = np.sqrt((difference**2).sum(0) / count)
        return found


@dataclasses.dataclass(frozen=True)
class Report:
    """Properties of a fit."""

    comparisons: list[Comparison]
    #: Rows of the pattern that the recording cannot see; they stay at the prior.
    unseen: list[str]
    #: Rows that the twin does not have, since the chip's calibration compensates them.
    compensated: list[str]
    #: Factors on parameters of the kind of chip.
    factors: dict[str, float]

    @property
    def text(self) -> str:
        """The report in lines."""
        lines = []
        for each in self.comparisons:
            lines.append(
                f"{each.name}: residual {each.residual:.2f} LSB, noise of the twin "
                f"{each.noise:.2f} LSB, ratio {each.ratio:.2f}")
            if each.ratio > _SUSPICIOUS:
                worst = ", ".join(map(str, np.argsort(-each.columns)[:8]))
                lines.append(
                    f"  The residual is well above the noise: the chip does something that the "
                    f"model does not have. The largest residuals are those of columns {worst}.")
        lines.append("at the prior, not seen by the recording: " + ", ".join(self.unseen))
        lines.append("at 0, compensated by the chip's calibration: " + ", ".join(self.compensated))
        lines += [f"{key}: {np.exp(value):.3f} times that of the kind of chip"
                  for key, value in sorted(self.factors.items())]
        return "\n".join(lines) + "\n"


def of(
    model: Model, recording: _recording.Recording, posteriors: _posterior_rows.Posteriors
) -> Report:
    """Compares the held-out steps of a recording with the products of a model."""
    comparisons = []
    for step in recording.held_out:
        chip = model.chip(run_seed=101)
        twin = _virtual.record(chip, [step], {step.name: _REPEATS})[step.name].astype(float)
        measured = recording.results[step.name][0].astype(float)
        predicted = twin.mean(0)
        usable = np.abs(predicted) < _LARGEST
        # The mean of the twin's own repeats has noise too.
        noise = np.sqrt(np.mean(twin.var(0, ddof=1)[usable]) * (1 + 1 / _REPEATS))
        width = measured.shape[-1]
        comparisons.append(Comparison(
            step.name, measured.reshape(-1, width), predicted.reshape(-1, width), float(noise)))
    return Report(
        comparisons, posteriors.unseen, list(_posterior_rows.COMPENSATED), dict(model.factors))


def draw(report: Report, path: str | os.PathLike[str]) -> None:
    """Draws measured over predicted results, and the residuals of columns."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise ImportError("Pictures need matplotlib: pip install 'bss2emu[pictures]'.") from None
    figure = Figure(figsize=(9, 4 * len(report.comparisons)), layout="constrained")
    axes = figure.subplots(len(report.comparisons), 2, squeeze=False)
    for (left, right), each in zip(axes, report.comparisons):
        left.plot(each.predicted.ravel(), each.measured.ravel(), ",")
        left.plot([-128, 127], [-128, 127], linewidth=0.5, color="black")
        left.set(title=f"{each.name}: ratio {each.ratio:.2f}", xlabel="predicted result [LSB]",
                 ylabel="measured result [LSB]", xlim=(-130, 130), ylim=(-130, 130))
        right.plot(each.columns, ".", label="residual")
        right.axhline(each.noise, linewidth=0.5, color="black", label="noise")
        right.set(xlabel="column", ylabel="root mean square [LSB]", ylim=(0, None))
        right.legend()
    figure.savefig(path)
