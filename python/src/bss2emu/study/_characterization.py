"""The built-in task of characterization figures, by the protocols of the chip's tutorials."""

from __future__ import annotations

import numpy as np

from ..chip import INPUT_RANGE, MATRIX_HEIGHT, MATRIX_WIDTH, WEIGHT_RANGE, Chip
from ._points import Point

#: Sends of the products of one row.
_SENDS = 100
_REPEATS = 16
#: Outputs within this are taken as linear, LSB.
_LINEAR = 80


def characterization(chip: Chip, point: Point) -> dict[str, float]:
    """Figures of a chip as ``bss2 characterize`` measures them, with fewer repeats.

    :returns: ``column_mean``, ``column_spread``: mean and standard deviation over columns of the
        outputs of row 0 with activation 12, weight 21 and 100 sends, LSB; ``noise``: root mean
        square of their standard deviation over repeats, LSB; ``gain``: their median, LSB per unit
        of activation times weight and send; ``asymmetry``: how much smaller inhibitory outputs
        are, for weights 6 to 22 and all rows, %; ``residual``: root mean square distance of a
        column's outputs from its line over weights, within ±80 LSB; ``lowest``, ``highest``: mean
        outputs at weights -63 and 63 with activation 31 in all rows, LSB.
    """
    row = _products(chip, 12, 21, rows=1, sends=_SENDS)
    means = row.mean(0)
    low, high = WEIGHT_RANGE
    return {
        "column_mean": float(means.mean()), "column_spread": float(means.std()),
        "noise": float(np.sqrt(row.var(0, ddof=1).mean())),
        "gain": float(np.median(means)) / (12 * 21 * _SENDS), "asymmetry": _asymmetry(chip),
        "residual": _residual(chip),
        "lowest": float(_products(chip, INPUT_RANGE[1], low).mean()),
        "highest": float(_products(chip, INPUT_RANGE[1], high).mean())}


def _products(
    chip: Chip, activation: int, weight: int, *, rows: int = MATRIX_HEIGHT, sends: int = 1
) -> np.ndarray:
    """Outputs of all columns for equal weights, LSB: (repeats, columns)."""
    x = np.full((_REPEATS, rows), activation, np.uint8)
    w = np.full((rows, MATRIX_WIDTH), weight, np.int8)
    return chip.mac(x, w, num_sends=sends).astype(float)


def _asymmetry(chip: Chip) -> float:
    weights = np.array([6, 14, 22])
    slopes = []
    for sign in (1, -1):
        outputs = [_products(chip, 8, sign * int(weight)).mean() for weight in weights]
        slopes.append(sign * np.polyfit(weights, outputs, 1)[0])
    return 100 * float(1 - slopes[1] / slopes[0])


def _residual(chip: Chip) -> float:
    weights = np.arange(WEIGHT_RANGE[0], WEIGHT_RANGE[1] + 1, 7)
    outputs = np.stack([
        _products(chip, 12, int(weight), rows=1, sends=_SENDS).mean(0) for weight in weights])
    squares = []
    for column in outputs.T:
        used = np.abs(column) <= _LINEAR
        if used.sum() > 2:
            line = np.polyfit(weights[used], column[used], 1)
            squares.append(((column[used] - np.polyval(line, weights[used]))**2).mean())
    return float(np.sqrt(np.mean(squares))) if squares else 0.0
