"""Reports of fits: held-out products against their predictions."""

from __future__ import annotations

import dataclasses
import math
import os

import numpy as np
from numpy.typing import NDArray

from . import _model, _posterior_rows, _recording, _virtual
from ._features import Floats
from ._model import Model
from ._registers import DRIVERS, NAMES, QUADRANTS, Registers

#: Results beyond this saturate and tell nothing of gains.
_LARGEST = 95.0
#: Repeats of the twin's products.
_REPEATS = 8
#: Ratio of change and expected change above which a row has drifted.
_CLEAR = 1.5
#: Start of the searches of the calibration of the finished twin.
_START = 23
#: Difference of registers that counts as none, in LSB.
CLOSE = 5
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
class Agreement:
    """A register of the chip's calibration file and of a calibration of its twin."""

    name: str
    #: Share of the codes that differ by at most ``CLOSE``.
    share: float
    #: Root mean square of the differences, and standard deviation of the chip's codes, in LSB.
    difference: float
    spread: float

    @property
    def text(self) -> str:
        """The agreement in a line."""
        return (f"{self.name}: {self.share:.0%} within {CLOSE} LSB, rms of differences "
                f"{self.difference:.1f} LSB, spread of the chip {self.spread:.1f} LSB")


@dataclasses.dataclass(frozen=True)
class Drift:
    """Changes of a row since an earlier file of the chip."""

    place: str
    name: str
    #: Root mean square of the changes, and of the earlier uncertainties, in standard deviations of
    #: the population.
    change: float
    uncertainty: float

    @property
    def ratio(self) -> float:
        """The change over that which the prior expects: earlier uncertainty and usual drift."""
        return self.change / math.hypot(self.uncertainty, _model.DRIFT)

    @property
    def is_clear(self) -> bool:
        """A Boolean value that tells whether the row has changed more than the prior expects."""
        return self.ratio > _CLEAR

    @property
    def text(self) -> str:
        """The change in a line."""
        return (f"drifted: {self.name} of {self.place} by {self.change:.2f} standard deviations of "
                f"the population, uncertainty {self.uncertainty:.2f}")


@dataclasses.dataclass(frozen=True)
class Report:
    """Properties of a fit.

    See :func:`bss2emu.twin.fit.fit`.
    """

    comparisons: list[Comparison]
    #: Rows of the pattern that nothing has measured; they stay at the prior.
    unseen: list[str]
    #: Rows that the twin does not have, since the chip's calibration compensates them.
    compensated: list[str]
    #: Factors on parameters of the kind of chip.
    factors: dict[str, float]
    #: Registers that a calibration of the twin finds, beside those of the calibration file.
    registers: list[Agreement] = dataclasses.field(default_factory=list)
    #: Rows of a refreshed twin, those with the largest changes first; None for a fit.
    drifts: list[Drift] | None = None

    @property
    def text(self) -> str:
        """The report in lines; see :func:`bss2emu.twin.fit.fit`."""
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
        lines += [each.text for each in self.registers]
        if self.drifts is not None:
            clear = [each.text for each in self.drifts if each.is_clear]
            lines += clear or ["no row has drifted by more than its uncertainty"]
        lines.append("at the prior, not measured: " + ", ".join(self.unseen))
        lines.append("at 0, compensated by the chip's calibration: " + ", ".join(self.compensated))
        lines += [f"{key}: {np.exp(value):.3f} times that of the kind of chip"
                  for key, value in sorted(self.factors.items())]
        return "\n".join(lines) + "\n"


def of(
    model: Model, recording: _recording.Recording | None,
    posteriors: _posterior_rows.Posteriors, registers: Registers | None,
) -> Report:
    """Compares held-out steps of a recording, and registers, with those of a model."""
    return Report(
        _comparisons(model, recording) if recording else [], posteriors.unseen,
        list(posteriors.compensated), dict(model.factors),
        _agreements(registers, model.registers(_START)) if registers else [],
        _drifts(model, posteriors) if model.known else None)


def _drifts(model: Model, posteriors: _posterior_rows.Posteriors) -> list[Drift]:
    found = []
    for row in posteriors.rows:
        if before := model.known.get((row.place, row.name)):
            change, uncertainty = (
                float(np.sqrt(np.mean(values.astype(float)**2)))
                for values in (row.mean - before.mean, before.deviation))
            found.append(Drift(row.place, row.name, change, uncertainty))
    return sorted(found, key=lambda each: -each.ratio)


def _agreements(own: Registers, other: Registers) -> list[Agreement]:
    names = (*NAMES, *DRIVERS, *(register.name for register in QUADRANTS))
    pairs = zip(
        names, (*own.columns.T, *own.drivers.T, *own.quadrants.T),
        (*other.columns.T, *other.drivers.T, *other.quadrants.T))
    # Registers that are the same everywhere were not searched for.
    return [Agreement(
        name, float(np.mean(np.abs(one - two) <= CLOSE)), float(np.sqrt(np.mean((one - two)**2))),
        float(one.std())) for name, one, two in pairs if one.std() > 0]


def _comparisons(model: Model, recording: _recording.Recording) -> list[Comparison]:
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
    return comparisons


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
