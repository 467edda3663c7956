"""Work of one process: all repetitions of a chip at a point."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import resource
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ..calibration import Calibration
from ..chip import Chip
from ..configuration import ChipConfiguration
from ..errors import StudyError
from . import _code, _script, _targets
from ._plan import Plan, Task
from ._results import Folder, Result

#: Names that the collected file needs for itself.
RESERVED = ("chip", "point", "repetition", "done")


@dataclasses.dataclass(frozen=True)
class Work:
    """Tasks of one chip at one point, and where their study lies."""

    folder: str
    #: Folders in which modules of tasks are looked for.
    search: tuple[str, ...]
    tasks: tuple[Task, ...]


def run(work: Work) -> int:
    """Measures and keeps every task; returns the number of those that failed."""
    sys.path[:0] = [path for path in work.search if path not in sys.path]
    folder = Folder(work.folder)
    plan = _plan(work.folder, folder.plan_path.stat().st_mtime_ns)
    failures = 0
    for task in work.tasks:
        result = _measured(plan, task)
        folder.write(task, result)
        failures += result.is_failure
    return failures


@functools.lru_cache(maxsize=1)
def _plan(folder: str, _: int) -> Plan:
    plan = Folder(folder).plan()
    plan.check_code()
    return plan


def _measured(plan: Plan, task: Task) -> Result:
    start = time.process_time()
    metrics: dict[str, Any] = {}
    error = None
    try:
        with _one_thread():
            metrics = checked(_returned(plan, task), plan.metric)
    except (Exception, SystemExit):
        error = traceback.format_exc()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Result(metrics, error, time.process_time() - start, memory)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """One thread for PyTorch, so that sums do not depend on the engine and processes do not
    compete."""
    torch = sys.modules.get("torch")
    before = torch.get_num_threads() if torch else 1
    if torch:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        if torch:
            torch.set_num_threads(before)


def _returned(plan: Plan, task: Task) -> Any:
    chip = _chip(plan, task)
    if _code.is_script(plan.task):
        return _script.run(plan.task, str(plan.metric), chip)
    return _code.load(plan.task)(chip, plan.points[task.point])


def _chip(plan: Plan, task: Task) -> Chip:
    """The chip of a task. A calibration is always applied anew, whether it was cached or not."""
    point = plan.points[task.point]
    configuration = point.applied(plan.configuration)
    chip = Chip(configuration, task.seed, run_seed=task.run_seed, threads=1)
    if plan.calibration != "none":
        kind = configuration if plan.calibration == "point" else plan.configuration
        chip.apply(_calibrations(kind, task.seed, point.targets))
    return chip


class _Calibrations:
    """Calibrates chips and keeps the last calibration, which repetitions share."""

    def __init__(self) -> None:
        self._last: tuple[Any, Calibration] | None = None

    def __call__(
        self, configuration: ChipConfiguration, seed: int, targets: Mapping[str, float]
    ) -> Calibration:
        key = (configuration, seed, targets)
        if self._last is None or self._last[0] != key:
            made = Chip(configuration, seed, threads=1).calibrate(**_targets.arguments(targets))
            self._last = (key, made)
        return self._last[1]


_calibrations = _Calibrations()


def checked(returned: Any, wanted: str | None) -> dict[str, tuple[list[int], list[float]]]:
    """Metrics as shapes and numbers.

    :raises StudyError: for what a task must not return.
    """
    if not isinstance(returned, Mapping) or not returned:
        raise StudyError(f"The task returned {type(returned).__name__}; it must return a "
                         f"dictionary of numbers or arrays by name, with one entry or more.")
    if wanted is not None and wanted not in returned:
        raise StudyError(f"The task returned no metric {wanted!r}, but {', '.join(returned)}; "
                         f"return it, or change 'metric' of the plan.")
    return {str(name): _numbers(str(name), value) for name, value in returned.items()}


def _numbers(name: str, value: Any) -> tuple[list[int], list[float]]:
    if name in RESERVED or not name or "/" in name:
        raise StudyError(
            f"A metric cannot be called {name!r}; choose a name without '/' that is not empty and "
            f"none of {', '.join(RESERVED)}.")
    try:
        array = np.asarray(value, np.float64)
    except (TypeError, ValueError):
        raise StudyError(
            f"The metric {name!r} is neither a number nor an array of numbers; return one of these."
        ) from None
    if not np.isfinite(array).all():
        raise StudyError(f"The metric {name!r} contains NaN or infinity; return finite numbers.")
    return list(array.shape), array.ravel().tolist()
