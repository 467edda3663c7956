"""Rows of the file of a measured chip: best estimates with their uncertainties."""

from __future__ import annotations

import dataclasses

import numpy as np

from .. import _pattern
from . import _chip_level, _driver_level, _noise, _protocol, _synapse_level
from ._features import Floats
from ._model import Model
from ._posterior import Posterior
from ._virtual import PLACES

#: Rows that the calibration of the chip compensates. A recording of products cannot see them, and
#: without a calibration file the twin stands for a chip with the registers of the centre of the
#: population: they stay there.
COMPENSATED = (
    "columns.membrane.leak_potential", "columns.membrane.leak_bias_offset",
    "columns.membrane.reset_potential", "columns.membrane.follower", "cadc.ramp.start",
    "cadc.causal.offset", "cadc.acausal.offset", "cadc.readout.offset", "capmem.gain",
    "capmem.block_gain",
)
#: Rows of a whole chip, which the parameters of its kind contain, and of quadrants. They have no
#: uncertainty in the file: members differ in drivers, columns and synapses.
CONTAINED = ("synram.chip", "columns.chip", *(area.row for area in _chip_level.AREAS))
#: Deviation above which a row counts as not seen.
_UNSEEN = 0.95


@dataclasses.dataclass(frozen=True)
class Posteriors:
    """All rows of the pattern."""

    rows: list[_pattern.Row]
    #: Names of rows that stay at the centre, as the calibration of the chip compensates them.
    compensated: tuple[str, ...]

    @property
    def unseen(self) -> list[str]:
        """Names of rows that stay at the prior."""
        names = dict.fromkeys(row.name for row in self.rows)
        return [name for name in names if name not in self.compensated + CONTAINED and all(
            np.median(row.deviation) > _UNSEEN for row in self.rows if row.name == name)]


@dataclasses.dataclass(frozen=True)
class Levels:
    """Posteriors of the levels of a fit."""

    drivers: Posterior
    columns: Posterior
    #: Rows of numbers of columns.
    column_rows: tuple[str, ...]
    #: Deviations: (2, 256 x 256); None without products.
    synapses: Floats | None = None
    noise: Posterior | None = None


def of(model: Model, levels: Levels) -> Posteriors:
    """The rows of a model at the end of its fit."""
    deviations: dict[str, Floats] = {}
    loadings: dict[str, dict[str, Floats]] = {}
    _add(deviations, loadings, _driver_level.ROWS, levels.drivers, _protocol.ROWS)
    deviations[_driver_level.DAC] = _driver_level.dac_deviations(model, levels.drivers)
    _add(deviations, loadings, levels.column_rows, levels.columns, _protocol.COLUMNS // 2)
    if levels.noise is not None:
        _add(deviations, loadings, _noise.ROWS, levels.noise, _protocol.COLUMNS // 2)
    if levels.synapses is not None:
        deviations[_synapse_level.GAIN] = levels.synapses
        loadings[_synapse_level.GAIN] = _without_bits(model, levels.synapses)
    known = {name for _, name in model.known}
    compensated = tuple(
        name for name in COMPENSATED if name not in levels.column_rows and name not in known)
    for name in compensated + CONTAINED:
        deviations[name] = np.zeros((2, 1))
    rows = [
        _row(model, kind, place, deviations, loadings)
        for kind in _pattern.table() for place in kind.places]
    return Posteriors(rows, compensated)


def _without_bits(model: Model, deviation: Floats) -> dict[str, Floats]:
    """Loadings of gains of synapses: a member keeps the measured sum of gain and drawn bits."""
    shares = {
        name: np.full(deviation.shape, -share)
        for name, share in zip(_synapse_level.BITS, _synapse_level.bit_shares(model))}
    return {_synapse_level.GAIN: deviation, **shares}


def _add(
    deviations: dict[str, Floats], loadings: dict[str, dict[str, Floats]], names: tuple[str, ...],
    posterior: Posterior, width: int,
) -> None:
    """Adds correlated numbers: deviations, and their shares by rows with whose numbers they come."""
    count = len(names)
    lower = np.asarray(
        np.linalg.cholesky(posterior.covariance[:, :count, :count]), np.float64)
    for index, name in enumerate(names):
        deviations[name] = posterior.deviation[:, index].reshape(2, width)
        loadings[name] = {
            names[other]: lower[:, index, other].reshape(2, width) for other in range(index + 1)}


def _row(
    model: Model, kind: _pattern.Kind, place: str, deviations: dict[str, Floats],
    loadings: dict[str, dict[str, Floats]],
) -> _pattern.Row:
    if kind.name not in deviations and (place, kind.name) in model.known:
        return model.known[place, kind.name]
    index = PLACES.index(place) if place in PLACES else 0
    mean = model.pattern.get((place, kind.name), np.zeros(kind.count))
    deviation = deviations.get(kind.name, np.ones((2, kind.count)))[index]
    own = loadings.get(kind.name, {})
    return _pattern.Row(
        place, kind.name, np.asarray(mean, np.float32),
        np.broadcast_to(np.asarray(deviation, np.float32), (kind.count,)).copy(),
        {source: np.asarray(values[index], np.float32) for source, values in own.items()})
