"""Scales from samples of values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
import torch.nn.functional as F

from ..hxtorch.perceptron import constants

_INPUT = constants.input_activation_max
_WEIGHT = constants.synaptic_weight_max
_ROWS = constants.hardware_matrix_height
#: Values of a sample from which a scale is searched.
_MOST_VALUES = 1 << 18


def some(values: torch.Tensor) -> torch.Tensor:
    """The values, or an evenly spaced part of very many."""
    flat = values.detach().flatten().to(torch.float32)
    return flat[:: max(1, len(flat) // _MOST_VALUES)]


def input_scale(values: torch.Tensor) -> float:
    """The value of one LSB of activation with the smallest error of rounding and clipping."""
    return _best_scale(values, _INPUT)


def weight_scale(weight: torch.Tensor) -> float:
    """The weight of one LSB of weight with the smallest error of rounding and clipping."""
    return _best_scale(weight, _WEIGHT)


def _best_scale(values: torch.Tensor, limit: int) -> float:
    magnitudes = some(values).abs()
    largest = float(magnitudes.max()) if len(magnitudes) else 0.0
    if largest == 0.0:
        return 1.0 / limit
    scales: list[float] = [largest * share / limit for share in torch.linspace(0.4, 1.0, 25).tolist()]
    return min(scales, key=lambda scale: _error(magnitudes, scale, limit))


def _error(magnitudes: torch.Tensor, scale: float, limit: int) -> float:
    codes = (magnitudes / scale).round().clamp(max=limit)
    return float((codes * scale - magnitudes).square().mean())


def quantile(values: torch.Tensor, share: float) -> float:
    """The value that a share of the values does not exceed."""
    ordered = some(values).sort().values
    return float(ordered[min(len(ordered) - 1, int(share * len(ordered)))])


def product(layer: Any, x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """The product of a layer with other weights and without its bias."""
    if isinstance(layer, torch.nn.Linear):
        return F.linear(x, weight)
    result: torch.Tensor = layer._conv_forward(x, weight, None)
    return result


def partial_products(
    layer: Any, x: torch.Tensor, weight: torch.Tensor
) -> Iterator[torch.Tensor]:
    """The products of the parts into which the chip's rows cut the weights of a layer."""
    flat = weight.detach().flatten(1)
    for start in range(0, flat.shape[1], _ROWS):
        part = torch.zeros_like(flat)
        part[:, start:start + _ROWS] = flat[:, start:start + _ROWS]
        yield product(layer, x, part.view_as(weight))
