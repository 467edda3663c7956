"""Studies: a plan, its folder, and what one does with them."""

from __future__ import annotations

import dataclasses
import itertools
import os
import pathlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..configuration import ChipConfiguration
from ..errors import StudyError
from . import _engine, _pictures, _reader, _statistics, _stopping, _table
from ._plan import Plan, Task
from ._results import Folder, Result
from ._work import Work


@dataclasses.dataclass(frozen=True)
class Status:
    """Numbers of tasks of a study, and of the first failure its place and traceback.

    >>> study.status().missing
    """

    total: int
    done: int
    failed: int
    damaged: int
    failure: str | None = None

    @property
    def missing(self) -> int:
        """Tasks without a result."""
        return self.total - self.done - self.failed - self.damaged

    def __str__(self) -> str:
        text = (f"{self.total} tasks: {self.done} done, {self.failed} failed, "
                f"{self.damaged} damaged, {self.missing} missing")
        return text if self.failure is None else f"{text}\nfirst failure: {self.failure}"


@dataclasses.dataclass(frozen=True)
class Prediction:
    """Cost of a whole study, from the tasks that are done.

    >>> study.predict(measure=1).cpu_seconds
    """

    tasks: int
    cpu_seconds: float
    #: Of one process, bytes.
    memory: int
    measured: int

    def __str__(self) -> str:
        return (f"estimate for {self.tasks} tasks: {_engine.duration(self.cpu_seconds)} of "
                f"processor time, {self.memory / 2**20:.0f} MiB for each process (from {self.measured} "
                "measured tasks)")


class Study:
    """A task measured on many chips at many points.

    >>> study = bss2emu.Study("product_error", seeds=2, groups=["noise"], calibration="chip")
    >>> study.plan, study.folder
    >>> study.begin()
    >>> study.predict(measure=1), study.run()
    >>> print(study.status())
    >>> print(study.summary())
    >>> study.collect("errors.h5")
    >>> study.plot()

    :param task: ``"product_error"``, a function at the top of a module or script, or its name as
        ``module:function`` or ``file.py:function``. It is called with a calibrated
        :class:`bss2emu.Chip` and a :class:`Point`, and returns numbers or arrays by name.
        ``script.py`` runs a script written for hxtorch, which prints ``metric`` and its number.
    :param folder: where results are kept; the name of the study by default.
    :param chip: preset, file or :class:`bss2emu.ChipConfiguration`.
    :param effects: strengths of effects at all points but those that change them, as
        :meth:`ChipConfiguration.with_effects` takes them.
    :param seeds: chips: their number, a range such as "5..9", or a list of seeds.
    :param repetitions: run seeds, given in the same ways.
    :param points: ``leave-one-out``, ``only-one`` or ``shapley`` for groups of effects, ``grid`` or
        ``one-at-a-time`` for values.
    :param groups: names of groups, or effects by a group's name; by default all of
        :func:`effect_groups`.
    :param orders: of ``shapley``: number of sampled orders (4), or "all" for up to 5 groups.
    :param values: of ``grid`` and ``one-at-a-time``: lists by effect, by parameter, or by target or
        option of the calibration ("target.neuron.leak", from :meth:`Chip.calibration_request`).
    :param calibration: ``point``: a chip is calibrated at every point; ``chip``: once, as
        configured; ``none``.
    :param metric: the metric of statistics and pictures.
    :param better: whether ``higher`` or ``lower`` numbers are better.
    :param units: units by metric, such as ``{"error": "LSB"}``.
    :param until: half width of the 95 % intervals at which the study stops, such as "0.1 LSB" or
        "0.5%" (of the value; of a metric in %, percentage points). ``seeds`` are the most chips. With
        groups, the loss and all shares count; else each point stops by itself.
    :param version: any text; another text makes other tasks. Change it when code changes that the
        task imports: only the task's own file is watched.
    :raises StudyError: naming the argument and what is allowed.
    """

    def __init__(
        self, task: str | Callable[..., Mapping[str, Any]], *,
        folder: str | os.PathLike[str] | None = None, name: str = "study",
        chip: str | os.PathLike[str] | ChipConfiguration = "typical",
        effects: Mapping[str, float] | str | None = None,
        seeds: int | str | Iterable[int] = 10, repetitions: int | str | Iterable[int] = 1,
        points: str = "leave-one-out", groups: Any = None, orders: int | str | None = None,
        values: Mapping[str, Any] | None = None, calibration: str = "point",
        metric: str | None = None, better: str | None = None,
        units: Mapping[str, str] | None = None, until: str | float | None = None,
        version: str = "",
    ):
        self._plan = _reader.read({
            "task": task, "name": name, "chip": chip, "effects": effects, "seeds": seeds,
            "repetitions": repetitions, "points": points, "groups": groups, "orders": orders,
            "values": values, "calibration": calibration, "metric": metric, "better": better,
            "units": units, "until": until, "version": version})
        self._folder = Folder(folder or self._plan.name)

    @classmethod
    def load(
        cls, path: str | os.PathLike[str], folder: str | os.PathLike[str] | None = None
    ) -> Study:
        """A study from its folder, or from a YAML plan with the arguments of :class:`Study` as
        keys.

        :param folder: of a plan: where results are kept; the plan's name without ".yaml".
        """
        study = cls.__new__(cls)
        if pathlib.Path(path).is_dir():
            study._folder = Folder(path)
            study._plan = study._folder.plan()
            return study
        study._plan = _reader.read(_reader.read_file(pathlib.Path(path)))
        study._folder = Folder(folder or pathlib.Path(path).with_suffix(""))
        return study

    @property
    def plan(self) -> Plan:
        """The checked plan."""
        return self._plan

    @property
    def folder(self) -> pathlib.Path:
        """The folder of the results."""
        return self._folder.path

    def begin(self) -> None:
        """Writes the plan into the folder.

        :raises StudyError: when the folder belongs to another plan.
        """
        self._folder.begin(self._plan)

    def run(
        self, *, workers: int | None = None, executor: Any = None, shard: tuple[int, int] = (1, 1),
        retry: bool = False, progress: bool = False, most: int | None = None,
        until: str | float | None = None,
    ) -> Status:
        """Measures what has no result yet. A run that was killed goes on where it was.

        :param workers: processes; by default one for each processor.
        :param executor: any with ``submit`` as in concurrent.futures, instead of processes.
        :param shard: (i, n) takes the i-th of n parts, 1...n, of all chips and points.
        :param retry: measures failed tasks again.
        :param progress: prints one line on the standard error.
        :param most: pieces of work, each a chip at a point, after which to stop.
        :param until: replaces that of the plan.
        :raises StudyError: when the folder belongs to another plan or other code.
        """
        if workers is not None and workers < 1:
            raise StudyError(f"workers: {workers} must be 1 or more.")
        if until is not None:
            self._plan = self._plan.stopping(str(until))
        self._plan.check_code()
        self.begin()
        work = self._work(shard, retry)[:most]
        while work and self._measure(work, workers, executor, progress) and most is None:
            before, work = work, self._work(shard, False)
            if work == before:
                break
        return self.status()

    def _measure(
        self, work: list[Work], workers: int | None, executor: Any, progress: bool
    ) -> bool:
        """Does work; returns False after a SIGTERM."""
        line = _engine.ProgressLine(sum(len(piece.tasks) for piece in work))
        repetitions = len(self._plan.run_seeds)
        count = (lambda failures: line(repetitions, failures)) if progress else (lambda _: None)
        try:
            return _engine.run(work, workers or _engine.processors(), executor, count)
        finally:
            line.end()

    def _work(self, shard: tuple[int, int], retry: bool) -> list[Work]:
        """Chips at points of a shard with tasks that have no result."""
        index, count = shard
        if not 1 <= index <= count:
            raise StudyError(f"shard: {index}/{count} must be i/n with i from 1 to n.")
        if count > 1:
            self._plan.check_shards()
        pieces = itertools.groupby(self._needed(), lambda task: (task.seed, task.point))
        chosen = itertools.islice((list(tasks) for _, tasks in pieces), index - 1, None, count)
        open_tasks = (
            [task for task in tasks if self._is_open(task, retry)] for tasks in chosen)
        place, search = str(self.folder.resolve()), (os.path.abspath(sys.path[0]), os.getcwd())
        return [Work(place, search, tuple(tasks)) for tasks in open_tasks if tasks]

    def _needed(self) -> list[Task]:
        """Tasks that the plan needs, as far as the results tell."""
        return _stopping.needed(self._current(), self._found)

    def _current(self) -> Plan:
        """The plan, stopping where the folder's last run did."""
        if self._folder.plan_path.exists():
            return dataclasses.replace(self._plan, until=self._folder.plan().until)
        return self._plan

    def _is_open(self, task: Task, retry: bool) -> bool:
        result = self._found(task)
        return result is None or (retry and result.is_failure)

    def _found(self, task: Task) -> Result | None:
        """A result; None where it is missing or damaged."""
        result = self._read(task)
        return result if isinstance(result, Result) else None

    def _read(self, task: Task) -> Result | StudyError | None:
        try:
            return self._folder.read(task)
        except StudyError as error:
            return error

    def status(self) -> Status:
        """Counts tasks by what became of them."""
        counts = {"done": 0, "failed": 0, "damaged": 0}
        total, failure = 0, None
        for task in self._needed():
            total += 1
            result = self._read(task)
            if isinstance(result, StudyError):
                counts["damaged"] += 1
            elif result is not None:
                counts["failed" if result.is_failure else "done"] += 1
                if result.is_failure and failure is None:
                    failure = f"{self._plan.place(task)}\n{result.traceback}"
        return Status(total, **counts, failure=failure)

    def predict(self, *, measure: int = 2) -> Prediction:
        """The cost of the study, from its results.

        :param measure: chips at points that are measured first where none have results.
        """
        results = self._finished()
        if not results:
            self.run(workers=1, most=measure)
            results = self._finished()
        if not results:
            raise StudyError(f"No task could be measured. {self.status()}")
        total = sum(1 for _ in self._plan.tasks())
        seconds = sum(result.cpu_seconds for result in results) / len(results) * total
        return Prediction(total, seconds, max(r.memory for r in results), len(results))

    def _finished(self) -> list[Result]:
        results = map(self._read, self._plan.tasks())
        return [r for r in results if isinstance(r, Result) and not r.is_failure]

    def collect(
        self, path: str | os.PathLike[str] | None = None, *, allow_missing: bool = False
    ) -> _table.Table:
        """All results as arrays (chip, point, repetition, ...).

        :param path: a file to write too: .h5, .hdf5 or .csv.
        :param allow_missing: leaves NaN where tasks are missing or have failed.
        :raises StudyError: for missing, failed or damaged results.
        """
        plan = self._folder.plan()
        tasks = _stopping.needed(plan, self._folder.read)
        table = _table.collect(self._folder, plan, tasks, allow_missing=allow_missing)
        if path is not None:
            table.save(path)
        return table

    def summary(
        self, metric: str | None = None, *, allow_missing: bool = False
    ) -> _statistics.Summary:
        """The loss and the share of every group, with 95 % intervals over chips.

        :param allow_missing: leaves out chips with missing or failed tasks.
        """
        return _statistics.summary(self.collect(allow_missing=allow_missing), metric)

    def plot(
        self, metric: str | Sequence[str] | None = None, axes: Any = None, *,
        kind: str | None = None, point: str | Sequence[str] | None = None,
    ) -> Any:
        """Draws a picture with matplotlib and returns the axes.

        :param metric: its name; ``distribution`` and ``yield`` take several.
        :param kind: ``shares`` of the loss; ``curves`` of the metric over values; ``distribution``
            of metrics over chips; ``yield``: the share of chips that reach a value. By default
            ``shares`` for groups, else ``curves``.
        :param point: names of points for ``distribution`` (one) and ``yield``; by default the first.
        """
        return _pictures.draw(self.collect(), kind, metric, point, axes)
