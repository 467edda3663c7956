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


@dataclasses.dataclass(frozen=True)
class Prior:
    """Independent normal distributions of k numbers of each of many units: (units, k)."""

    mean: Floats
    deviation: Floats

    def distance(self, numbers: Floats) -> Floats:
        """Numbers less their means, in standard deviations."""
        found: Floats = (numbers - self.mean) / self.deviation
        return found


#: The population, in standard deviations.
POPULATION = Prior(np.zeros((1, 1)), np.ones((1, 1)))


def step(
    jacobian: Floats, residual: Floats, deviation: Floats, present: Floats,
    prior: Prior = POPULATION,
) -> Posterior:
    """A step of Gauss and Newton to the best estimates.

    :param jacobian: changes of features with numbers, (units, features, k).
    :param residual: measured less predicted features, (units, features).
    :param deviation: of the residuals, (units, features); infinite for features to leave out.
    :param present: numbers for which the prediction was made, (units, k).
    """
    spread = np.broadcast_to(prior.deviation, present.shape)
    weight = 1 / deviation**2
    weighted = jacobian * weight[..., None]
    precision = np.swapaxes(weighted, 1, 2) @ jacobian
    precision += np.eye(jacobian.shape[2]) / spread[:, None, :]**2
    pull = np.einsum("unk,un->uk", weighted, residual) - prior.distance(present) / spread
    covariance = np.asarray(np.linalg.inv(precision), np.float64)
    change = np.einsum("ukl,ul->uk", covariance, pull)
    return Posterior(present + change, covariance)


#: Shares of a step of which the best is taken: far from the solution the whole step is too long.
_SHARES = (1.0, 0.5, 0.25)


def cost(residual: Floats, deviation: Floats, numbers: Floats, prior: Prior) -> Floats:
    """Twice the negative logarithm of the posterior density of each unit: (units)."""
    total: Floats = ((residual / deviation)**2).sum(1) + (prior.distance(numbers)**2).sum(1)
    return total


def improved(
    jacobian: Floats, residual: Floats, deviation: Floats, present: Floats,
    residual_at: Callable[[Floats], Floats], prior: Prior = POPULATION,
) -> Posterior:
    """A step whose length is chosen for each unit: the numbers of least cost on the way.

    :param residual_at: residuals for other numbers.
    """
    target = step(jacobian, residual, deviation, present, prior)
    best, least = present.copy(), cost(residual, deviation, present, prior)
    for share in _SHARES:
        candidate = present + share * (target.mean - present)
        own = cost(residual_at(candidate), deviation, candidate, prior)
        is_better = own < least
        best[is_better] = candidate[is_better]
        least = np.minimum(own, least)
    return Posterior(best, target.covariance)
