"""The number of threads that this process may use."""

from __future__ import annotations

import math
import os
import pathlib

#: Limits of processor time: of cgroup v2, and of v1.
_QUOTA = pathlib.Path("/sys/fs/cgroup/cpu.max")
_OLD_QUOTA, _OLD_PERIOD = (
    pathlib.Path(f"/sys/fs/cgroup/cpu/cpu.cfs_{name}_us") for name in ("quota", "period"))


def available() -> int:
    """Processors of the affinity of this process, or of its cgroup's quota if that is less."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _quota()
    return max(1, min(own, math.ceil(quota))) if quota else own


def _quota() -> float | None:
    """Processors that the cgroup allows; None without a limit."""
    try:
        words = _QUOTA.read_text().split()
    except OSError:
        words = _old_quota()
    if len(words) != 2 or words[0] in ("max", "-1"):
        return None
    return int(words[0]) / int(words[1])


def _old_quota() -> list[str]:
    try:
        return [_OLD_QUOTA.read_text().strip(), _OLD_PERIOD.read_text().strip()]
    except OSError:
        return []
