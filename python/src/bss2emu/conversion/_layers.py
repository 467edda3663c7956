"""Modules between the digital and the analog parts of a network."""

from __future__ import annotations

import math
from typing import Any

import torch

from ..hxtorch.perceptron import constants, nn
from . import _windowed

_LARGEST = constants.input_activation_max


class Encoder(torch.nn.Module):
    """Scales, rounds and clips values to activations 0...31, or -31...31 if signed.

    Rounding counts as the identity for gradients.

    :ivar scale: value of one LSB.
    :ivar signed: whether negative values are kept for a :class:`SignedInput`.
    """

    def __init__(self, scale: float = 1.0, signed: bool = False):
        super().__init__()
        self.scale = scale
        self.signed = signed

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The activations as floats."""
        codes = (x / self.scale).clamp(-_LARGEST if self.signed else 0, _LARGEST)
        return codes + (codes.round() - codes).detach()

    def extra_repr(self) -> str:
        """The scale and the sign."""
        return f"scale={self.scale:.4g}, signed={self.signed}"


class Decoder(torch.nn.Module):
    """Scales results of -128...127 to values of the float network.

    :ivar scale: value of one LSB.
    """

    def __init__(self, scale: float = 1.0):
        super().__init__()
        self.scale = scale

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The values."""
        return x * self.scale

    def extra_repr(self) -> str:
        """The scale."""
        return f"scale={self.scale:.4g}"


class SignedInput(torch.nn.Module):
    """Sends signed activations as two vectors, a positive and a negative half, and subtracts.

    Both use the same weights, so that a trained layer stays one linear layer.

    :ivar layer: analog layer without a bias.
    :ivar bias: digital bias in LSB.
    """

    def __init__(self, layer: Any, channels: int):
        super().__init__()
        self.layer = layer
        self.bias = torch.nn.Parameter(torch.zeros(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The difference of two products, and the bias."""
        halves = torch.cat([x.clamp(min=0), (-x).clamp(min=0)])
        positive, negative = self.layer(halves).chunk(2)
        is_dense = isinstance(self.layer, torch.nn.Linear)
        bias = self.bias if is_dense else self.bias.view(-1, *[1] * (x.dim() - 2))
        difference: torch.Tensor = positive - negative + bias
        return difference


def analog(layer: torch.nn.Module, signed: bool, expanded: bool) -> torch.nn.Module:
    """An analog layer of the form of a float layer; weights are not set.

    Its bias exists even where the float layer has none, as it also rounds.
    """
    with torch.random.fork_rng(devices=[]):
        made = _made(layer, not signed, expanded)
    return SignedInput(made, made.weight.shape[0]) if signed else made


def _made(layer: Any, bias: bool, expanded: bool) -> Any:
    if isinstance(layer, torch.nn.Linear):
        return nn.Linear(layer.in_features, layer.out_features, bias, num_sends=1)
    return _kind(layer, expanded)(
        in_channels=layer.in_channels, out_channels=layer.out_channels,
        kernel_size=layer.kernel_size, stride=layer.stride, padding=layer.padding,
        dilation=layer.dilation, groups=layer.groups, bias=bias, padding_mode=layer.padding_mode,
        num_sends=1)


def is_plain(layer: Any) -> bool:
    """A Boolean value that tells whether a convolution has neither groups nor dilation."""
    return bool(layer.groups == 1 and all(step == 1 for step in layer.dilation))


def _kind(layer: torch.nn.Module, expanded: bool) -> type[torch.nn.Module]:
    has_one_axis = isinstance(layer, torch.nn.Conv1d)
    if not is_plain(layer):
        return _windowed.WindowedConv1d if has_one_axis else _windowed.WindowedConv2d
    if has_one_axis:
        return nn.ExpandedConv1d if expanded else nn.Conv1d
    return nn.Conv2d


def mock_offset(module: torch.nn.Module) -> float:
    """The LSB that the mock's rounding down takes off a result on average.

    The mock rounds the result of each part of 128 rows down; the chip does not.
    """
    if isinstance(module, SignedInput):
        return 0.0  # both halves have the same
    return 0.5 * math.ceil(_rows(inner(module)) / constants.hardware_matrix_height)


def _rows(layer: Any) -> int:
    """The rows of the array that the weights of one result need, with those beside them."""
    rows = int(layer.weight[0].numel())
    if isinstance(layer, nn.ExpandedConv1d):
        rows += layer.in_channels * layer.stride[0] * (layer.num_expansions - 1)
    return rows


def inner(module: torch.nn.Module) -> Any:
    """The layer of hxtorch in an analog layer."""
    return module.layer if isinstance(module, SignedInput) else module
