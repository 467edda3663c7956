"""Convolutions with groups and dilation, as products of windows."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from ..hxtorch import perceptron
from ..hxtorch.perceptron import constants, nn


class _Windowed(nn.ConvNd):
    """Multiplies the windows of an input with the kernels of one or several groups.

    The kernels of as many groups as fit into the rows of the array lie in it as blocks, so that
    one product serves them all.
    """

    def __init__(self, num_sends: int = 1, **form: Any):
        nn.MACLayer.__init__(self, num_sends)
        self._shape(**form)
        self._keep_transforms(None, nn.clamp_weight_)

    def _shape(self, **form: Any) -> None:
        raise NotImplementedError

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """The padded convolution; the bias is added as a float."""
        sides = self._reversed_padding_repeated_twice
        if any(sides):
            mode = "constant" if self.padding_mode == "zeros" else self.padding_mode
            input = F.pad(input, list(sides), mode=mode)
        input, weight = self._transformed(input)
        products = self._products(self._windows(input), weight)
        results: torch.Tensor = products.unflatten(2, self._output_shape(input))
        if self.bias is not None:
            results = results + self.bias.reshape(-1, *[1] * len(self.kernel_size))
        return results

    def _windows(self, input: torch.Tensor) -> torch.Tensor:
        """All windows of each group: (B, groups, rows, windows)."""
        if input.dim() == 3:
            input = input.unsqueeze(2)
        windows = F.unfold(
            input, _pair(self.kernel_size, 1), dilation=_pair(self.dilation, 1),
            stride=_pair(self.stride, 1))
        grouped: torch.Tensor = windows.unflatten(1, (self.groups, -1))
        return grouped

    def _products(self, windows: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        """The results of all groups: (B, channels, windows)."""
        kernels = weight.flatten(1).unflatten(0, (self.groups, -1))
        together = max(1, constants.hardware_matrix_height // kernels.shape[2])
        parts = [
            self._product(windows[:, start:start + together], kernels[start:start + together])
            for start in range(0, self.groups, together)]
        return torch.cat(parts, 1)

    def _product(self, windows: torch.Tensor, kernels: torch.Tensor) -> torch.Tensor:
        matrix = torch.block_diag(*[kernel.t() for kernel in kernels])
        vectors = windows.flatten(1, 2).transpose(1, 2).contiguous()
        results = perceptron.matmul(
            vectors, matrix, num_sends=self.num_sends,
            wait_between_events=self.wait_between_events, mock=self.mock)
        return results.transpose(1, 2)

    def _output_shape(self, input: torch.Tensor) -> list[int]:
        axes = zip(input.shape[2:], self.kernel_size, self.dilation, self.stride)
        return [
            (length - spread * (size - 1) - 1) // step + 1 for length, size, spread, step in axes]

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({self.in_channels}, {self.out_channels}, {self.kernel_size}, "
            f"stride={self.stride}, padding={self.padding}, dilation={self.dilation}, "
            f"groups={self.groups}, num_sends={self.num_sends})")


def _pair(values: tuple[int, ...], first: int) -> tuple[int, ...]:
    """The numbers of two axes; an axis of length one comes before a single one."""
    return values if len(values) == 2 else (first, *values)


class WindowedConv1d(_Windowed, torch.nn.Conv1d):
    """``torch.nn.Conv1d`` with groups and dilation on the chip."""

    def _shape(self, **form: Any) -> None:
        torch.nn.Conv1d.__init__(self, **form)


class WindowedConv2d(_Windowed, torch.nn.Conv2d):
    """``torch.nn.Conv2d`` with groups and dilation on the chip."""

    def _shape(self, **form: Any) -> None:
        torch.nn.Conv2d.__init__(self, **form)
