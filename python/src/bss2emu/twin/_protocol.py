"""The products that tell a chip's pattern, step by step.

All matrices have 128 rows and 512 columns, so that every product uses both hemispheres: columns
0 to 255 lie on the top one, 256 to 511 on the bottom one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

#: Version of the protocol; recordings of others are refused.
VERSION = 1
ROWS = 128
COLUMNS = 512

#: FPGA cycles between events of rows of their own: a driver recovers before its next event.
_SLOW = 25
_DEFAULT_WAIT = 5
#: Sends of one row at x = 31 and w = 63, some 60 LSB.
_ROW_SENDS = 16


@dataclasses.dataclass(frozen=True)
class Step:
    """Some matrices, each multiplied several times with the same vectors."""

    name: str
    #: (matrices, 128, 512).
    weights: NDArray[np.int8]
    #: (vectors, 128); one call multiplies all of them.
    inputs: NDArray[np.uint8]
    repeats: int
    num_sends: int = 1
    wait_between_events: int = _DEFAULT_WAIT
    #: Results of a validation step are compared with a twin, never fitted.
    is_validation: bool = False

    @property
    def calls(self) -> int:
        """Number of products: every matrix once in each repeat."""
        return self.repeats * len(self.weights)

    @property
    def vectors(self) -> int:
        """Number of input vectors in all calls."""
        return self.calls * len(self.inputs)

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Shape of the results: repeats, matrices, vectors, columns."""
        return self.repeats, len(self.weights), len(self.inputs), COLUMNS


@dataclasses.dataclass(frozen=True)
class _Repeats:
    """Repeats of each step."""

    zero: int
    rows: int
    curve: int
    drivers: int
    weights: int
    times: int


_FULL = _Repeats(zero=16, rows=64, curve=32, drivers=2, weights=2, times=4)
_QUICK = _Repeats(zero=4, rows=6, curve=6, drivers=1, weights=1, times=1)


def steps(is_quick: bool) -> list[Step]:
    """All steps in the order in which they are recorded."""
    repeats = _QUICK if is_quick else _FULL
    return [
        Step("zero", _uniform(0), _full(0, 64), repeats.zero),
        Step(
            "rows", _uniform(63, -63), _with_zeros(_one_hot(31), 8), repeats.rows, _ROW_SENDS,
            _SLOW),
        Step("curve", _uniform(10, -10), _with_zeros(_activations(), 8), repeats.curve),
        *_drivers(repeats.drivers),
        Step(
            "weights", _uniform(*range(-63, 64)),
            np.concatenate([_full(8, 3), _full(3, 3), _full(0, 1)]), repeats.weights),
        *_times(repeats.times),
        _products(4 if is_quick else 16),
    ]


def own_products(
    inputs: NDArray[np.uint8], weights: NDArray[np.int8], num_sends: int
) -> Step:
    """The validation step of a layer of one's own, at most 128 x 512."""
    x = np.zeros((len(inputs), ROWS), np.uint8)
    w = np.zeros((1, ROWS, COLUMNS), np.int8)
    x[:, :inputs.shape[1]] = inputs
    w[0, :weights.shape[0], :weights.shape[1]] = weights
    return Step("own", w, x, 2, num_sends, is_validation=True)


def _drivers(repeats: int) -> Iterator[Step]:
    """Each row at smaller activations, sent so often that the results are as large."""
    for x in (4, 8, 16):
        yield Step(
            f"drivers_{x}", _uniform(63, -63), _with_zeros(_one_hot(x), 16), repeats,
            round(_ROW_SENDS * 31 / x), _SLOW)


def _times(repeats: int) -> Iterator[Step]:
    """Events without weight over a longer and longer time, and events of all rows at all rates."""
    row = np.zeros((8, ROWS), np.uint8)
    row[:, 0] = 1
    for wait in (_DEFAULT_WAIT, _SLOW):
        for sends in (1, 10, 100, 1000):
            yield Step(f"duration_{sends}_{wait}", _uniform(0), row, repeats, sends, wait)
    for wait in (1, 2, _DEFAULT_WAIT, _SLOW):
        yield Step(
            f"rate_{wait}", _uniform(2, -2), _with_zeros(_full(15, 8), 4), repeats, 8, wait)


def _products(matrices: int) -> Step:
    """Random products."""
    generator = np.random.default_rng(2602)
    return Step(
        "products", generator.integers(-63, 64, (matrices, ROWS, COLUMNS), np.int8),
        generator.integers(0, 32, (48, ROWS), np.uint8), 1, 2, is_validation=True)


def _uniform(*values: int) -> NDArray[np.int8]:
    """One matrix of equal weights for each value."""
    column = np.array(values, np.int8)[:, None, None]
    return np.broadcast_to(column, (len(values), ROWS, COLUMNS))


def _full(x: int, count: int) -> NDArray[np.uint8]:
    """Vectors of equal activations."""
    return np.full((count, ROWS), x, np.uint8)


def _one_hot(x: int) -> NDArray[np.uint8]:
    """One vector for each row."""
    return np.eye(ROWS, dtype=np.uint8) * np.uint8(x)


def _activations() -> NDArray[np.uint8]:
    """All rows at each activation."""
    return np.repeat(np.arange(1, 32, dtype=np.uint8)[:, None], ROWS, axis=1)


def _with_zeros(vectors: NDArray[np.uint8], period: int) -> NDArray[np.uint8]:
    """The vectors with a zero one before each `period` of them: the run's baseline."""
    places = np.arange(0, len(vectors), period)
    return np.insert(vectors, places, 0, axis=0)
