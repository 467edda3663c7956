"""Points of a study: what is changed about a chip, and designs that choose points."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
import numpy as np

from ..configuration import ChipConfiguration, effects
from ..errors import StudyError
from . import _targets

#: Most groups of which all orders are taken.
MOST_GROUPS_OF_ALL_ORDERS = 5


@dataclasses.dataclass(frozen=True)
class Point:
    """A change of a chip or its calibration: effects, parameters and targets that it sets.

    >>> point = bss2emu.study.Point("quiet", effects={"cadc.noise": 0})
    >>> point.applied(bss2emu.ChipConfiguration.load("typical")).strength("cadc.noise")
    0
    """

    name: str
    #: Strengths by effect; effects that are not named keep the chip's own.
    effects: Mapping[str, float] = dataclasses.field(default_factory=dict)
    #: Physical parameters in SI units.
    parameters: Mapping[str, float] = dataclasses.field(default_factory=dict)
    #: Targets and options of the calibration, such as "target.neuron.leak".
    targets: Mapping[str, float] = dataclasses.field(default_factory=dict)

    def applied(self, configuration: ChipConfiguration) -> ChipConfiguration:
        """A kind of chip with the change."""
        return dataclasses.replace(
            configuration, effects={**configuration.effects, **self.effects},
            parameters={**configuration.parameters, **self.parameters})


@dataclasses.dataclass(frozen=True)
class Design:
    """Points by index, and the orders in which a Shapley estimate adds groups.

    ``orders`` holds, for every order, the groups' names from the first that is added to the last.
    """

    kind: str
    points: tuple[Point, ...]
    groups: tuple[str, ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()
    #: Whether ``orders`` are all orders there are.
    is_complete: bool = False


def with_groups(present: Sequence[str], groups: Mapping[str, Sequence[str]]) -> Point:
    """The point at which only some groups act, named by its shortest description."""
    absent = [name for name in groups if name not in present]
    kept = [name for name in groups if name in present]
    if not absent:
        name = "all"
    elif not kept:
        name = "none"
    elif len(absent) <= len(kept):
        name = "without " + " + ".join(absent)
    else:
        name = "only " + " + ".join(kept)
    return Point(name, {effect: 0.0 for group in absent for effect in groups[group]})


def leave_one_out(groups: Mapping[str, Sequence[str]]) -> Design:
    """All groups, none, and all but one."""
    subsets = [list(groups), []] + [[n for n in groups if n != left] for left in groups]
    return _of_subsets("leave-one-out", subsets, groups)


def only_one(groups: Mapping[str, Sequence[str]]) -> Design:
    """All groups, none, and each alone."""
    return _of_subsets("only-one", [list(groups), [], *([name] for name in groups)], groups)


def shapley(groups: Mapping[str, Sequence[str]], count: int | None) -> Design:
    """All beginnings of orders in which groups are added.

    :param count: number of sampled orders, each with its reverse; None: all orders.
    """
    names = list(groups)
    if count is None:
        if len(names) > MOST_GROUPS_OF_ALL_ORDERS:
            raise StudyError(
                f"orders: all orders of {len(names)} groups are too many; use at most "
                f"{MOST_GROUPS_OF_ALL_ORDERS} groups, or set orders to a number, such as 4.")
        orders = [tuple(order) for order in itertools.permutations(names)]
    else:
        orders = _sampled_orders(names, count)
    subsets = [order[:length] for order in orders for length in range(len(names) + 1)]
    design = _of_subsets("shapley", [names, [], *subsets], groups)
    return dataclasses.replace(design, orders=tuple(orders), is_complete=count is None)


def _sampled_orders(names: list[str], count: int) -> list[tuple[str, ...]]:
    random = np.random.default_rng(0)
    orders: list[tuple[str, ...]] = []
    while len(orders) < count:
        order = tuple(names[index] for index in random.permutation(len(names)))
        orders += [order, order[::-1]]
    return orders[:count]


def _of_subsets(
    kind: str, subsets: Sequence[Sequence[str]], groups: Mapping[str, Sequence[str]]
) -> Design:
    points = {point.name: point for point in (with_groups(s, groups) for s in subsets)}
    return Design(kind, tuple(points.values()), tuple(groups))


def grid(values: Mapping[str, Sequence[tuple[str, float]]]) -> Design:
    """All combinations of values; each value is a text and a number in SI units."""
    axes = [[(key, *value) for value in texts] for key, texts in values.items()]
    return Design("grid", tuple(_set(choice) for choice in itertools.product(*axes)))


def one_at_a_time(values: Mapping[str, Sequence[tuple[str, float]]]) -> Design:
    """The chip as configured, and with each value by itself."""
    choices = [[(key, *value)] for key, texts in values.items() for value in texts]
    return Design("one-at-a-time", (Point("as configured"), *map(_set, choices)))


def _set(choice: Sequence[tuple[str, str, float]]) -> Point:
    name = ", ".join(f"{key}={text}" for key, text, _ in choice)
    values: dict[str, dict[str, float]] = {"effects": {}, "parameters": {}, "targets": {}}
    for key, _, value in choice:
        values[_part(key)][key] = value
    return Point(name, **values)


def _part(key: str) -> str:
    """Part of a point that a key belongs to."""
    if _targets.is_target(key):
        return "targets"
    return "effects" if key in effects() else "parameters"
