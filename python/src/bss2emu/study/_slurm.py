"""Slurm: an array job that runs a study, and a job that collects it."""

from __future__ import annotations

import pathlib
import shlex
import shutil
import subprocess
import sys

from ..errors import StudyError
from ._results import Folder, write_whole


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
            f"There is no sbatch on the path, so no Slurm here; take {written[0]} to the cluster.")
    array = _sbatch([str(written[0])])
    return [array, _sbatch([f"--dependency=afterok:{array}", str(written[1])])]


def _sbatch(arguments: list[str]) -> str:
    done = subprocess.run(["sbatch", "--parsable", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise StudyError(f"sbatch refuses: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip().partition(";")[0]
