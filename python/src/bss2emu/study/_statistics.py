"""Statistics over chips: paired differences, shares of the loss, and bootstrap intervals."""

from __future__ import annotations

import dataclasses
import math
import statistics

import numpy as np

from ..errors import StudyError
from ._points import with_groups
from ._table import Table

#: Share of intervals that contain the true value.
LEVEL = 0.95
#: Below this number of chips, intervals of a skewed law are too narrow.
FEWEST_CHIPS = 5
_RESAMPLES = 4000


@dataclasses.dataclass(frozen=True)
class Estimate:
    """A mean over chips with its 95 % interval.

    >>> estimate = bss2emu.study.estimate([3.1, 2.8, 3.3, 3.0])
    >>> estimate.value, estimate.low, estimate.high, estimate.is_resolved
    """

    value: float
    low: float
    high: float

    @property
    def is_resolved(self) -> bool:
        """Returns whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0

    def __str__(self) -> str:
        return f"{self.value:.4g} [{self.low:.4g}, {self.high:.4g}]"


def estimate(chips: np.ndarray, orders: bool = False) -> Estimate:
    """Mean and interval of numbers of chips.

    The standard error is that of a bootstrap over chips with a fixed seed; Student's quantile
    widens the interval for few chips. Percentiles of a bootstrap cover too little below ten chips.

    >>> bss2emu.study.estimate([3.1, 2.8, 3.3, 3.0]).is_resolved
    True

    :param chips: (chips), or (chips, orders).
    :param orders: whether orders are a sample too, and are drawn again with the chips.
    """
    values = np.asarray(chips, float)
    values = values[:, None] if values.ndim == 1 else values
    count, columns = values.shape
    mean = float(values.mean())
    if count < 2:
        return Estimate(mean, -math.inf, math.inf)
    random = np.random.default_rng(0)
    drawn = _weights(random, count)
    again = _weights(random, columns) if orders else np.full((_RESAMPLES, columns), 1 / columns)
    error = ((drawn @ values) * again).sum(1).std() * math.sqrt(count / (count - 1))
    half = float(error) * _student(count - 1)
    return Estimate(mean, mean - half, mean + half)


def _weights(random: np.random.Generator, count: int) -> np.ndarray:
    return random.multinomial(count, np.full(count, 1 / count), _RESAMPLES) / count


def _student(freedom: int) -> float:
    """Student's quantile at which an interval of ``LEVEL`` ends.

    Its expansion around the normal quantile (Abramowitz and Stegun, 26.7.5) holds from three
    degrees of freedom on; below, the law has an inverse in closed form.
    """
    if freedom == 1:
        return math.tan(math.pi / 2 * LEVEL)
    if freedom == 2:
        return LEVEL * math.sqrt(2 / (1 - LEVEL**2))
    z = statistics.NormalDist().inv_cdf((1 + LEVEL) / 2)
    terms = (
        z, (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160)
    return math.fsum(term / float(freedom) ** power for power, term in enumerate(terms))


@dataclasses.dataclass(frozen=True)
class Summary:
    """The loss of a metric and the share of each group, in the metric's unit.

    >>> study.run()
    >>> summary = study.summary()
    >>> summary.loss, summary.shares
    """

    metric: str
    unit: str
    kind: str
    chips: int
    #: Metric with all groups, and with none.
    with_all: Estimate
    with_none: Estimate
    #: Difference of the two; positive where the effects harm.
    loss: Estimate
    #: Shares by group, largest first. "interaction" is what single shares leave of the loss.
    shares: dict[str, Estimate]

    def __str__(self) -> str:
        lines = [
            f"{self.metric} ({self.unit}), {self.chips} chips, 95 % intervals",
            f"  all effects  {self.with_all}", f"  no effects   {self.with_none}",
            f"  loss         {self.loss}", f"  shares ({self.kind}):"]
        width = max(map(len, self.shares))
        for name, share in self.shares.items():
            note = "" if share.is_resolved else "   not distinguishable from zero"
            lines.append(f"    {name:{width}}  {share}{note}")
        if self.chips < FEWEST_CHIPS:
            lines.append(
                f"  With fewer than {FEWEST_CHIPS} chips, the intervals are correct only if the "
                "values of the chips are normally distributed.")
        return "\n".join(lines)


def summary(table: Table, metric: str | None = None) -> Summary:
    """The loss and its shares.

    :raises StudyError: for a plan without groups, or a metric that is no number.
    """
    design = table.plan.design
    if not design.groups:
        raise StudyError(
            f"points: {design.kind} has no groups, so no shares; use leave-one-out, only-one or "
            f"shapley.")
    name, means = by_chip(table, metric)
    worse = means if table.plan.better == "lower" else -means
    index = {point.name: place for place, point in enumerate(table.plan.points)}
    loss = worse[:, index["all"]] - worse[:, index["none"]]
    parts, sampled = _parts(table, worse, index)
    shares = {group: estimate(part, sampled) for group, part in parts.items()}
    shares = dict(sorted(shares.items(), key=lambda item: -item[1].value))
    if design.kind != "shapley":
        shares["interaction"] = estimate(loss - sum(part for part in parts.values()))
    return Summary(
        name, table.plan.units.get(name, "1"), design.kind, len(means),
        estimate(means[:, index["all"]]), estimate(means[:, index["none"]]), estimate(loss), shares)


def by_chip(table: Table, metric: str | None = None) -> tuple[str, np.ndarray]:
    """A metric's name and its mean over repetitions: (chip, point), of chips with all results."""
    name = metric or table.plan.metric
    if name is None:
        if len(table.values) > 1:
            raise StudyError(
                f"The study has several metrics ({', '.join(table.values)}); name one.")
        name = next(iter(table.values))
    array = table[name]
    if array.ndim != 3:
        raise StudyError(
            f"The metric {name!r} is an array, but statistics need a number; name another metric.")
    means = array.mean(2)
    means = means[~np.isnan(means).any(1)]
    if not len(means):
        raise StudyError("No chip has results at all points; run the study again.")
    return name, means


def _parts(
    table: Table, worse: np.ndarray, index: dict[str, int]
) -> tuple[dict[str, np.ndarray], bool]:
    """The share of each group for every chip, and whether orders are a sample."""
    design = table.plan.design

    def at(present: set[str]) -> int:
        groups = {group: () for group in design.groups}
        return index[with_groups(list(present), groups).name]

    if design.kind == "leave-one-out":
        return {group: worse[:, index["all"]] - worse[:, at(set(design.groups) - {group})]
                for group in design.groups}, False
    if design.kind == "only-one":
        return {group: worse[:, at({group})] - worse[:, index["none"]]
                for group in design.groups}, False
    steps: dict[str, list[np.ndarray]] = {group: [] for group in design.groups}
    for order in design.orders:
        before = index["none"]
        for length, group in enumerate(order, 1):
            after = at(set(order[:length]))
            steps[group].append(worse[:, after] - worse[:, before])
            before = after
    is_sample = not design.is_complete and len(design.orders) > 1
    return {group: np.stack(step, 1) for group, step in steps.items()}, is_sample
