"""Operands of products and words of registers as arrays that the library takes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import OutOfRangeError

#: Largest and smallest numbers of a product.
INPUT_RANGE = (0, 31)
WEIGHT_RANGE = (-63, 63)
RESULT_RANGE = (-128, 127)


def operands(
    inputs: Any, weights: Any
) -> tuple[NDArray[np.uint8], NDArray[np.int8], NDArray[np.uint8]]:
    """Inputs, weights, and the inputs as a batch."""
    x = integers(inputs, "inputs", np.uint8, *INPUT_RANGE)
    w = integers(weights, "weights", np.int8, *WEIGHT_RANGE)
    if w.ndim != 2 or x.ndim not in (1, 2):
        raise ValueError(f"inputs {x.shape} must be 1-D or 2-D, and weights {w.shape} must be 2-D.")
    if x.shape[-1] != w.shape[0]:
        raise ValueError(f"inputs {x.shape} do not fit weights {w.shape}; give (B, K) and (K, N).")
    return x, w, x[None] if x.ndim == 1 else x


def integers(
    values: Any, name: str, dtype: type, lowest: int, highest: int
) -> NDArray[Any]:
    """An array of whole numbers in a range; nothing is rounded or clamped in silence."""
    array = np.asarray(values)
    if array.dtype == dtype:
        return np.ascontiguousarray(array)  # the library looks at the range
    if array.dtype.kind not in "iufb":
        raise TypeError(f"{name} must be numbers, not {array.dtype}.")
    with np.errstate(invalid="ignore"):
        narrow: NDArray[Any] = np.ascontiguousarray(array, dtype)
    if np.array_equal(narrow, array):
        return narrow
    if array.dtype.kind == "f" and np.isnan(array).any():
        raise OutOfRangeError(f"{name} contain NaN; replace it by a whole number.")
    if array.dtype.kind == "f" and array.size and not np.array_equal(array, np.rint(array)):
        raise OutOfRangeError(f"{name} must be whole numbers; round them first.")
    raise OutOfRangeError(
        f"{name} range from {array.min()} to {array.max()}; allowed is {lowest}...{highest}.")


def words(values: Any, name: str) -> NDArray[np.uint32]:
    """Words of 32 bits in one axis."""
    array = np.asarray(values)
    if array.size == 0:
        return np.zeros(0, np.uint32)
    if array.dtype.kind not in "iu":
        raise TypeError(f"{name} must be whole numbers, not {array.dtype}.")
    if array.min() < 0 or array.max() > 2**32 - 1:
        raise OutOfRangeError(
            f"{name} range from {array.min()} to {array.max()}; allowed is 0...4294967295.")
    return np.ascontiguousarray(array, np.uint32).reshape(-1)


#: Products of numbers after which a call comes back to Python.
_WORK = 1 << 26


def parts(vectors: int, work: int) -> list[tuple[int, int]]:
    """First and last vectors of the parts into which a batch is cut.

    :param work: products of numbers for each vector.
    """
    step = max(1, _WORK // max(1, work))
    return [(first, min(first + step, vectors)) for first in range(0, max(1, vectors), step)]
