"""Several chips, to train across."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from . import _html
from ._progress import Bar
from .chip import Chip, calibrated
from .configuration import ChipConfiguration


class Fleet(Sequence[Chip]):
    """Calibrated chips of one kind with different seeds.

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
