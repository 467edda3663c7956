"""The built-in task: the error of products of a chip."""

from __future__ import annotations

import numpy as np

from .._operands import INPUT_RANGE, WEIGHT_RANGE
from ..chip import MATRIX_HEIGHT, MATRIX_WIDTH, Chip
from ._points import Point

_VECTORS, _REPEATS = 16, 16


def product_error(chip: Chip, point: Point) -> dict[str, float]:
    """Errors of random products of a full matrix against a linear law with one common factor.

    Every chip gets equal vectors, repeated, and equal signed weights.

    :returns: ``error``: root mean square deviation of single results, LSB; ``fixed_error``: that
        of the means over repeats, less the noise that is left in them; ``noise``: root mean square
        of the standard deviation over repeats; ``gain``: the common factor, LSB per unit of input
        times weight.
    """
    x, w = _operands()
    results = chip.mac(np.repeat(x, _REPEATS, axis=0), w).astype(float)
    results = results.reshape(_VECTORS, _REPEATS, -1)
    linear = (x.astype(float) @ w)
    gain = float((results.mean(1) * linear).sum() / (linear**2).sum())
    square = ((results - gain * linear[:, None])**2).mean()
    variance = results.var(1, ddof=1).mean()
    fixed = max(0.0, square - variance)
    return {"error": float(np.sqrt(square)), "fixed_error": float(np.sqrt(fixed)),
            "noise": float(np.sqrt(variance)), "gain": gain}


def _operands() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    x = random.integers(0, INPUT_RANGE[1] + 1, (_VECTORS, MATRIX_HEIGHT))
    w = random.integers(WEIGHT_RANGE[0], WEIGHT_RANGE[1] + 1, (MATRIX_HEIGHT, MATRIX_WIDTH))
    return x.astype(np.uint8), w.astype(np.int8)
