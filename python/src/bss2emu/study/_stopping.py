"""Studies that stop when they are precise enough: ``until``.

Numbers of chips depend on results in the order of the plan's chips only, so that every engine
stops at the same one.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Optional

import numpy as np

from ..errors import StudyError
from . import _statistics
from ._plan import Plan, Task
from ._precision import Target, target
from ._results import Result
from ._statistics import FEWEST_CHIPS
from ._table import Table

#: Result of a task; None when it has to be measured.
Read = Callable[[Task], Optional[Result]]


def chips(plan: Plan, read: Read) -> list[int]:
    """Number of chips that each point needs, as far as the results tell: (points)."""
    most = len(plan.seeds)
    counts = [most] * len(plan.points)
    if plan.until is None:
        return counts
    aim = target(plan.until, plan.metric, plan.units)
    grid = _grid(plan)
    for unit in _units(plan):
        count = next(count for count in _stages(most) if count == most or _stops(
            plan, [[grid[chip][point] for point in unit] for chip in range(count)], read, aim))
        for point in unit:
            counts[point] = count
    return counts


def needed(plan: Plan, read: Read) -> list[Task]:
    """Tasks of the chips that each point needs, in the order of the plan."""
    counts = chips(plan, read)
    place = {seed: index for index, seed in enumerate(plan.seeds)}
    return [task for task in plan.tasks() if place[task.seed] < counts[task.point]]


def _stages(most: int) -> Iterator[int]:
    """Numbers of chips at which intervals are looked at: each a quarter larger."""
    count = FEWEST_CHIPS
    while count < most:
        yield count
        count = math.ceil(1.25 * count)
    yield most


def _units(plan: Plan) -> list[list[int]]:
    """Points that need the same chips: all where groups are compared chip by chip, else each."""
    points = range(len(plan.points))
    return [list(points)] if plan.design.groups else [[point] for point in points]


def _grid(plan: Plan) -> list[list[list[Task]]]:
    """Tasks by chip, point and repetition."""
    tasks, runs, points = list(plan.tasks()), len(plan.run_seeds), len(plan.points)
    pieces = [tasks[start:start + runs] for start in range(0, len(tasks), runs)]
    return [pieces[start:start + points] for start in range(0, len(pieces), points)]


def _stops(
    plan: Plan, grid: Sequence[Sequence[Sequence[Task]]], read: Read, aim: Target
) -> bool:
    """Returns whether a number of chips has gaps that come first, or is enough."""
    numbers = np.full((len(grid), len(grid[0]), len(grid[0][0])), np.nan)
    for place in np.ndindex(numbers.shape):
        result = read(grid[place[0]][place[1]][place[2]])
        if result is None:
            return True
        if not result.is_failure:
            numbers[place] = _number(result, str(plan.metric))
    means = numbers.mean(2)
    means = means[~np.isnan(means).any(1)]
    return len(means) >= FEWEST_CHIPS and _is_enough(plan, means, aim)


def _number(result: Result, metric: str) -> float:
    shape, numbers = result.metrics[metric]
    if shape:
        raise StudyError(f"until: the metric {metric!r} is an array; name one that is a number.")
    return numbers[0]


def _is_enough(plan: Plan, means: np.ndarray, aim: Target) -> bool:
    if not plan.design.groups:
        return all(aim.is_met(found.high - found.value, found.value) for found in map(_statistics.estimate, means.T))
    whole = dataclasses.replace(plan, seeds=plan.seeds[:len(means)], run_seeds=(0,))
    table = Table(whole, {str(plan.metric): means[:, :, None]}, np.ones((*means.shape, 1), bool))
    found = _statistics.summary(table)
    return all(aim.is_met(one.high - one.value, found.loss.value) for one in (found.loss, *found.shares.values()))
