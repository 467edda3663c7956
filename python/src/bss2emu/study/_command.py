"""``python -m bss2emu study``: run, status, collect, predict, plot and submit."""

from __future__ import annotations

import argparse
import pathlib
import re
import sys
from typing import Any

from ..errors import ConfigurationError, StudyError
from . import _slurm
from ._results import Folder
from ._study import Study

#: Processor seconds of one task of an array job.
_SHARD_SECONDS = 300
_MOST_SHARDS = 1000


def add_parser(commands: Any) -> None:
    """Adds ``study`` to the commands of the package."""
    study = commands.add_parser("study", help="measure a task on many chips at many points")
    actions = study.add_subparsers(dest="action", required=True)
    for name, text in (
        ("run", "measure what has no result yet"), ("status", "count tasks"),
        ("collect", "write all results to one file, and print shares of the loss"),
        ("predict", "print tasks, CPU hours and memory"), ("plot", "draw the results"),
        ("submit", "write a Slurm array job"),
    ):
        parser = actions.add_parser(name, help=text)
        parser.add_argument("study", help="plan (YAML), or the folder of a study")
        parser.add_argument(
            "--folder", help="folder for the results (default: the plan's name without .yaml)")
        _options(name, parser)


def _options(name: str, parser: argparse.ArgumentParser) -> None:
    if name == "run":
        parser.add_argument(
            "--workers", type=int, help="number of processes (default: one for each processor)")
        parser.add_argument(
            "--shard", default="1/1", help="measure only part i of n, such as 3/64")
        parser.add_argument(
            "--until", help="stop when half the width of the 95 %% intervals is at most this, such "
            "as 0.5%%")
        parser.add_argument("--retry", action="store_true", help="measure failed tasks again")
    if name == "predict":
        parser.add_argument(
            "--measure", type=int, default=2, help="if there are no results yet, measure so many "
            "pairs of chip and point first")
    if name == "collect":
        parser.add_argument("--allow-missing", action="store_true", help="leave gaps as NaN")
    if name in ("collect", "plot"):
        parser.add_argument("--out", help="file to write")
        parser.add_argument(
            "--metric", help="metric (default: that of the plan); plot takes several, separated by "
            "commas")
    if name == "plot":
        parser.add_argument(
            "--kind", help="kind of picture: shares, curves, distribution or yield")
        parser.add_argument(
            "--point", action="append", help="point to draw, for the kinds distribution (one) and "
            "yield (repeatable)")
    if name == "submit":
        parser.add_argument(
            "--shards", type=int, help="number of tasks of the Slurm array (default: tasks of "
            f"about {_SHARD_SECONDS // 60} minutes)")
        parser.add_argument(
            "--options", default="", help="options for the #SBATCH lines, such as --partition=x")
        parser.add_argument("--run", action="store_true", help="also submit the jobs with sbatch")


def main(options: argparse.Namespace) -> int:
    """Runs an action; errors of the user are one sentence."""
    actions = {"run": _run, "status": _status, "collect": _collect, "predict": _predict,
               "plot": _plot, "submit": _submit}
    try:
        return actions[options.action](Study.load(options.study, options.folder), options)
    except (StudyError, ConfigurationError, ImportError) as error:
        print(f"study: {error}", file=sys.stderr)
    except OSError as error:
        what = f"{error.filename} cannot be used" if error.filename else "a file cannot be used"
        print(f"study: {what} ({error.strerror}); check the path, its permissions and the free "
              "disk space.", file=sys.stderr)
    return 1


def _require_positive(option: str, number: int) -> None:
    if number < 1:
        raise StudyError(f"{option} {number} must be 1 or more.")


def _run(study: Study, options: argparse.Namespace) -> int:
    match = re.fullmatch(r"(\d+)/(\d+)", options.shard)
    if match is None:
        raise StudyError(f"--shard {options.shard} must be i/n, such as 3/64.")
    shard = int(match[1]), int(match[2])
    print(study.run(
        workers=options.workers, shard=shard, retry=options.retry, progress=True,
        until=options.until))
    return 0


def _status(study: Study, _: argparse.Namespace) -> int:
    print(study.status())
    if (jobs := _slurm.status(Folder(study.folder))) is not None:
        print(jobs)
    return 0


def _collect(study: Study, options: argparse.Namespace) -> int:
    out = options.out or study.folder / f"{study.plan.name}.h5"
    table = study.collect(out, allow_missing=options.allow_missing)
    if gaps := int((~table.done).sum()):
        print(f"{gaps} of {table.done.size} tasks are missing or failed; the file "
              "contains NaN for them.")
    if study.plan.design.groups:
        print(study.summary(options.metric, allow_missing=options.allow_missing))
    print(out)
    return 0


def _predict(study: Study, options: argparse.Namespace) -> int:
    _require_positive("--measure", options.measure)
    print(study.predict(measure=options.measure))
    return 0


def _plot(study: Study, options: argparse.Namespace) -> int:
    out = options.out or study.folder / f"{study.plan.name}.png"
    if not str(out).endswith((".png", ".pdf", ".svg")):
        raise StudyError(f"--out {out}: the name must end in .png, .pdf or .svg.")
    metrics = options.metric.split(",") if options.metric else None
    figure = study.plot(metrics, kind=options.kind, point=options.point).figure
    figure.set_size_inches(4.2, 3)
    figure.savefig(out, dpi=200)
    print(out)
    return 0


def _submit(study: Study, options: argparse.Namespace) -> int:
    study.plan.check_shards()
    if options.shards is not None:
        _require_positive("--shards", options.shards)
    if "\n" in options.options:
        raise StudyError("--options must be one line, such as '--partition=short --time=60'.")
    study.begin()
    cost = study.predict(measure=1)
    shards = options.shards or round(cost.cpu_seconds / _SHARD_SECONDS)
    pieces = len(study.plan.seeds) * len(study.plan.points)
    shards = max(1, min(shards, pieces, _MOST_SHARDS))
    memory = 256 + 2 * (cost.memory >> 20)
    written = _slurm.scripts(Folder(study.folder), shards, memory, options.options)
    print(pathlib.Path(written[0]).read_text(), end="")
    print(cost, file=sys.stderr)
    if options.run:
        print("jobs " + " ".join(_slurm.submit(written)))
    return 0
