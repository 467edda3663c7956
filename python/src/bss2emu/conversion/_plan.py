"""The numbers of one analog layer, and their choice."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import torch

from ..hxtorch.perceptron import constants
from . import _ranges
from ._settings import Settings

#: Share of the results below the target where a rectifier follows; else all are.
_RECTIFIED_SHARE = 0.9995


@dataclasses.dataclass(frozen=True)
class LayerPlan:
    """Numbers of one analog layer.

    :ivar input_scale: value of the float network for one LSB of activation.
    :ivar weight_scale: weight of the float network for one LSB of weight.
    :ivar result_scale: value of the float network for one LSB of result.
    :ivar num_sends: how often each vector is sent.
    :ivar wait_between_events: FPGA cycles of 8 ns between two events.
    :ivar shift: shift of the ConvertingReLU that follows; None without one.
    :ivar signed: whether inputs are sent as a positive and a negative half.
    :ivar rounding: LSB that the bias contains so that what is floored later is rounded.
    """

    input_scale: float
    weight_scale: float
    result_scale: float
    num_sends: int
    wait_between_events: int
    shift: int | None
    signed: bool
    rounding: float

    @property
    def activation_scale(self) -> float:
        """Value of the float network for one LSB after the ConvertingReLU."""
        return self.result_scale * 2.0 ** (self.shift or 0)


@dataclasses.dataclass(frozen=True)
class Sample:
    """Values of the float network around one layer.

    :ivar inputs: its inputs, those of several calls one after another.
    :ivar known_scale: scale of the inputs where a ConvertingReLU makes them; else None.
    :ivar is_rectified: whether a ConvertingReLU follows.
    """

    layer: Any
    inputs: torch.Tensor
    known_scale: float | None
    is_rectified: bool


def chosen(sample: Sample, settings: Settings) -> LayerPlan:
    """The numbers with which a layer uses its ranges best."""
    input_scale = sample.known_scale or _ranges.input_scale(sample.inputs)
    signed = bool(sample.inputs.min() < -input_scale / 2)
    fine = _ranges.weight_scale(sample.layer.weight)
    wanted = _largest_result(sample, signed) / settings.target
    sends = _sends(input_scale * fine / (settings.gain * wanted), settings.max_num_sends)
    weight_scale = max(fine, wanted * settings.gain * sends / input_scale)
    result_scale = input_scale * weight_scale / (settings.gain * sends)
    shift = _shift(sample, result_scale) if sample.is_rectified else None
    return LayerPlan(
        input_scale, weight_scale, result_scale, sends, settings.wait_between_events, shift,
        signed, _rounding(sample.layer, shift, signed))


def _sends(wanted: float, most: int) -> int:
    """The nearest whole number of sends: more need smaller weights, fewer give smaller results."""
    return min(most, max(1, round(wanted)))


def _largest_result(sample: Sample, signed: bool) -> float:
    """The largest magnitude that a layer has to hold: of its parts, and of its sums."""
    halves = (sample.inputs.clamp(min=0), (-sample.inputs).clamp(min=0))
    share = _RECTIFIED_SHARE if sample.is_rectified else 1.0
    parts = [
        part for half in halves[:1 + signed]
        for part in _ranges.partial_products(sample.layer, half, _weight(sample))]
    if sample.is_rectified and len(parts) == 1:
        parts = []
    totals = _totals(sample)
    held = [part.abs() for part in parts] + [totals if sample.is_rectified else totals.abs()]
    largest = max(_ranges.quantile(values, share) for values in held)
    if largest <= 0:  # the rectifier passes nothing
        largest = _ranges.quantile(totals.abs(), 1.0)
    return max(largest, 1e-12)


def _weight(sample: Sample) -> torch.Tensor:
    weight: torch.Tensor = sample.layer.weight.detach()
    return weight


def _totals(sample: Sample) -> torch.Tensor:
    with torch.no_grad():
        totals: torch.Tensor = sample.layer(sample.inputs)
    return totals


def _shift(sample: Sample, result_scale: float) -> int:
    """The smallest shift after which rectified results are activations."""
    largest = _ranges.quantile(_totals(sample), _RECTIFIED_SHARE) / result_scale
    limit = constants.input_activation_max + 0.5
    return min(2, max(0, math.ceil(math.log2(max(largest, 1e-12) / limit))))


def _rounding(layer: torch.nn.Module, shift: int | None, signed: bool) -> float:
    """Half of what is floored: by the shift, and by the int8 sum with the bias."""
    is_summed_as_int8 = isinstance(layer, torch.nn.Linear) and not signed
    if shift is None:
        return 0.5 if is_summed_as_int8 else 0.0
    return 2.0 ** (shift - 1) + (0.5 if is_summed_as_int8 and shift > 0 else 0.0)
