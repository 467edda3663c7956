"""Folders of results: one file a task, whole or absent, with its checksum."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import pathlib
from typing import Any

from .._whole import aside
from ..errors import StudyError
from ._plan import FORMAT, Plan, Task

_MAGIC = f"bss2emu study result {FORMAT}"


def write_whole(path: pathlib.Path, text: str) -> None:
    """Writes a file aside, forces it to the disk and renames it; readers see all of it or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with aside(path) as name:
        name.write_text(text, encoding="utf-8")


@dataclasses.dataclass(frozen=True)
class Result:
    """Metrics of a task, or the traceback of the error that ended it."""

    #: Shape and numbers of each metric.
    metrics: dict[str, tuple[list[int], list[float]]]
    traceback: str | None
    #: Processor seconds, with those of its calibration.
    cpu_seconds: float
    #: Largest memory of the process so far, bytes.
    memory: int

    @property
    def is_failure(self) -> bool:
        """Returns whether the task ended with an error."""
        return self.traceback is not None


class Folder:
    """A study's folder: its plan, and results by task."""

    def __init__(self, path: str | os.PathLike[str]):
        self.path = pathlib.Path(path)

    @property
    def plan_path(self) -> pathlib.Path:
        """The file of the plan."""
        return self.path / "study.json"

    def plan(self) -> Plan:
        """Reads the plan.

        :raises StudyError: when the folder holds none, or one that cannot be read.
        """
        try:
            text = self.plan_path.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            raise StudyError(
                f"{self.path} holds no study (no study.json); run its plan first.") from None
        except (OSError, UnicodeDecodeError):
            raise StudyError(
                f"{self.plan_path} cannot be read; use another folder.") from None
        return Plan.from_json(text, str(self.plan_path))

    def begin(self, plan: Plan) -> Plan:
        """Writes the plan, or checks that the folder's own allows it.

        :raises StudyError: when the folder belongs to another plan.
        """
        if self.plan_path.exists():
            older = self.plan()
            plan.check_extends(older)
            if older.to_json() == plan.to_json():
                return plan
        elif self._is_foreign():
            raise StudyError(
                f"{self.path} is no folder of a study, but is not empty; use another folder.")
        write_whole(self.plan_path, plan.to_json())
        return plan

    def _is_foreign(self) -> bool:
        """Returns whether the folder holds files, but neither a plan nor one that is written now."""
        names = os.listdir(self.path) if self.path.is_dir() else []
        return bool(names) and not any("study.json" in name for name in names)

    def path_of(self, task: Task) -> pathlib.Path:
        """The file of a task's result."""
        return self.path / "results" / task.id[:2] / f"{task.id}.json"

    def write(self, task: Task, result: Result) -> None:
        """Keeps a result."""
        body = json.dumps(
            {"id": task.id, "seed": task.seed, "run_seed": task.run_seed,
             **dataclasses.asdict(result)}, sort_keys=True)
        checksum = hashlib.sha256(body.encode()).hexdigest()
        write_whole(self.path_of(task), f"{_MAGIC} {checksum}\n{body}\n")

    def read(self, task: Task) -> Result | None:
        """A task's result; None when it is missing.

        :raises StudyError: for a file that is damaged or of another version.
        """
        path = self.path_of(task)
        try:
            head, _, body = path.read_text(encoding="utf-8").partition("\n")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            head, body = _MAGIC, ""
        magic, _, checksum = head.rpartition(" ")
        if magic != _MAGIC and magic.startswith(_MAGIC.rpartition(" ")[0]):
            raise StudyError(f"{path} is of another version; use another folder.")
        body = body.removesuffix("\n")
        if magic != _MAGIC or hashlib.sha256(body.encode()).hexdigest() != checksum:
            raise StudyError(f"{path} is damaged or cut short; run the study again to renew it.")
        values = json.loads(body)
        if values["id"] != task.id:
            raise StudyError(f"{path} holds another task's result; run the study again.")
        return _result(values)


def _result(values: dict[str, Any]) -> Result:
    metrics = {name: (shape, numbers) for name, (shape, numbers) in values["metrics"].items()}
    return Result(metrics, values["traceback"], values["cpu_seconds"], values["memory"])
