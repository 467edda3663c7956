"""Slurm: an array job that runs a study, and a job that collects it."""

from __future__ import annotations

import collections
import contextlib
import pathlib
import shlex
import shutil
import subprocess
import sys

from ..errors import StudyError
from ._results import Folder, write_whole

#: File that keeps the numbers of submitted jobs.
_JOBS = "jobs.txt"


def scripts(folder: Folder, shards: int, memory: int, arguments: str = "") -> list[pathlib.Path]:
    """Writes the array job and the collecting job into the study's folder.

    :param memory: of a task, MiB.
    :param arguments: further ``#SBATCH`` options, such as "--partition=short".
    """
    home = folder.path.resolve()
    python = f"{shlex.quote(sys.executable)} -m bss2emu study"
    place = shlex.quote(str(home))
    name = folder.plan().name
    lines = {
        "array": [f"#SBATCH --array=1-{shards}", "#SBATCH --requeue", "#SBATCH --open-mode=append",
                  "#SBATCH --signal=B:TERM@60", f"#SBATCH --mem={memory}M",
                  f"#SBATCH --output={_option(f'{home}/slurm/%A_%a.log')}",
                  f'exec {python} run {place} --workers 1 '
                  f'--shard "$SLURM_ARRAY_TASK_ID/{shards}"'],
        "collect": [f"#SBATCH --output={_option(f'{home}/slurm/collect-%j.log')}",
                    f"exec {python} collect {place}"]}
    written = []
    for kind, body in lines.items():
        head = ["#!/bin/bash", f"#SBATCH --job-name={_option(f'{name}-{kind}')}",
                "#SBATCH --ntasks=1", "#SBATCH --cpus-per-task=1"]
        if arguments:
            head.append(f"#SBATCH {arguments}")
        path = home / "slurm" / f"{kind}.sh"
        write_whole(path, "\n".join(
            [*head, *body[:-1], f"cd {shlex.quote(str(pathlib.Path.cwd()))} || exit 1",
             body[-1]]) + "\n")
        written.append(path)
    return written


def _option(value: str) -> str:
    """A value in an ``#SBATCH`` line; quotes keep blanks together."""
    return f'"{value}"' if " " in value else value


def submit(written: list[pathlib.Path]) -> list[str]:
    """Gives the jobs to Slurm; the second waits for the first. Returns their numbers.

    :raises StudyError: where there is no Slurm, or where it refuses.
    """
    if shutil.which("sbatch") is None:
        raise StudyError(
            f"The command sbatch was not found; copy {written[0]} to a machine with Slurm and "
            "submit it there.")
    array = _sbatch([str(written[0])])
    # After a killed task, a job that waits for success never starts; this one names what is
    # missing.
    jobs = [array, _sbatch([f"--dependency=afterany:{array}", str(written[1])])]
    kept = _kept(written[0].parent)
    write_whole(written[0].parent / _JOBS, "".join(f"{job}\n" for job in [*kept, *jobs]))
    return jobs


def status(folder: Folder) -> str | None:
    """Numbers of a study's jobs in the queue by their states, in words.

    None where the study was not submitted, or where there is no Slurm.
    """
    jobs = _kept(folder.path / "slurm")
    if not jobs or shutil.which("squeue") is None:
        return None
    done = subprocess.run(
        ["squeue", "--array", "--noheader", "--format=%F %T %r"], capture_output=True, text=True)
    if done.returncode:
        return f"Slurm: the queue could not be read, because squeue failed: {done.stderr.strip()}"
    lines = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    counts = collections.Counter(
        state.lower() + (f" ({reason})" if state == "PENDING" else "")
        for job, state, reason in lines if job in jobs)
    words = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    return f"Slurm: {words or 'no jobs in the queue'}"


def _kept(folder: pathlib.Path) -> list[str]:
    """Numbers of the jobs that were submitted."""
    with contextlib.suppress(FileNotFoundError):
        return (folder / _JOBS).read_text(encoding="utf-8").split()
    return []


def _sbatch(arguments: list[str]) -> str:
    done = subprocess.run(["sbatch", "--parsable", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise StudyError(
            f"sbatch did not accept the job: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip().partition(";")[0]
