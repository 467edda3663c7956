"""Pictures of studies for papers: readable at column width and in grey."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ..configuration import ChipConfiguration, effects, parameters
from ..errors import StudyError
from ..pictures import _axes
from . import _statistics, _targets
from ._statistics import Estimate, Summary, by_chip, estimate
from ._table import Table


KINDS = ("shares", "curves", "distribution", "yield")


def draw(
    table: Table, kind: str | None, metric: str | Sequence[str] | None,
    point: str | Sequence[str] | None, axes: Any
) -> Any:
    """A picture by the name of its kind.

    :raises StudyError: for a kind that does not exist, or several metrics where one is drawn.
    """
    kind = kind or ("shares" if table.plan.design.groups else "curves")
    if kind not in KINDS:
        raise StudyError(
            f"kind: {kind!r} is not a kind of picture; allowed are {', '.join(KINDS)}.")
    metrics, points = _names(metric), _names(point)
    if kind in ("shares", "curves"):
        if len(metrics) > 1 or points:
            raise StudyError(f"kind: {kind} takes one metric and no point; leave the others out.")
        first = metrics[0] if metrics else None
        return (shares(_statistics.summary(table, first), axes) if kind == "shares"
                else curves(table, first, axes))
    metrics = metrics or [by_chip(table, None)[0]]
    if kind == "yield":
        return yields(table, metrics, points or None, axes)
    if len(points) > 1:
        raise StudyError("kind: distribution takes one point; draw a picture for each point.")
    return distribution(table, metrics, points[0] if points else None, axes)


def _names(value: str | Sequence[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def shares(summary: Summary, axes: Any = None) -> Any:
    """Shares of the loss with their intervals, the largest at the top."""
    axes = _axes(axes)
    names = list(summary.shares)
    values = [share.value for share in summary.shares.values()]
    halves = [share.high - share.value for share in summary.shares.values()]
    places = range(len(names))
    shades = ["0.45" if share.is_resolved else "0.8" for share in summary.shares.values()]
    axes.barh(places, values, color=shades, edgecolor="black", linewidth=0.5)
    if summary.chips > 1:
        axes.errorbar(values, places, xerr=halves, fmt="none", ecolor="black", elinewidth=0.8,
                      capsize=2)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.set_xlabel(f"share of the loss in {summary.metric}"
                    + (f" / {summary.unit}" if summary.unit != "1" else ""))
    axes.set_title(f"loss {summary.loss.value:.3g} [{summary.loss.low:.3g}, "
                   f"{summary.loss.high:.3g}], {summary.chips} chips", fontsize="medium")
    return axes


def curves(table: Table, metric: str | None = None, axes: Any = None) -> Any:
    """A metric over the strength of each effect or the value of each parameter, with 95 % bands."""
    axes = _axes(axes)
    name, means = by_chip(table, metric)
    lines = _lines(table)
    for look, (key, places) in zip(_looks(), lines.items()):
        values = [estimate(means[:, place]) for _, place in places]
        _line(axes, [value for value, _ in places], values, look, key)
    axes.set(xlabel=_changed(list(lines)), ylabel=_common([name], table))
    axes.set_title(f"{len(means)} chips, 95 % bands", fontsize="medium")
    axes.legend(fontsize="small")
    return axes


def distribution(
    table: Table, metrics: Sequence[str], point: str | None = None, axes: Any = None
) -> Any:
    """Metrics of every chip at a point, such as before and after tuning; a line joins a chip's.

    Black marks are means with 95 % intervals.

    :param point: its name; by default the first.
    """
    axes = _axes(axes)
    place = _place(table, point)
    columns = np.stack([by_chip(table, metric)[1][:, place] for metric in metrics], 1)
    places = np.arange(len(metrics))
    axes.plot(places, columns.T, color="0.7", linewidth=0.6, marker="o", markersize=2)
    found = [estimate(column) for column in columns.T]
    halves = [one.high - one.value if len(columns) > 1 else 0 for one in found]
    axes.errorbar(places, [one.value for one in found], halves, fmt="D", color="black",
                  markersize=4, capsize=4)
    axes.set_xticks(places, metrics)
    axes.set_xlim(-0.5, len(metrics) - 0.5)
    axes.set_ylabel(_common(metrics, table))
    axes.set_title(f"{len(columns)} chips, {table.plan.points[place].name}", fontsize="medium")
    return axes


def yields(
    table: Table, metrics: Sequence[str], points: Sequence[str] | None = None, axes: Any = None
) -> Any:
    """Share of chips that are at least as good as a value, with 95 % bands (Wilson).

    :param points: names of up to four points; by default the first.
    """
    axes = _axes(axes)
    chosen = points or [table.plan.points[0].name]
    looks = _looks()
    for metric in metrics:
        values = by_chip(table, metric)[1]
        for point in chosen:
            label = ", ".join([metric] * (len(metrics) > 1) + [point] * (len(chosen) > 1))
            _yield(axes, values[:, _place(table, point)], table, next(looks), label or metric)
    axes.set(xlabel=_common(metrics, table), ylabel="share of chips / %", ylim=(-2, 102))
    sense = "at most" if table.plan.better == "lower" else "at least"
    axes.set_title(
        f"share of {len(values)} chips whose value is {sense} this one", fontsize="medium")
    axes.legend(fontsize="small")
    return axes


def _yield(axes: Any, values: np.ndarray, table: Table, look: dict[str, Any], label: str) -> None:
    is_lower = table.plan.better == "lower"
    x = np.sort(values)
    count, x = len(x), np.concatenate((x[:1], x) if is_lower else (x, x[-1:]))
    reached = np.arange(count + 1) if is_lower else np.arange(count, -1, -1)
    low, high = _wilson(reached, count)
    step = "post" if is_lower else "pre"
    axes.step(x, 100 * reached / count, where=step, label=label, **{**look, "marker": ""})
    axes.fill_between(x, 100 * low, 100 * high, step=step, color=look["color"], alpha=0.15,
                      linewidth=0)


def _wilson(reached: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's 95 % interval of a share (J. Am. Stat. Assoc. 22, 209, 1927)."""
    z = 1.959964
    share = reached / count
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z / (1 + z**2 / count) * np.sqrt(share * (1 - share) / count + (z / 2 / count)**2)
    return middle - half, middle + half


def _looks() -> Iterator[dict[str, Any]]:
    """Lines that differ in grey too."""
    shades, styles, markers = ("black", "#c1272d", "#0072b2", "0.5"), ("-", "--", ":", "-."), "osv^"
    for index in itertools.count():
        turn = (index + index // 4) % 4
        yield {"color": shades[index % 4], "linestyle": styles[turn], "marker": markers[turn],
               "markersize": 3, "linewidth": 1.2}


def _line(
    axes: Any, x: Sequence[float], values: Sequence[Estimate], look: dict[str, Any], label: str
) -> None:
    axes.plot(x, [value.value for value in values], label=label, **look)
    axes.fill_between(x, [value.low for value in values], [value.high for value in values],
                      color=look["color"], alpha=0.15, linewidth=0)


def _lines(table: Table) -> dict[str, list[tuple[float, int]]]:
    """Values and places of points by the key that they change, with the chip as configured."""
    lines: dict[str, dict[float, int]] = {}
    kind, own = table.plan.configuration, None
    for place, point in enumerate(table.plan.points):
        changed = {**point.effects, **point.parameters, **point.targets}
        if len(changed) > 1:
            raise StudyError("A grid of several keys has no curve; use one-at-a-time points.")
        own = place if not changed else own
        for key, value in changed.items():
            lines.setdefault(key, {})[value] = place
    for key, values in lines.items():
        present = _present(kind, key)
        if own is not None and present is not None:
            values.setdefault(present, own)
    return {key: sorted(values.items()) for key, values in lines.items()}


def _present(kind: ChipConfiguration, key: str) -> float | None:
    """Value of a key for the chip as configured; None for targets that differ between instances."""
    if key in effects():
        return kind.strength(key)
    if not _targets.is_target(key):
        return kind.parameters.get(key)
    values = np.unique(_targets.defaults(kind)[key])
    return float(values[0]) if len(values) == 1 else None


def _changed(keys: Sequence[str]) -> str:
    """Label of the axis of values."""
    known = parameters()
    if all(key in effects() for key in keys):
        return "strength of the effect"
    if len(keys) > 1:
        return "strength, or value in SI units"
    if _targets.is_target(keys[0]):
        name = keys[0].partition(".")[2]
        return name.removesuffix("_seconds") + (" / s" if name.endswith("_seconds") else "")
    unit = known[keys[0]].unit
    return known[keys[0]].summary + (f" / {unit}" if unit else "")


def _place(table: Table, point: str | None) -> int:
    names = [one.name for one in table.plan.points]
    if point is not None and point not in names:
        raise StudyError(f"The study has no point {point!r}; it has {', '.join(names)}.")
    return names.index(point) if point is not None else 0


def _common(metrics: Sequence[str], table: Table) -> str:
    """Label of an axis that metrics share.

    :raises StudyError: for metrics with different units.
    """
    units = {table.plan.units.get(metric, "1") for metric in metrics}
    if len(units) > 1:
        raise StudyError(
            f"The metrics {', '.join(metrics)} have different units; draw a picture for "
            "each of them.")
    unit = units.pop()
    return ", ".join(metrics) + (f" / {unit}" if unit != "1" else "")
