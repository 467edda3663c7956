"""Layers: PyTorch's with products on the chip.

>>> layer = hxtorch.perceptron.nn.Linear(128, 10, bias=False, num_sends=2)
>>> layer(torch.full((5, 128), 15.0))
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Optional

import torch
import torch.nn.functional as F

from . import _operations, _rules, constants
from ._mock_parameter import current

Transform = Optional[Callable[[torch.Tensor], torch.Tensor]]
_WAIT = constants.defaults.wait_between_events


def scale_input(x: torch.Tensor) -> torch.Tensor:
    """Scales so that the largest of all entries becomes 31; the factor counts as a constant.

    >>> nn.scale_input(torch.tensor([0.5, 1.0]))
    tensor([15.5000, 31.0000])
    """
    with torch.no_grad():
        largest = x.max()
        factor = _rules.scale(largest, constants.input_activation_max)
    return x * factor


def scale_weight(w: torch.Tensor) -> torch.Tensor:
    """Scales so that the largest magnitude becomes 63; the factor counts as a constant.

    >>> nn.scale_weight(torch.tensor([-2.0, 1.0]))
    tensor([-63.0000,  31.5000])
    """
    with torch.no_grad():
        largest = w.abs().max()
        factor = _rules.scale(largest, constants.synaptic_weight_max)
    return w * factor


def clamp_weight_(w: torch.Tensor) -> torch.Tensor:
    """Clamps in place to -63...63; gradients pass as if nothing had happened.

    >>> nn.clamp_weight_(torch.tensor([-70.0, 20.0]))
    tensor([-63.,  20.])
    """
    with torch.no_grad():
        return w.clamp_(constants.synaptic_weight_min, constants.synaptic_weight_max)


class Layer:
    """Base of all layers: the choice of mock, and their text.

    Base of :class:`Linear`, :class:`Conv2d`, :class:`ReLU` and the others.
    """

    def __init__(self, mock: bool = False):
        self.mock = mock

    def __repr__(self) -> str:
        parts = []
        for name, parameter in inspect.signature(type(self).__init__).parameters.items():
            if name == "self":
                continue
            value = getattr(self, name)
            if isinstance(value, torch.Tensor):
                value = len(value) > 0
            if parameter.default is parameter.empty or value is not parameter.default:
                parts.append(f"{name}={value}")
        return f"{type(self).__name__}({', '.join(parts)})"


class MACLayer(Layer):
    """A layer with analog products.

    >>> layer = nn.Linear(128, 10)
    >>> layer.reset_parameters(weight_mean=5.0)

    :param num_sends: how often each vector is sent; None: from the gain and the fan-in.
    :param wait_between_events: FPGA cycles of 8 ns between two events.
    :param mock: use the linear model and no chip.
    :param input_transform: applied to the input before the product.
    :param weight_transform: applied to the weight before the product.
    """

    weight: Any
    bias: Any
    #: None only until the weights are drawn.
    num_sends: Any

    def __init__(
        self, num_sends: int | None = None, wait_between_events: int = _WAIT, mock: bool = False,
        *, input_transform: Transform = None, weight_transform: Transform = clamp_weight_,
    ):
        super().__init__(mock)
        self.num_sends = num_sends
        self.wait_between_events = wait_between_events
        self._keep_transforms(input_transform, weight_transform)

    def _keep_transforms(self, input_transform: Transform, weight_transform: Transform) -> None:
        # Modules as transforms become children only after torch's constructor has run.
        if "_parameters" in self.__dict__ or not any(
            isinstance(t, torch.nn.Module) for t in (input_transform, weight_transform)
        ):
            self.input_transform = input_transform
            self.weight_transform = weight_transform

    def reset_parameters(self, weight_mean: float = 0.0, relu_shift: int = 1) -> None:
        """Draws weights and biases anew for the present gain.

        :param weight_mean: mean of the weights.
        :param relu_shift: shift of the ConvertingReLU that follows.
        """
        sends, std, bound = _rules.layer_law(
            current().gain, self.weight[0].numel(), relu_shift, self.num_sends)
        if self.num_sends is None:
            self.num_sends = sends
        largest = float(constants.synaptic_weight_max)
        with torch.no_grad():
            torch.nn.init.trunc_normal_(self.weight, weight_mean, std, -largest, largest)
            if self.bias is not None:
                torch.nn.init.uniform_(self.bias, -bound, bound)

    def _transformed(self, input: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        weight: torch.Tensor = self.weight
        if self.weight_transform is not None:
            weight = self.weight_transform(weight)
        if self.input_transform is not None:
            input = self.input_transform(input)
        return input, weight


class Linear(MACLayer, torch.nn.Linear):
    """``torch.nn.Linear`` on the chip.

    >>> nn.Linear(128, 10, num_sends=2, mock=True)(torch.full((5, 128), 15.0)).shape
    torch.Size([5, 10])
    >>> torch.nn.Sequential(nn.Linear(128, 64), nn.ConvertingReLU(shift=1), nn.Linear(64, 10))

    :param avg: how many neighbouring columns share a weight column and are averaged.
    """

    def __init__(
        self, in_features: int, out_features: int, bias: bool = True,
        num_sends: int | None = None, wait_between_events: int = _WAIT, mock: bool = False, *,
        avg: int = 1, input_transform: Transform = None,
        weight_transform: Transform = clamp_weight_,
    ):
        transforms = {"input_transform": input_transform, "weight_transform": weight_transform}
        MACLayer.__init__(self, num_sends, wait_between_events, mock, **transforms)
        self.avg = avg
        torch.nn.Linear.__init__(self, in_features, out_features, bias)
        self._keep_transforms(**transforms)
        self._matmul = _operations.matmul

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """The product, the mean of ``avg`` columns, and the digital sum with the bias; see :class:`Linear`."""
        input, weight = self._transformed(input)
        matrix = weight.t()
        if self.avg > 1:
            matrix = matrix.repeat_interleave(self.avg, dim=-1)
        output = self._matmul(
            input, matrix, num_sends=self.num_sends,
            wait_between_events=self.wait_between_events, mock=self.mock)
        if self.avg > 1:
            flat = output.reshape(-1, 1, output.shape[-1])
            output = F.avg_pool1d(flat, self.avg, self.avg).reshape(
                *output.shape[:-1], self.out_features)
        if self.bias is not None:
            output = _operations.add(output, self.bias, mock=self.mock)
        return output


def _padding_mode(name: str) -> Any:
    """A mode of padding, which PyTorch checks."""
    return name


class ConvNd(MACLayer, torch.nn.modules.conv._ConvNd):
    """Base of convolutions.

    Base of :class:`Conv1d` and :class:`Conv2d`.
    """

    _conv: Callable[..., torch.Tensor]

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """The padded convolution, and the bias as a float; see :class:`Conv1d`."""
        if any(step != 1 for step in self.dilation):
            raise ValueError(
                f"dilation is {self.dilation}; allowed is 1; bss2emu.convert also converts layers "
                "with dilation")
        if self.groups != 1:
            raise ValueError(
                f"groups is {self.groups}; allowed is 1; bss2emu.convert also converts layers with "
                "groups")
        sides = self._reversed_padding_repeated_twice
        if any(sides):
            mode = "constant" if self.padding_mode == "zeros" else self.padding_mode
            input = F.pad(input, list(sides), mode=mode)
        input, weight = self._transformed(input)
        return self._conv(
            input, weight, self.bias, self.stride, num_sends=self.num_sends,
            wait_between_events=self.wait_between_events, mock=self.mock)


class Conv1d(ConvNd, torch.nn.Conv1d):
    """``torch.nn.Conv1d`` on the chip, without dilation and groups.

    >>> nn.Conv1d(1, 4, kernel_size=5, mock=True)(torch.full((2, 1, 20), 15.0)).shape
    torch.Size([2, 4, 16])
    """

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: Any, stride: Any = 1,
        padding: Any = 0, dilation: Any = 1, groups: int = 1, bias: bool = True,
        padding_mode: str = "zeros", num_sends: int | None = None,
        wait_between_events: int = _WAIT, mock: bool = False, *,
        input_transform: Transform = None, weight_transform: Transform = clamp_weight_,
    ):
        transforms = {"input_transform": input_transform, "weight_transform": weight_transform}
        MACLayer.__init__(self, num_sends, wait_between_events, mock, **transforms)
        torch.nn.Conv1d.__init__(
            self, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias,
            _padding_mode(padding_mode))
        self._keep_transforms(**transforms)
        self._conv = _operations.conv1d


class ExpandedConv1d(Conv1d):
    """A convolution whose kernel lies several times side by side in the synapse array.

    >>> nn.ExpandedConv1d(1, 4, kernel_size=5, mock=True)(torch.full((2, 1, 20), 15.0)).shape
    torch.Size([2, 4, 16])

    :param num_expansions: how often; None: as often as it fits.
    """

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: Any, stride: Any = 1,
        padding: Any = 0, dilation: Any = 1, groups: int = 1, bias: bool = True,
        padding_mode: str = "zeros", num_sends: int | None = None,
        wait_between_events: int = _WAIT, mock: bool = False, *,
        num_expansions: int | None = None, input_transform: Transform = None,
        weight_transform: Transform = clamp_weight_,
    ):
        Conv1d.__init__(
            self, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias,
            padding_mode, num_sends, wait_between_events, mock, input_transform=input_transform,
            weight_transform=weight_transform)
        if num_expansions is None:
            num_expansions = _rules.fitting_copies(
                self.out_channels, self.kernel_size[0], self.stride[0])
        self.num_expansions = num_expansions
        self._conv = self._expanded

    def _expanded(
        self, input: torch.Tensor, weight: torch.Tensor, bias: Any, stride: Any, **named: Any
    ) -> torch.Tensor:
        return _operations.expanded_conv1d(
            input, weight, bias, stride, self.num_expansions, **named)

    def extra_repr(self) -> str:
        """The expansions beside what PyTorch prints of :class:`ExpandedConv1d`."""
        return f"{torch.nn.Conv1d.extra_repr(self)}, num_expansions={self.num_expansions}"


class Conv2d(ConvNd, torch.nn.Conv2d):
    """``torch.nn.Conv2d`` on the chip, without dilation and groups.

    >>> nn.Conv2d(1, 4, kernel_size=3, mock=True)(torch.full((2, 1, 8, 8), 15.0)).shape
    torch.Size([2, 4, 6, 6])
    """

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: Any, stride: Any = 1,
        padding: Any = 0, dilation: Any = 1, groups: int = 1, bias: bool = True,
        padding_mode: str = "zeros", num_sends: int | None = None,
        wait_between_events: int = _WAIT, mock: bool = False, *,
        input_transform: Transform = None, weight_transform: Transform = clamp_weight_,
    ):
        transforms = {"input_transform": input_transform, "weight_transform": weight_transform}
        MACLayer.__init__(self, num_sends, wait_between_events, mock, **transforms)
        torch.nn.Conv2d.__init__(
            self, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias,
            _padding_mode(padding_mode))
        self._keep_transforms(**transforms)
        self._conv = _operations.conv2d


class ReLU(Layer, torch.nn.ReLU):
    """Rectifies int8 numbers: 0...127.

    >>> nn.ReLU(mock=True)(torch.tensor([-20.0, 20.0]))
    tensor([ 0., 20.])
    """

    def __init__(self, mock: bool = False):
        Layer.__init__(self, mock)
        torch.nn.ReLU.__init__(self)

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """See :func:`bss2emu.hxtorch.perceptron.relu`."""
        return _operations.relu(input, mock=self.mock)


class ConvertingReLU(ReLU):
    """Rectifies int8 numbers and shifts them right to activations 0...31.

    >>> nn.ConvertingReLU(shift=1, mock=True)(torch.tensor([-20.0, 20.0, 120.0]))
    tensor([ 0., 10., 31.])
    """

    def __init__(self, shift: int = 2, mock: bool = False):
        ReLU.__init__(self, mock)
        self.shift = shift

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """See :func:`bss2emu.hxtorch.perceptron.converting_relu`."""
        return _operations.converting_relu(input, shift=self.shift, mock=self.mock)
