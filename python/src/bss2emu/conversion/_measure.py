"""Losses of a converted network's layers for a batch."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Sequence
from typing import Any

import torch

from ..hxtorch.perceptron import constants, nn
from . import _layers, _ranges


@dataclasses.dataclass
class Loss:
    """Shares of one layer's values that are lost; see ``LayerReport``."""

    zero_weights: float = 0.0
    clipped_inputs: float = 0.0
    saturated_results: float = 0.0


def losses(converted: Any, inputs: Sequence[torch.Tensor]) -> dict[str, Loss]:
    """Runs a network with hooks that count, and returns the losses by layer."""
    found = {name: Loss() for name in converted.plans}
    handles = []
    for name, loss in found.items():
        module = converted.network.get_submodule(name)
        loss.zero_weights = _zeros(_layers.inner(module).weight)
        source = converted.network.get_submodule(converted.activations_of(name))
        is_rectified = converted.plans[name].shift is not None
        handles += [
            source.register_forward_hook(functools.partial(_count_clipped, loss)),
            module.register_forward_hook(
                functools.partial(_count_saturated, loss, converted.gain, is_rectified))]
    try:
        converted(*inputs)
    finally:
        for handle in handles:
            handle.remove()
    return found


def _zeros(weight: torch.Tensor) -> float:
    present = weight.detach()[weight != 0]
    return _share(present.round() == 0)


def _share(condition: torch.Tensor) -> float:
    return float(condition.float().mean()) if condition.numel() else 0.0


def _count_clipped(loss: Loss, source: torch.nn.Module, inputs: Any, _: Any) -> None:
    """Counts inputs that are more than half an LSB beyond the largest activation."""
    limit = constants.input_activation_max
    if isinstance(source, nn.ConvertingReLU):
        clipped = inputs[0] >= (limit + 1) * 2**source.shift
    else:
        codes = inputs[0] / source.scale
        clipped = (codes.abs() if source.signed else codes) > limit + 0.5
    loss.clipped_inputs = max(loss.clipped_inputs, _share(clipped))


def _count_saturated(
    loss: Loss, gain: float, is_rectified: bool, module: torch.nn.Module, inputs: Any, _: Any
) -> None:
    """Counts products of parts of the rows that are beyond the range of results."""
    layer = _layers.inner(module)
    halves = (inputs[0].clamp(min=0), (-inputs[0]).clamp(min=0))
    weight = layer.weight.detach().round() * (gain * layer.num_sends)
    parts = [
        part for half in halves[:1 + isinstance(module, _layers.SignedInput)]
        for part in _ranges.partial_products(layer, half, weight)]
    highest = constants.output_activation_max + 0.5
    lowest = -math.inf if is_rectified and len(parts) == 1 else -highest - 1
    shares = [_share((part > highest) | (part < lowest)) for part in parts]
    loss.saturated_results = max(loss.saturated_results, *shares)
