"""Several chips, to train across."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from .chip import Chip, calibrated
from .configuration import ChipConfiguration


class Fleet(Sequence[Chip]):
    """Calibrated chips of one kind with different seeds.

    :param seeds: one chip a seed.
    :param config: the kind, as :class:`Chip` takes it.
    :param options: further arguments of :class:`Chip`.

    A model that is trained with another chip in every step learns what all chips have in common::

        for step, chip in zip(range(200), fleet.cycle()):
            with hxtorch.use_chip(chip):
                train_step(model)
    """

    def __init__(
        self, seeds: Iterable[int], config: str | os.PathLike[str] | ChipConfiguration = "typical",
        **options: Any,
    ):
        self._chips = [calibrated(config, seed, **options) for seed in seeds]
        if not self._chips:
            raise ValueError("A fleet needs at least one seed; give seeds such as range(3).")

    def __getitem__(self, index: Any) -> Any:
        return self._chips[index]

    def __len__(self) -> int:
        return len(self._chips)

    def cycle(self) -> Iterator[Chip]:
        """The chips in turn, without end."""
        while True:
            yield from self._chips

    def mac(self, inputs: Any, weights: Any, **options: Any) -> np.ndarray:
        """One product on every chip, stacked: (chips, ..., N)."""
        return np.stack([chip.mac(inputs, weights, **options) for chip in self._chips])
