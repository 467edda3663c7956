"""Chips with faults on demand, for tests of code that has to live with them.

>>> from bss2emu import faults
>>> chip = faults.FaultyChip(bss2emu.calibrated("typical"))
>>> chip.kill_columns(3, 4)
>>> chip.mac([31] * 100, [[21] * 10] * 100)                   # columns 3 and 4 give 0
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from .chip import Chip
from .errors import ConnectionLostError


def _check_columns(columns: tuple[int, ...]) -> None:
    for column in columns:
        if not 0 <= column <= 255:
            raise ValueError(f"column {column} does not exist; allowed is 0...255.")


class FaultyChip:
    """A chip that behaves like another one until a fault is switched on.

    Faults act on what goes in and comes out; everything else is the chip's own.

    >>> chip = faults.FaultyChip(bss2emu.calibrated("typical"))
    >>> chip.kill_columns(3)
    >>> chip.stick_columns(42, 7, 8)
    >>> chip.drop_events(0.01)
    >>> chip.drift(0.05)
    >>> chip.slow_down(0.001)
    >>> chip.mac([31] * 100, [[21] * 10] * 100).tolist()[7]
    42
    >>> chip.repair()
    >>> chip.lose_connection(after=3)                # the fourth product raises ConnectionLostError

    :param chip: the chip behind it.
    :param seed: draws which events are lost and how columns drift.
    """

    def __init__(self, chip: Chip, seed: int = 0):
        self._chip = chip
        self._seed = seed
        self.repair()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._chip, name)

    def __repr__(self) -> str:
        return f"<bss2emu.faults.FaultyChip around {self._chip!r}>"

    def repair(self) -> None:
        """Switches all faults off."""
        self._lost_after: int | None = None
        self._dead: tuple[int, ...] = ()
        self._drop = 0.0
        self._drift = 0.0
        self._stuck: dict[int, int] = {}
        self._delay = 0.0
        self._random = np.random.default_rng(self._seed)

    def lose_connection(self, after: int = 0) -> None:
        """The connection is lost after a number of further products."""
        self._lost_after = after

    def kill_columns(self, *columns: int) -> None:
        """Columns (0...255) that always give 0, as they do in every column tile."""
        _check_columns(columns)
        self._dead = tuple(columns)

    def stick_columns(self, value: int, *columns: int) -> None:
        """Columns (0...255) that always give a value, -128...127, in every column tile."""
        _check_columns(columns)
        if not -128 <= value <= 127:
            raise ValueError(f"value is {value}; allowed is -128...127.")
        self._stuck.update(dict.fromkeys(columns, value))

    def slow_down(self, seconds: float) -> None:
        """Each product takes longer, as over a slow connection."""
        if not seconds >= 0:
            raise ValueError(f"seconds is {seconds}; it must not be negative.")
        self._delay = seconds

    def drop_events(self, share: float) -> None:
        """A share (0...1) of all events does not reach the chip."""
        if not 0 <= share <= 1:
            raise ValueError(f"share is {share}; allowed is 0...1.")
        self._drop = share

    def drift(self, spread: float = 0.1) -> None:
        """The chip has drifted since its calibration: gains and offsets of columns are off."""
        if spread < 0:
            raise ValueError(f"spread is {spread}; give 0 or more.")
        self._drift = spread

    def mac(self, inputs: Any, weights: Any, **options: Any) -> np.ndarray:
        """A product with the faults that are on; see :meth:`Chip.mac`."""
        if self._lost_after is not None:
            if self._lost_after <= 0:
                raise ConnectionLostError(
                    "The connection to the chip is lost; open it again with init_hardware.")
            self._lost_after -= 1
        time.sleep(self._delay)
        x = np.asarray(inputs)
        if self._drop:
            x = np.where(self._random.random(x.shape) < self._drop, 0, x)
        results = self._chip.mac(x, weights, **options)
        columns = np.arange(results.shape[-1]) % 256
        if self._drift:
            fixed = np.random.default_rng([self._seed, 1])
            gain = 1 + self._drift * fixed.standard_normal(256)
            offset = 50 * self._drift * fixed.standard_normal(256)
            moved = np.rint(results * gain[columns] + offset[columns])
            results = np.clip(moved, -128, 127).astype(np.int8)
        if self._dead:
            results = np.where(np.isin(columns, self._dead), np.int8(0), results)
        for column, value in self._stuck.items():
            results = np.where(columns == column, np.int8(value), results)
        return results
