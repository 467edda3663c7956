"""Widths of intervals at which a study stops, as users write them."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping

from ..errors import StudyError


@dataclasses.dataclass(frozen=True)
class Target:
    """Largest half width of 95 % intervals: in the metric's unit, or a fraction of the value."""

    width: float
    is_relative: bool

    def is_met(self, width: float, value: float) -> bool:
        """Returns whether half an interval is narrow enough.

        :param value: what a relative width refers to.
        """
        return width <= self.width * (abs(value) if self.is_relative else 1.0)


def target(text: str, metric: str | None, units: Mapping[str, str]) -> Target:
    """Reads a text such as "0.1 LSB" or "0.5%"; percentages of metrics in % are absolute.

    :raises StudyError: for a text that is none, or without a metric.
    """
    if metric is None:
        raise StudyError("until: name the metric whose interval counts, such as 'metric: error'.")
    unit = units.get(metric, "1")
    match = re.fullmatch(r"\s*([\d.]+(?:[eE][-+]?\d+)?)\s*(.*?)\s*", text)
    allowed = ("", "%") if unit == "1" else ("", "%", unit)
    if match is None or match[2] not in allowed:
        raise StudyError(
            f"until: {text!r} must be a number{'' if unit == '1' else f' in {unit}'} or a "
            f"percentage, such as '0.5%'.")
    is_relative = match[2] == "%" != unit
    try:
        width = float(match[1]) / (100 if is_relative else 1)
    except ValueError:
        width = 0.0
    if not 0 < width < math.inf:
        raise StudyError(f"until: {text!r} must be more than zero and finite.")
    return Target(width, is_relative)
