"""Best estimates of numbers with a standard normal prior, and their uncertainties."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclasses.dataclass(frozen=True)
class Posterior:
    """Estimates of k numbers of each of many units."""

    #: (units, k).
    mean: Floats
    #: (units, k, k).
    covariance: Floats

    @property
    def deviation(self) -> Floats:
        """Standard deviations: (units, k)."""
        return np.sqrt(np.diagonal(self.covariance, axis1=1, axis2=2))


def step(jacobian: Floats, residual: Floats, deviation: Floats, present: Floats) -> Posterior:
    """A step of Gauss and Newton to the best estimates.

    :param jacobian: changes of features with numbers, (units, features, k).
    :param residual: measured less predicted features, (units, features).
    :param deviation: of the residuals, (units, features); infinite for features to leave out.
    :param present: numbers for which the prediction was made, (units, k).
    """
    weight = 1 / deviation**2
    weighted = jacobian * weight[..., None]
    precision = np.swapaxes(weighted, 1, 2) @ jacobian + np.eye(jacobian.shape[2])
    pull = np.einsum("unk,un->uk", weighted, residual) - present
    covariance = np.asarray(np.linalg.inv(precision), np.float64)
    change = np.einsum("ukl,ul->uk", covariance, pull)
    return Posterior(present + change, covariance)


#: Shares of a step of which the best is taken: far from the solution the whole step is too long.
_SHARES = (1.0, 0.5, 0.25)


def cost(residual: Floats, deviation: Floats, numbers: Floats) -> Floats:
    """Twice the negative logarithm of the posterior density of each unit: (units)."""
    total: Floats = ((residual / deviation)**2).sum(1) + (numbers**2).sum(1)
    return total


def improved(
    jacobian: Floats, residual: Floats, deviation: Floats, present: Floats,
    residual_at: Callable[[Floats], Floats],
) -> Posterior:
    """A step whose length is chosen for each unit: the numbers of least cost on the way.

    :param residual_at: residuals for other numbers.
    """
    target = step(jacobian, residual, deviation, present)
    best, least = present.copy(), cost(residual, deviation, present)
    for share in _SHARES:
        candidate = present + share * (target.mean - present)
        own = cost(residual_at(candidate), deviation, candidate)
        is_better = own < least
        best[is_better] = candidate[is_better]
        least = np.minimum(own, least)
    return Posterior(best, target.covariance)
