"""Features of a recording, which a fit explains."""

from __future__ import annotations

import numpy as np

from . import _features
from ._model import Model
from ._virtual import Results

#: Means beyond this saturate in some columns and are left out.
_LARGEST = 100.0
#: Repeats of the simulation that tells the noise of features, and its seed.
_REPEATS, _SEED = 4, 97


class Measured:
    """Means of the results of a recording, with their standard deviations."""

    def __init__(self, results: Results, model: Model):
        self.results = results
        self.means = _features.means(results)
        self.columns = _features.of_columns(self.means, model.steps)
        self.drivers = _features.of_drivers(self.means, model.steps)
        simulated = model.results(_SEED, repeats=dict.fromkeys(model.repeats, _REPEATS))
        single = _features.noise(simulated, model.steps)
        own = _features.repeats({name: len(v) for name, v in results.items()}, model.steps)
        other = _features.repeats(model.repeats, model.steps)
        #: Standard deviations of the features of a column and their predictions.
        self.deviation = single * np.sqrt(1 / own + 1 / other)
        self.is_usable = np.abs(self.columns) < _LARGEST
