"""Collected results: arrays with the axes chip, point and repetition, and files of them."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import os
import pathlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from .._hdf5 import BLOCK, sealed
from .._whole import aside
from ..calibration import _h5py
from ..errors import StudyError
from ._plan import Plan, Task
from ._results import Folder, Result


@dataclasses.dataclass(frozen=True)
class Table:
    """Metrics by name: arrays (chip, point, repetition, ...). Missing results are NaN.

    >>> study.run()
    >>> table = study.collect()
    >>> table["error"].shape
    >>> table.to_pandas()
    >>> table.save("study.csv")
    """

    plan: Plan
    values: dict[str, np.ndarray]
    #: (chip, point, repetition): which tasks have results.
    done: np.ndarray

    def __getitem__(self, metric: str) -> np.ndarray:
        if metric not in self.values:
            raise StudyError(
                f"The study has no metric {metric!r}; it has {', '.join(self.values)}.")
        return self.values[metric]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes HDF5 (.h5, .hdf5; needs h5py) or the numbers as .csv; equal tables, equal bytes.

        The HDF5 file has named dimensions: ``xarray.open_dataset(path, engine="h5netcdf")``.
        """
        path = pathlib.Path(path)
        if path.suffix == ".csv":
            content = _csv(self)
        elif path.suffix in (".h5", ".hdf5"):
            content = _hdf5(self)
        else:
            raise StudyError(f"{path}: the name must end in .h5, .hdf5 or .csv.")
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside(path) as name:
            name.write_bytes(content)

    def to_pandas(self) -> Any:
        """The metrics that are numbers as a pandas data frame, one row a task."""
        try:
            import pandas
        except ImportError:
            raise ImportError("Data frames need pandas: pip install pandas.") from None
        return pandas.read_csv(io.BytesIO(_csv(self)))


def collect(
    folder: Folder, plan: Plan, tasks: Sequence[Task], *, allow_missing: bool = False
) -> Table:
    """Results of tasks of a folder; the others' are NaN.

    :param tasks: those that the plan needs, in its order.
    :param allow_missing: leaves NaN where tasks are missing or have failed.
    :raises StudyError: for missing, failed or damaged results, and for metrics that differ in
        name or shape between tasks.
    """
    results = [folder.read(task) for task in tasks]
    if not allow_missing:
        _refuse_gaps(plan, tasks, results)
    shapes = _shapes(plan, tasks, results)
    wanted = {task.seed for task in tasks}
    plan = dataclasses.replace(
        plan, seeds=tuple(seed for seed in plan.seeds if seed in wanted))
    axes = (len(plan.seeds), len(plan.points), len(plan.run_seeds))
    values = {name: np.full((*axes, *shape), np.nan) for name, shape in shapes.items()}
    done = np.zeros(axes, bool)
    chips, runs = ({seed: place for place, seed in enumerate(seeds)}
                   for seeds in (plan.seeds, plan.run_seeds))
    for task, result in zip(tasks, results):
        if result is not None and not result.is_failure:
            place = chips[task.seed], task.point, runs[task.run_seed]
            done[place] = True
            for name, (shape, numbers) in result.metrics.items():
                values[name][place] = np.reshape(numbers, shape)
    return Table(plan, values, done)


def _refuse_gaps(plan: Plan, tasks: Sequence[Task], results: Sequence[Result | None]) -> None:
    missing = [task for task, result in zip(tasks, results) if result is None]
    failed = [task for task, result in zip(tasks, results) if result and result.is_failure]
    for gaps, word, remedy in (
        (missing, "missing", "run the study again"),
        (failed, "failed", "see them with 'status', mend the task, and run with --retry"),
    ):
        if gaps:
            raise StudyError(
                f"{len(gaps)} of {len(tasks)} tasks of the study '{plan.name}' are {word} (first: "
                f"{plan.place(gaps[0])}); {remedy}, or collect with --allow-missing.")


def _shapes(
    plan: Plan, tasks: Sequence[Task], results: Sequence[Result | None]
) -> dict[str, tuple[int, ...]]:
    first: tuple[Task, dict[str, tuple[int, ...]]] | None = None
    for task, result in zip(tasks, results):
        if result is None or result.is_failure:
            continue
        shapes = {name: tuple(shape) for name, (shape, _) in sorted(result.metrics.items())}
        if first is None:
            first = task, shapes
        elif shapes != first[1]:
            raise StudyError(
                f"The tasks returned different metrics: {_words(first[1])} at "
                f"{plan.place(first[0])}, but {_words(shapes)} at {plan.place(task)}; return the same names and shapes in "
                "every task.")
    if first is None:
        raise StudyError(f"The study '{plan.name}' has no results yet; run it.")
    return first[1]


def _words(shapes: dict[str, tuple[int, ...]]) -> str:
    return ", ".join(f"{name} {shape or 'number'}" for name, shape in shapes.items())


def _hdf5(table: Table) -> bytes:
    h5py = _h5py()
    buffer = io.BytesIO()
    plan = table.plan
    texts = h5py.string_dtype("utf-8")
    with h5py.File(buffer, "w", userblock_size=BLOCK) as file:
        file.attrs["content"] = "study"
        file.attrs["study"] = plan.name
        file.attrs["emulator"] = plan.library_digest
        file.create_dataset("plan", data=plan.to_json(), dtype=texts)
        scales = [
            file.create_dataset("chip", data=np.array(plan.seeds, np.uint64)),
            file.create_dataset("point", data=[p.name for p in plan.points], dtype=texts),
            file.create_dataset("repetition", data=np.array(plan.run_seeds, np.uint64))]
        for scale, label in zip(scales, ("seed", "", "run seed")):
            scale.make_scale(scale.name[1:])
            scale.attrs["long_name"] = label or "what is changed about the chip"
        arrays = {"done": table.done.astype(np.uint8), **table.values}
        for name, array in arrays.items():
            data = file.create_dataset(name, data=array)
            data.attrs["units"] = plan.units.get(name, "1")
            own = [_axis(file, name, axis, length) for axis, length in enumerate(array.shape[3:])]
            for axis, scale in enumerate(scales + own):
                data.dims[axis].attach_scale(scale)
    return sealed(buffer.getvalue())


def _axis(file: object, name: str, axis: int, length: int) -> object:
    """The coordinate of an axis that a metric has of its own."""
    scale = file.create_dataset(f"{name}_axis{axis}", data=np.arange(length))  # type: ignore
    scale.make_scale(f"{name}_axis{axis}")
    return scale


def _csv(table: Table) -> bytes:
    plan = table.plan
    names = [name for name, array in table.values.items() if array.ndim == 3]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["chip", "point", "repetition", *names])
    for chip, point, run in itertools.product(*map(range, table.done.shape)):
        numbers = [repr(float(table.values[name][chip, point, run])) for name in names]
        rows.writerow([plan.seeds[chip], plan.points[point].name, plan.run_seeds[run], *numbers])
    return text.getvalue().encode()
