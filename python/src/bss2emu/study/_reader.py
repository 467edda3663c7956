"""Checks what a user writes: the keys of a YAML plan, which are the arguments of ``Study``."""

from __future__ import annotations

import math
import pathlib
from collections.abc import Callable, Mapping
from typing import Any

from ..configuration import (
    ChipConfiguration, effects, parameters, parse_quantity, parse_yaml)
from .._names import suggestion
from ..errors import ConfigurationError, StudyError
from . import _builtin, _code, _points, _script, _targets
from ._groups import effect_groups
from ._plan import Plan

#: Keys with their values when they are absent.
DEFAULTS: dict[str, Any] = {
    "task": None, "name": "study", "chip": "typical", "effects": None, "seeds": 10,
    "repetitions": 1, "points": "leave-one-out", "groups": None, "orders": None, "values": None,
    "calibration": "point", "metric": None, "better": None, "units": None, "until": None,
    "version": ""}
_DESIGNS = ("leave-one-out", "only-one", "shapley", "grid", "one-at-a-time")
_MOST_SEEDS = 100_000
_MOST_TASKS = 10_000_000


def read_file(path: str | pathlib.Path) -> dict[str, Any]:
    """The content of a YAML plan; files of its chip and its task are found beside it.

    :raises StudyError: for a file that is missing, no YAML, or no mapping.
    """
    path = pathlib.Path(path)
    try:
        document = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise StudyError(f"{path} cannot be read ({error.strerror}); give the path of a "
                         "plan or the folder of a study.") from None
    except ValueError as error:
        raise StudyError(f"{path} is not valid YAML ({error}).") from None
    if not isinstance(document, Mapping):
        raise StudyError(f"{path} must hold keys and values, such as 'task: product_error'.")
    document = dict(document)
    document.setdefault("name", path.stem)
    chip = document.get("chip")
    if isinstance(chip, str) and (path.parent / chip).is_file():
        document["chip"] = str(path.parent / chip)
    if isinstance(task := document.get("task"), str):
        document["task"] = _beside(path, task)
    return document


def _beside(plan: pathlib.Path, task: str) -> str:
    """A task by the path of its file, when the file lies beside the plan."""
    if _code.is_script(task):
        return str(plan.parent / task)
    module, _, function = task.rpartition(":")
    file = plan.parent / (module if module.endswith(".py") else f"{module}.py")
    return f"{file.resolve()}:{function}" if module and file.is_file() else task


def read(document: Mapping[str, Any]) -> Plan:
    """A checked plan.

    :raises StudyError: naming the key and what is allowed.
    """
    for key in document:
        if key not in DEFAULTS:
            raise StudyError(f"The plan has no key {key!r}{suggestion(key, DEFAULTS)}; allowed are "
                             f"{', '.join(DEFAULTS)}.")
    values = {**DEFAULTS, **document}
    if values["task"] is None:
        raise StudyError("The plan has no task; add one, such as 'task: product_error'.")
    task = _code.reference(values["task"])
    known = _builtin.named(task)
    configuration = _configuration(values["chip"], values["effects"])
    plan = Plan(
        name=_name(values["name"]), task=task, task_digest=_code.source_digest(task),
        library_digest=_code.library_digest(), version=str(values["version"]),
        configuration=configuration,
        seeds=_seeds("seeds", values["seeds"]),
        run_seeds=_seeds("repetitions", values["repetitions"]),
        design=_design(values, configuration),
        calibration=_choice("calibration", values["calibration"], ("point", "chip", "none")),
        metric=_metric(values["metric"]) or (known.metric if known else None),
        better=_choice("better", values["better"] or (known.better if known else "higher"),
                       ("higher", "lower")),
        units=_units(values["units"]) or (known.units if known else {}))
    _require_size(plan)
    _require_calibration(plan)
    if _code.is_script(task):
        _script.check(plan)
    return plan if values["until"] is None else plan.stopping(str(values["until"]))


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value or "/" in value or "\n" in value:
        raise StudyError(f"name: {value!r} must be a text without slashes.")
    return value


def _metric(value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or not value):
        raise StudyError(f"metric: {value!r} must be the name of one metric.")
    return value


def _units(value: Any) -> dict[str, str]:
    if value is not None and not isinstance(value, Mapping):
        raise StudyError("units: give a unit for each metric, such as {error: LSB}.")
    return {str(metric): str(unit) for metric, unit in (value or {}).items()}


def _require_size(plan: Plan) -> None:
    count = len(plan.seeds) * len(plan.points) * len(plan.run_seeds)
    if count > _MOST_TASKS:
        raise StudyError(f"The plan has {count} tasks; at most {_MOST_TASKS} are allowed. Use "
                         f"fewer seeds, points or repetitions.")


def _require_calibration(plan: Plan) -> None:
    if plan.calibration != "point" and any(point.targets for point in plan.points):
        raise StudyError(f"calibration: {plan.calibration!r} cannot be used with targets as "
                         "values; use 'calibration: point'.")


def _choice(key: str, value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise StudyError(
            f"{key}: {value!r} is unknown{suggestion(value, allowed)}; allowed are "
            f"{', '.join(allowed)}.")
    return str(value)


def _configuration(value: Any, scales: Any) -> ChipConfiguration:
    try:
        kind = value if isinstance(value, ChipConfiguration) else ChipConfiguration.load(str(value))
    except ConfigurationError as error:
        raise StudyError(f"chip: {error}") from None
    if scales is not None and not isinstance(scales, (str, Mapping)):
        raise StudyError("effects: give a strength for each effect, such as {cadc.noise: 2}.")
    try:
        return kind.with_effects(scales or {})
    except ConfigurationError as error:
        raise StudyError(f"effects: {error}") from None


def _seeds(key: str, value: Any) -> tuple[int, ...]:
    """Seeds of a number of chips, a range such as "5..9", or a list."""
    sentence = StudyError(
        f"{key}: {value!r} must be a number, a range such as 0..9, or a list of different whole "
        "numbers that are not negative. A number says how many, 1 or more; at most "
        f"{_MOST_SEEDS} are allowed.")
    try:
        if isinstance(value, str) and ".." in value:
            first, last = map(int, value.split(".."))
            seeds = tuple(range(first, min(last, first + _MOST_SEEDS) + 1))
        elif isinstance(value, (str, int)):
            seeds = tuple(range(min(int(value), _MOST_SEEDS + 1)))
        else:
            seeds = tuple(int(str(seed)) for seed in value)
    except (TypeError, ValueError):
        raise sentence from None
    is_allowed = 0 < len(seeds) <= _MOST_SEEDS and len(set(seeds)) == len(seeds)
    if not is_allowed or min(seeds) < 0 or max(seeds) >= 2**64:
        raise sentence
    return seeds


# The designs that use a key of a plan.
_FITTING = {
    "values": "grid or one-at-a-time", "groups": "leave-one-out, only-one or shapley",
    "orders": "shapley"}


def _design(
    values: Mapping[str, Any], configuration: ChipConfiguration
) -> _points.Design:
    kind = _choice("points", values["points"], _DESIGNS)
    is_of_values = kind in ("grid", "one-at-a-time")
    for key, fits in (("values", is_of_values), ("groups", not is_of_values),
                      ("orders", kind == "shapley")):
        if values[key] is not None and not fits:
            raise StudyError(
                f"'{key}' cannot be used with 'points: {kind}'; remove it, or set 'points' to "
                f"{_FITTING[key]}.")
    if is_of_values:
        table = _values(values["values"], kind, configuration)
        if kind == "grid" and math.prod(map(len, table.values())) > _MOST_SEEDS:
            raise StudyError(f"values: a grid has at most {_MOST_SEEDS} points; give fewer values.")
        return {"grid": _points.grid, "one-at-a-time": _points.one_at_a_time}[kind](table)
    groups = _groups(values["groups"])
    if kind == "shapley":
        return _points.shapley(groups, _orders(values["orders"]))
    makers: dict[str, Callable[..., _points.Design]] = {
        "leave-one-out": _points.leave_one_out, "only-one": _points.only_one}
    return makers[kind](groups)


def _orders(value: Any) -> int | None:
    if value == "all":
        return None
    try:
        count = int(str(4 if value is None else value))
    except ValueError:
        count = 0
    if not 1 <= count <= 1000:
        raise StudyError(f"orders: {value!r} must be a number from 1 to 1000, or 'all'.")
    return count


def _groups(value: Any) -> dict[str, list[str]]:
    known = effect_groups()
    if value is None:
        return known
    if isinstance(value, (list, tuple)):
        for name in value:
            _choice("groups", name, tuple(known))
        value = {name: known[name] for name in value}
    if not isinstance(value, Mapping) or not value:
        raise StudyError("groups: give names of built-in groups, such as [noise, saturation], or "
                         "groups of your own with their effects, such as {mine: [cadc.noise]}; "
                         "without this key, all built-in groups are used.")
    groups = {str(name): list(members) if isinstance(members, (list, tuple)) else [members]
              for name, members in value.items()}
    seen: set[str] = set()
    for name, members in groups.items():
        for effect in members:
            _choice(f"groups: {name}", effect, tuple(effects()))
            if effect in seen:
                raise StudyError(f"groups: {name}: {effect} is in two groups; keep it in one.")
            seen.add(effect)
        if not members:
            raise StudyError(f"groups: {name} has no effects; name some, or leave it out.")
    return groups


def _values(
    value: Any, kind: str, configuration: ChipConfiguration
) -> dict[str, list[tuple[str, float]]]:
    if not isinstance(value, Mapping) or not value:
        raise StudyError(f"points: {kind} needs values: effects, parameters or targets with lists, "
                         f"such as 'values: {{cadc.noise: [0, 1, 2]}}'.")
    known = _known(value, configuration)
    table = {}
    for key, items in value.items():
        if key not in known:
            raise StudyError(f"values: {key!r} is neither an effect nor a parameter, nor a target "
                             f"that is one number{suggestion(key, known)}; bss2emu.effects(), "
                             "bss2emu.parameters() and Chip.calibration_request() list them.")
        items = list(items) if isinstance(items, (list, tuple)) else [items]
        texts = [str(item) for item in items]
        if not texts or len(set(texts)) < len(texts):
            raise StudyError(f"values: {key} needs one value or more, all different.")
        table[key] = [(text, _quantity(key, text, configuration)) for text in texts]
    return table


def _known(keys: Mapping[str, Any], configuration: ChipConfiguration) -> list[str]:
    """Keys that points can set; those of the calibration only where one is wanted."""
    known = [*effects(), *parameters()]
    if any(_targets.is_target(str(key)) for key in keys):
        known += _targets.defaults(configuration)
    return known


def _quantity(key: str, text: str, configuration: ChipConfiguration) -> float:
    if _targets.is_target(key):
        return _targets.number(configuration, key, text)
    try:
        name = f"effects.{key}" if key in effects() else key
        return parse_quantity(name, text)
    except ConfigurationError as error:
        raise StudyError(f"values: {error}") from None
