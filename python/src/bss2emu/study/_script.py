"""Scripts as tasks: programs written for hxtorch, unchanged, that print their metric."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from ..chip import Chip
from ..configuration import ChipConfiguration, presets
from ..errors import StudyError
from ._plan import Plan

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"


def run(path: str, metric: str, chip: Chip) -> dict[str, float]:
    """Runs a script on a chip and reads its metric from the last line that names it.

    The script gets the chip from its environment, with the calibration that the cache holds.

    :raises StudyError: when the script fails, or prints no line such as "accuracy: 93.1".
    """
    effects = ",".join(f"{name}={scale!r}" for name, scale in chip.configuration.effects.items())
    environment = {
        **os.environ, "BSS2EMU_CHIP": chip.configuration.name, "BSS2EMU_EFFECTS": effects,
        "BSS2EMU_SEED": str(chip.seed), "BSS2EMU_RUN_SEED": str(chip.run_seed),
        "BSS2EMU_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "bss2emu", "run", path], env=environment, capture_output=True,
        text=True)
    if done.returncode:
        raise StudyError(f"{path} ended with status {done.returncode}:\n{done.stderr[-4000:]}")
    found = re.findall(rf"\b{re.escape(metric)}\b[ \t]*[:=]?[ \t]*({_NUMBER})", done.stdout)
    if not found:
        raise StudyError(f"{path} printed no line with {metric!r} and a number, such as "
                         f"'{metric}: 93.1'; print one, or change 'metric' of the plan.")
    return {metric: float(found[-1])}


def check(plan: Plan) -> None:
    """Refuses what the environment of a script cannot say.

    :raises StudyError: naming the key and what is allowed.
    """
    if plan.metric is None:
        raise StudyError(f"metric: name the number that {plan.task} prints, such as 'accuracy'.")
    kind = plan.configuration
    is_preset = kind.name in presets() and (
        ChipConfiguration.load(kind.name).parameters == kind.parameters)
    if not is_preset or any(point.parameters or point.targets for point in plan.points):
        raise StudyError(f"chip: a script as the task can use presets ({', '.join(presets())}) "
                         f"with scaled effects only; for other parameters or targets, use a Python "
                         f"function as the task.")
    if plan.calibration != "point":
        raise StudyError("calibration: scripts calibrate at every point; leave the key out.")
