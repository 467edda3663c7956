"""Several chips, to train across: a fleet in turn, or new chips and changing conditions.

See the example of :class:`bss2emu.Fleet`.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Union, overload

import numpy as np
from numpy.typing import NDArray

from . import _html
from ._progress import Bar
from .chip import Chip, calibrated
from .configuration import ChipConfiguration, effects, parameters, parse_quantity
from .errors import ConfigurationError

#: Values over a training: the first and the last, or a function of the progress, 0 to 1.
Schedule = Union[tuple[float, float], Callable[[float], float]]


class Fleet(Sequence[Chip]):
    """Calibrated chips of one kind with different seeds.

    >>> fleet = bss2emu.Fleet(range(2))
    >>> fleet.mac([12] * 100, [[21] * 10] * 100).shape
    (2, 10)

    :param seeds: one chip a seed.
    :param config: the kind, as :class:`Chip` takes it.
    :param run_seed: and the other parameters: as :func:`calibrated` takes them.

    A model that is trained with another chip in every step learns what all chips have in common::

        for step, chip in zip(range(200), fleet.cycle()):
            with hxtorch.use_chip(chip):
                train_step(model)
    """

    def __init__(
        self, seeds: Iterable[int], config: str | os.PathLike[str] | ChipConfiguration = "typical",
        *, run_seed: int = 0, threads: int | None = None,
        effects: Mapping[str, float | str] | str | None = None,
        progress: Callable[[str, float], Any] | bool | None = None,
    ):
        wanted, self._chips = list(seeds), list[Chip]()
        bar = Bar("fleet")
        for number, seed in enumerate(wanted):
            self._chips.append(calibrated(
                config, seed, run_seed=run_seed, threads=threads, effects=effects,
                progress=False if progress is None else progress))
            bar(f"chip {seed}", (number + 1) / len(wanted))
        bar.close()
        if not self._chips:
            raise ValueError("A fleet needs at least one seed; give seeds such as range(3).")

    @overload
    def __getitem__(self, index: int) -> Chip: ...

    @overload
    def __getitem__(self, index: slice) -> list[Chip]: ...

    def __getitem__(self, index: int | slice) -> Chip | list[Chip]:
        return self._chips[index]

    def __len__(self) -> int:
        return len(self._chips)

    def __repr__(self) -> str:
        return f"<bss2emu.Fleet of {', '.join(chip.identifier for chip in self._chips)}>"

    def _repr_html_(self) -> str:
        rows = {chip.identifier: chip._state for chip in self._chips}
        return _html.table("bss2emu.Fleet", rows)

    def cycle(self) -> Iterator[Chip]:
        """The chips in turn, without end."""
        while True:
            yield from self._chips

    def mac(self, inputs: Any, weights: Any, **options: Any) -> NDArray[np.int8]:
        """One product on every chip, stacked: (chips, ..., N)."""
        return np.stack([chip.mac(inputs, weights, **options) for chip in self._chips])


def draw_chips(
    steps: int, *, every: int = 10, seeds: Iterable[int] | None = None,
    config: str | os.PathLike[str] | ChipConfiguration = "typical",
    schedules: Mapping[str, Schedule] | None = None, threads: int | None = None,
) -> Iterator[Chip]:
    """Calibrated chips for a training: one for each step, a new one every few steps.

    Robust training on chips that are never seen twice, with noise that grows::

        for chip in bss2emu.draw_chips(200, every=20, schedules={"noise": (0, 2)}):
            with hxtorch.use_chip(chip):
                train_step(model)

    A chip is calibrated once, as configured, and that is kept in the cache; schedules change it
    afterwards. With schedules, its run seed is the number of the step.

    :param steps: number of chips that come.
    :param every: steps with the same chip.
    :param seeds: of the chips, in turn; by default 0, 1, 2, ….
    :param config: the kind, as :class:`Chip` takes it.
    :param schedules: by effect its strength, by group of
        :func:`bss2emu.study.effect_groups` a factor on its strengths, by parameter its value in SI
        units: ``(first, last)`` for a ramp, or a function of the progress from 0 to 1.
    :param threads: as :class:`Chip` takes it.
    :raises ValueError: for numbers below 1 or without seeds.
    :raises ConfigurationError: for a schedule of something that does not exist, or out of range.
    """
    if steps < 1 or every < 1:
        raise ValueError(f"steps and every are {steps} and {every}, but must be 1 or more.")
    kind = config if isinstance(config, ChipConfiguration) else ChipConfiguration.load(config)
    courses = {key: _course(key, value) for key, value in (schedules or {}).items()}
    for progress in (0.0, 1.0):
        _changed(kind, courses, progress)
    places = None if seeds is None else list(seeds)
    if places == []:
        raise ValueError("seeds are empty; give one or more, such as range(3).")
    return _drawn(kind, courses, steps, every, places, threads)


def _drawn(
    kind: ChipConfiguration, courses: Mapping[str, Callable[[float], float]], steps: int, every: int,
    seeds: list[int] | None, threads: int | None,
) -> Iterator[Chip]:
    turn = itertools.count() if seeds is None else itertools.cycle(seeds)
    for step in range(steps):
        if step % every == 0:
            chip = calibrated(kind, next(turn), threads=threads, progress=False)
        if courses:
            changed = _changed(kind, courses, step / max(1, steps - 1))
            calibration = chip.calibration
            chip = Chip(changed, chip.seed, run_seed=step, threads=threads)
            assert calibration is not None
            chip.apply(calibration)
        yield chip


def _course(key: str, value: Schedule) -> Callable[[float], float]:
    """A schedule as a function of the progress."""
    from .study import effect_groups

    if key not in {*effects(), *parameters(), *effect_groups()}:
        raise ConfigurationError(
            f"schedules: {key!r} is not an effect, a group of effects or a parameter; give a name "
            f"such as 'cadc.noise', 'noise' or 'columns.temperature.chip'.")
    if callable(value):
        return value
    try:
        first, last = map(float, value)
    except (TypeError, ValueError):
        raise ConfigurationError(
            f"schedules: {key} is {value!r}, but must be (first, last) or a function of the "
            f"progress.") from None
    return lambda progress: first + (last - first) * progress


def _changed(
    kind: ChipConfiguration, courses: Mapping[str, Callable[[float], float]], progress: float
) -> ChipConfiguration:
    """The kind of chip at a progress."""
    from .study import effect_groups

    groups, known = effect_groups(), parameters()
    for key, course in courses.items():
        value = float(course(progress))
        if key in groups:
            kind = kind.with_effects({
                name: value * kind.strength(name) for name in groups[key]})
        elif key in known:
            parse_quantity(key, f"{value!r} {known[key].unit}".rstrip())
            kind = kind.with_parameters(**{key: value})
        else:
            kind = kind.with_effects({key: value})
    return kind
