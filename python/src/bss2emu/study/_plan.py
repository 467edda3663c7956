"""Plans: chips, points, repetitions and the task of a study, with all that results depend on."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..configuration import ChipConfiguration
from ..errors import StudyError
from . import _code, _precision
from ._points import Design, Point

#: Version of plans and results in folders.
FORMAT = 1


@dataclasses.dataclass(frozen=True)
class Task:
    """One measurement: a chip at a point with a run seed. Its id names all that it depends on."""

    id: str
    point: int
    seed: int
    run_seed: int


@dataclasses.dataclass(frozen=True)
class Plan:
    """A checked plan. Folders hold it as JSON."""

    name: str
    task: str
    task_digest: str
    library_digest: str
    version: str
    configuration: ChipConfiguration
    seeds: tuple[int, ...]
    run_seeds: tuple[int, ...]
    design: Design
    calibration: str
    metric: str | None
    better: str
    units: Mapping[str, str]
    #: Half width of intervals at which points need no more chips, such as "0.5%".
    until: str | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        """The points in order."""
        return self.design.points

    def tasks(self) -> Iterator[Task]:
        """All tasks, chip by chip; those of one chip and point follow each other."""
        base = _digest(self._identity())
        for seed in self.seeds:
            for index, point in enumerate(self.points):
                for run_seed in self.run_seeds:
                    key = [base, dataclasses.asdict(point), seed, run_seed]
                    yield Task(_digest(key)[:32], index, seed, run_seed)

    def place(self, task: Task) -> str:
        """A task in words."""
        return (f"chip {self.configuration.name}-{task.seed}, point "
                f"'{self.points[task.point].name}', run seed {task.run_seed}")

    def stopping(self, until: str) -> Plan:
        """The plan with another width of intervals at which it stops.

        :raises StudyError: for a text that is no width.
        """
        _precision.target(until, self.metric, self.units)
        return dataclasses.replace(self, until=until)

    def check_shards(self) -> None:
        """Refuses to divide a plan whose tasks depend on results.

        :raises StudyError: for a plan with ``until``.
        """
        if self.until is not None:
            raise StudyError(
                "'until' cannot be combined with shards; remove it, or run without --shard.")

    def _identity(self) -> list[Any]:
        return [FORMAT, self.task_digest, self.library_digest, self.version, self.calibration,
                self.metric, _plain(self.configuration)]

    def check_code(self) -> None:
        """Refuses to mix results of different code.

        :raises StudyError: when the emulator or the task's file is another one than the plan's.
        """
        if _code.library_digest() != self.library_digest:
            raise StudyError(
                f"The study '{self.name}' was begun with another build of the emulator "
                f"({_short(self.library_digest)}, now {_short(_code.library_digest())}). Install "
                "that build, or use another folder.")
        if _code.source_digest(self.task) != self.task_digest:
            raise StudyError(
                f"The file of the task {self.task} has changed since the study '{self.name}' "
                f"began; undo the change, or use another folder.")

    def check_extends(self, older: Plan) -> None:
        """Accepts the plan of a folder, or one with more chips and repetitions.

        :raises StudyError: naming the first difference.
        """
        for field in dataclasses.fields(self):
            mine, other = getattr(self, field.name), getattr(older, field.name)
            if field.name in ("task", "until"):
                continue
            grows = field.name in ("seeds", "run_seeds") and set(other) <= set(mine)
            if mine != other and not grows:
                raise StudyError(
                    f"The folder holds the study '{older.name}', which differs in "
                    f"{_KEYS.get(field.name, field.name)}; only seeds and repetitions can grow. "
                    f"Use another folder.")

    def to_json(self) -> str:
        """The plan as a text."""
        return json.dumps({"format": FORMAT, **_plain(self)}, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str, place: str) -> Plan:
        """Reads a plan of a folder.

        :raises StudyError: for a damaged file or one of another version.
        """
        try:
            values = json.loads(text)
            if (found := values.pop("format")) != FORMAT:
                raise StudyError(f"{place} has format {found}; this version reads {FORMAT}.")
            design = values.pop("design")
            design["points"] = tuple(Point(**point) for point in design["points"])
            design["groups"] = tuple(design["groups"])
            design["orders"] = tuple(map(tuple, design["orders"]))
            values["configuration"] = ChipConfiguration(**values["configuration"])
            values["seeds"], values["run_seeds"] = (
                tuple(values["seeds"]), tuple(values["run_seeds"]))
            return cls(design=Design(**design), **values)
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
            raise StudyError(f"{place} is damaged ({error}); use another folder.") from None


#: Names of plan keys that differ from those of fields.
_KEYS = {"task_digest": "the task's file", "library_digest": "the emulator's version",
         "configuration": "chip", "run_seeds": "repetitions", "design": "points"}


def _plain(value: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(value)))
    return plain


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _short(digest: str) -> str:
    version, _, code = digest.partition(" ")
    return f"{version} ({code[:8]})"
