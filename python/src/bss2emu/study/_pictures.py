"""Pictures of studies for papers: readable at column width and in grey."""

from __future__ import annotations

from typing import Any

from ..errors import StudyError
from ..pictures import _axes
from ._statistics import Summary, by_chip, estimate
from ._table import Table


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
    axes.set_xlabel(f"share of the loss in {_label(summary.metric, summary.unit)}")
    axes.set_title(f"loss {summary.loss.value:.3g} [{summary.loss.low:.3g}, "
                   f"{summary.loss.high:.3g}], {summary.chips} chips", fontsize="medium")
    return axes


def curves(table: Table, metric: str | None = None, axes: Any = None) -> Any:
    """A metric over the strength of each effect, with 95 % bands."""
    axes = _axes(axes)
    name, means = by_chip(table, metric)
    styles = ("-", "--", ":", "-.")
    for style, (key, places) in enumerate(_lines(table).items()):
        x = [value for value, _ in places]
        values = [estimate(means[:, place]) for _, place in places]
        axes.plot(x, [v.value for v in values], styles[style % 4], label=key, marker=".")
        axes.fill_between(x, [v.low for v in values], [v.high for v in values], alpha=0.2)
    axes.set(xlabel="strength or value (SI)", ylabel=_label(name, table.plan.units.get(name, "1")))
    axes.set_title(f"{len(means)} chips, 95 % bands", fontsize="medium")
    axes.legend(fontsize="small")
    return axes


def _lines(table: Table) -> dict[str, list[tuple[float, int]]]:
    """Values and places of points by the key that they change."""
    lines: dict[str, list[tuple[float, int]]] = {}
    for place, point in enumerate(table.plan.points):
        changed = {**point.effects, **point.parameters}
        if len(changed) > 1:
            raise StudyError("A grid of several keys has no curve; use one-at-a-time points.")
        for key, value in changed.items():
            lines.setdefault(key, []).append((value, place))
    return {key: sorted(places) for key, places in lines.items()}


def _label(metric: str, unit: str) -> str:
    return f"{metric} / {unit}" if unit != "1" else metric
