"""Products and digital operations with their gradients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from ... import environment
from ... import _hardware
from . import _rules, _tracer, constants
from ._callable import Function, tensor, truth, whole
from ._mock_parameter import current

_WAIT = constants.defaults.wait_between_events


# ---- mac


def _mac_on_hardware(
    x: torch.Tensor, weights: torch.Tensor, num_sends: int, wait: int, neuron: int, path: str
) -> torch.Tensor:
    vectors, matrix = _rules.chip_operands(x, weights)
    chip = _hardware.current_chip()
    if path:
        return _recorded(chip, vectors, matrix, num_sends, wait, neuron, path)
    results = _hardware.multiply(vectors, matrix, num_sends, wait)
    return torch.from_numpy(results.astype(np.float32))


def _recorded(
    chip: Any, vectors: np.ndarray, matrix: np.ndarray, num_sends: int, wait: int, neuron: int,
    path: str,
) -> torch.Tensor:
    """A product with a MADC recording in a file."""
    if environment.is_noise_frozen():
        chip.seek_noise(0)
    results = chip.mac_recorded(
        vectors, matrix, neuron, path, num_sends=num_sends, wait_between_events=wait)
    return torch.from_numpy(results.astype(np.float32))


def _mac_in_mock(x: torch.Tensor, weights: torch.Tensor, num_sends: int) -> torch.Tensor:
    parameter = current()
    if parameter.noise_std <= 0 or environment.is_noise_frozen():
        results = _rules.mock_product(x, weights, num_sends, parameter, 0)
    else:
        results = _noisy(x, weights, num_sends)
    return results.to(x.device, torch.get_default_dtype())


def _noisy(x: torch.Tensor, weights: torch.Tensor, num_sends: int) -> torch.Tensor:
    """One draw from torch's generator, so that torch.manual_seed governs the noise; a product that
    is refused draws nothing.
    """
    before = torch.get_rng_state()
    seed = int(torch.randint(0, 2**63 - 1, (), dtype=torch.int64))
    try:
        return _rules.mock_product(x, weights, num_sends, current(), seed)
    except Exception:
        torch.set_rng_state(before)
        raise


def _applied(function: type[torch.autograd.Function], *arguments: Any) -> torch.Tensor:
    """The result of a function with gradients of its own."""
    result: torch.Tensor = function.apply(*arguments)
    return result


class _MAC(torch.autograd.Function):
    """The product; its gradient is the linear model's, with the gain of the moment."""

    @staticmethod
    def forward(
        ctx: Any, x: torch.Tensor, weights: torch.Tensor, num_sends: int, wait: int, mock: bool,
        neuron: int, path: str,
    ) -> torch.Tensor:
        ctx.save_for_backward(x, weights)
        ctx.num_sends = num_sends
        if mock:
            return _mac_in_mock(x, weights, num_sends)
        if not _tracer.is_active():
            return _mac_on_hardware(x, weights, num_sends, wait, neuron, path)
        with _tracer.operation("mac", x, weights=weights, num_sends=num_sends, wait=wait) as done:
            return done(_mac_on_hardware(x, weights, num_sends, wait, neuron, path))

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[Any, ...]:
        x, weights = ctx.saved_tensors
        scaled = grad * (current().gain * ctx.num_sends)
        own_x = own_weights = None
        if ctx.needs_input_grad[0]:
            own_x = scaled @ weights.to(scaled.dtype).t()
        if ctx.needs_input_grad[1]:
            vectors = x.to(scaled.dtype)
            own_weights = (
                torch.outer(vectors, scaled) if x.dim() == 1 else vectors.t() @ scaled)
        return own_x, own_weights, None, None, None, None, None


def _mac(
    x: torch.Tensor, weights: torch.Tensor, num_sends: int = 1, wait_between_events: int = _WAIT,
    mock: bool = False, madc_recording_neuron_id: int = 0, madc_recording_path: str = "",
) -> torch.Tensor:
    """mac(x: torch.Tensor, weights: torch.Tensor, num_sends: int = 1, wait_between_events: int = 5, mock: bool = False, madc_recording_neuron_id: int = 0, madc_recording_path: str = '') -> torch.Tensor

    Multiplies a vector or a batch of vectors with a matrix, which is cut into tiles if it is
    larger than a synapse array.

    >>> perceptron.mac(torch.full((5, 100), 15.0), torch.full((100, 10), 21.0)).shape
    torch.Size([5, 10])

    :param x: vectors 0...31, (K) or (B, K).
    :param weights: matrix -63...63, (K, N).
    :param num_sends: how often each vector is sent.
    :param wait_between_events: FPGA cycles of 8 ns between two events.
    :param mock: use the linear model and no chip.
    :param madc_recording_neuron_id: atomic neuron that the MADC records.
    :param madc_recording_path: file of the recording; none if empty.
    :returns: whole numbers -128...127 as floats, (N) or (B, N).
    """  # noqa: E501
    tensor(x, "x")
    tensor(weights, "weights")
    num_sends = whole(num_sends, "num_sends")
    wait = whole(wait_between_events, "wait_between_events")
    mock = truth(mock, "mock")
    neuron = whole(madc_recording_neuron_id, "madc_recording_neuron_id")
    if not isinstance(madc_recording_path, str):
        raise TypeError(
            "incompatible function arguments: madc_recording_path must be a str, not "
            f"{type(madc_recording_path).__name__}")
    if mock and madc_recording_path:
        raise RuntimeError("MADC recording is not possible in mock mode; use a chip")
    return _applied(_MAC, x, weights, num_sends, wait, mock, neuron, madc_recording_path)


mac = Function(_mac)


def _matmul(
    input: torch.Tensor, other: torch.Tensor, num_sends: int = 1, wait_between_events: int = _WAIT,
    mock: bool = False, madc_recording_neuron_id: int = 0, madc_recording_path: str = "",
) -> torch.Tensor:
    """matmul(input: torch.Tensor, other: torch.Tensor, num_sends: int = 1, wait_between_events: int = 5, mock: bool = False, madc_recording_neuron_id: int = 0, madc_recording_path: str = '') -> torch.Tensor

    Drop-in replacement for torch.matmul on the chip. ``other`` is 1-D or 2-D; leading axes of
    ``input`` are one batch.

    >>> perceptron.matmul(torch.full((2, 3, 100), 15.0), torch.full((100, 10), 21.0)).shape
    torch.Size([2, 3, 10])

    :param input: numbers 0...31.
    :param other: numbers -63...63, (K) or (K, N).
    :param num_sends: how often each vector is sent.
    :param wait_between_events: FPGA cycles of 8 ns between two events.
    :param mock: use the linear model and no chip.
    :param madc_recording_neuron_id: atomic neuron that the MADC records.
    :param madc_recording_path: file of the recording; none if empty.
    :returns: whole numbers -128...127 as floats.
    """  # noqa: E501
    tensor(input, "input")
    tensor(other, "other")
    if input.dim() == 0 or other.dim() == 0:
        raise RuntimeError("both arguments of matmul must be at least 1-D; reshape them")
    if other.dim() > 2:
        raise RuntimeError(
            f"the second argument of matmul is {other.dim()}-D; give a 1-D or 2-D tensor")
    vectors = input.reshape(input.shape[:-1].numel(), input.shape[-1])
    matrix = other.unsqueeze(-1) if other.dim() == 1 else other
    result = _mac(
        vectors, matrix, num_sends, wait_between_events, mock, madc_recording_neuron_id,
        madc_recording_path)
    shape = input.shape[:-1] + (() if other.dim() == 1 else other.shape[1:])
    return result.reshape(shape).contiguous()


matmul = Function(_matmul)


# ---- convolutions


def _strides(stride: Any, axes: int) -> list[int]:
    if isinstance(stride, (list, tuple)):
        values = [whole(s, "stride") for s in stride]
        if len(values) != axes:
            raise TypeError(
                f"incompatible function arguments: stride needs {axes} entries, not {len(values)}")
    else:
        values = [whole(stride, "stride")] * axes
    return values


def _convolve(
    input: torch.Tensor, weight: torch.Tensor, bias: Any, strides: list[int], num_sends: int,
    wait: int, mock: bool, copies: int = 1,
) -> torch.Tensor:
    """One product of all windows with all kernels; all sizes are the library's."""
    tensor(input, "input")
    tensor(weight, "weight")
    if bias is not None:
        tensor(bias, "bias")
    count, length, padding, spatial = _rules.convolution_sizes(
        input, weight, bias, strides, copies)
    if copies > 1:
        weight, strides = _side_by_side(weight, strides[0], copies)
    if padding:
        input = torch.nn.functional.pad(input, (0, padding))
    windows = _windows(input, weight.shape[2:], strides)
    products = _matmul(
        windows.reshape(count, length), weight.reshape(-1, length).t(), num_sends, wait, mock)
    channels = weight.shape[0]
    results = products.reshape(*windows.shape[:1 + len(strides)], channels).movedim(-1, 1)
    if bias is not None:
        results = results + bias.repeat_interleave(copies).reshape(1, -1, *[1] * len(strides))
    if copies > 1:
        results = _in_a_row(results, copies, spatial[0])
    return results.contiguous()


def _windows(
    input: torch.Tensor, kernel: Sequence[int], strides: Sequence[int]
) -> torch.Tensor:
    """A view of all windows: (B, C, axes) as (B, windows, C, kernel)."""
    axes = len(strides)
    for axis, (size, stride) in enumerate(zip(kernel, strides)):
        input = input.unfold(2 + axis, size, stride)
    return input.permute(0, *range(2, 2 + axes), 1, *range(2 + axes, 2 + 2 * axes))


def _side_by_side(
    weight: torch.Tensor, step: int, copies: int
) -> tuple[torch.Tensor, list[int]]:
    """A kernel with copies of itself, each shifted by a step, and the steps between windows."""
    shifted = [
        torch.nn.functional.pad(weight, (i * step, (copies - 1 - i) * step))
        for i in range(copies)]
    return torch.stack(shifted, 1).flatten(0, 1), [step * copies]


def _in_a_row(results: torch.Tensor, copies: int, length: int) -> torch.Tensor:
    """Results of the copies of a kernel as neighbours, without what is too many."""
    apart: torch.Tensor = results.unflatten(1, (-1, copies))
    return apart.transpose(2, 3).flatten(2, 3)[..., :length]


def _conv1d(
    input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None, stride: Any = 1,
    num_sends: int = 1, wait_between_events: int = _WAIT, mock: bool = False,
) -> torch.Tensor:
    """conv1d(input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor = None, stride: int = 1, num_sends: int = 1, wait_between_events: int = 5, mock: bool = False) -> torch.Tensor

    Convolution of (B, C_in, L) with (C_out, C_in, k), as one product of all windows with the
    kernels. The bias is added to the results as a float.

    >>> perceptron.conv1d(torch.full((2, 1, 20), 15.0), torch.full((4, 1, 5), 21.0)).shape
    torch.Size([2, 4, 16])
    """  # noqa: E501
    return _convolve(
        input, weight, bias, _strides(stride, 1), num_sends, wait_between_events, mock)


def _conv2d(
    input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None, stride: Any = 1,
    num_sends: int = 1, wait_between_events: int = _WAIT, mock: bool = False,
) -> torch.Tensor:
    """conv2d(input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor = None, stride: int = 1, num_sends: int = 1, wait_between_events: int = 5, mock: bool = False) -> torch.Tensor

    Convolution of (B, C_in, H, W) with (C_out, C_in, k, k), as one product of all windows with the
    kernels. The bias is added to the results as a float.

    >>> perceptron.conv2d(torch.full((2, 1, 8, 8), 15.0), torch.full((4, 1, 3, 3), 21.0)).shape
    torch.Size([2, 4, 6, 6])
    """  # noqa: E501
    return _convolve(
        input, weight, bias, _strides(stride, 2), num_sends, wait_between_events, mock)


def _expanded_conv1d(
    input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None, stride: Any = 1,
    num_expansions: int = 1, num_sends: int = 1, wait_between_events: int = _WAIT,
    mock: bool = False,
) -> torch.Tensor:
    """expanded_conv1d(input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor = None, stride: int = 1, num_expansions: int = 1, num_sends: int = 1, wait_between_events: int = 5, mock: bool = False) -> torch.Tensor

    Like conv1d, with the kernel ``num_expansions`` times side by side in the synapse array, so
    that one product gives as many neighbouring outputs. The copies of a weight are different
    synapses, whose deviations cannot be trained away one by one.

    >>> x, kernel = torch.full((2, 1, 20), 15.0), torch.full((4, 1, 5), 21.0)
    >>> perceptron.expanded_conv1d(x, kernel, num_expansions=3).shape
    torch.Size([2, 4, 16])
    """  # noqa: E501
    copies = whole(num_expansions, "num_expansions")
    return _convolve(
        input, weight, bias, _strides(stride, 1), num_sends, wait_between_events, mock, copies)


conv1d, conv2d, expanded_conv1d = Function(_conv1d), Function(_conv2d), Function(_expanded_conv1d)


# ---- digital operations


def _require_connection(*values: tuple[torch.Tensor, str]) -> None:
    for value, name in values:
        _rules.require_float_cpu(value, name)
    _hardware.current_chip()


class _Add(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, a: torch.Tensor, b: torch.Tensor, shape: Sequence[int]
    ) -> torch.Tensor:
        ctx.shapes = a.shape, b.shape
        return _rules.add(a, b, shape)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[Any, ...]:
        a, b = ctx.shapes
        return grad.sum_to_size(a), grad.sum_to_size(b), None


def _add(
    input: torch.Tensor, other: torch.Tensor, alpha: float = 1, mock: bool = False
) -> torch.Tensor:
    """add(input: torch.Tensor, other: torch.Tensor, alpha: float = 1, mock: bool = False) -> torch.Tensor

    Adds int8 numbers with saturation; fractions are floored before. ``alpha`` has to be 1.

    >>> perceptron.add(torch.tensor([100.0, 3.0]), torch.tensor([50.0, 4.0]), mock=True)
    tensor([127.,   7.])
    """  # noqa: E501
    tensor(input, "input")
    tensor(other, "other")
    mock = truth(mock, "mock")
    if isinstance(alpha, (str, bytes)) or not hasattr(alpha, "__float__"):
        raise TypeError(
            "incompatible function arguments: alpha must be a number, not "
            f"{type(alpha).__name__}")
    shape = _rules.sum_shape(input, other, float(alpha), mock)
    if mock:
        return _applied(_Add, input, other, shape)
    _require_connection((input, "input"), (other, "other"))
    with _tracer.operation("add", input, other=other.expand(shape)) as done:
        return done(_applied(_Add, input, other, shape))


class _ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, mock: bool) -> torch.Tensor:
        ctx.save_for_backward(x)
        return _rules.relu(x, mock)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[Any, ...]:
        (x,) = ctx.saved_tensors
        return grad * (x > 0), None


def _relu(input: torch.Tensor, mock: bool = False) -> torch.Tensor:
    """relu(input: torch.Tensor, mock: bool = False) -> torch.Tensor

    Rectifies int8 numbers: 0...127; fractions are floored before.

    >>> perceptron.relu(torch.tensor([-20.0, 20.0]), mock=True)
    tensor([ 0., 20.])
    """
    tensor(input, "input")
    if truth(mock, "mock"):
        return _applied(_ReLU, input, True)
    _require_connection((input, "input"))
    with _tracer.operation("relu", input) as done:
        return done(_applied(_ReLU, input, False))


class _ConvertingReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, shift: int, mock: bool) -> torch.Tensor:
        ctx.save_for_backward(x)
        ctx.shift = shift
        return _rules.converting_relu(x, shift, mock)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[Any, ...]:
        (x,) = ctx.saved_tensors
        return grad * (x > 0) / 2.0**ctx.shift, None, None


def _converting_relu(input: torch.Tensor, shift: int = 2, mock: bool = False) -> torch.Tensor:
    """converting_relu(input: torch.Tensor, shift: int = 2, mock: bool = False) -> torch.Tensor

    Rectifies int8 numbers and shifts them right to activations 0...31.

    >>> perceptron.converting_relu(torch.tensor([-20.0, 20.0, 120.0]), shift=1, mock=True)
    tensor([ 0., 10., 31.])
    """
    tensor(input, "input")
    shift = whole(shift, "shift")
    if abs(shift) > 1000:
        raise RuntimeError(f"shift is {shift}; allowed is -1000...1000")
    if truth(mock, "mock"):
        return _applied(_ConvertingReLU, input, shift, True)
    _require_connection((input, "input"))
    with _tracer.operation("converting_relu", input, shift=shift) as done:
        return done(_applied(_ConvertingReLU, input, shift, False))


def _argmax(
    input: torch.Tensor, dim: int | None = None, keepdim: bool = False, mock: bool = False
) -> torch.Tensor:
    """argmax(input: torch.Tensor, dim: int = None, keepdim: bool = False, mock: bool = False) -> torch.Tensor

    The index of the first maximum of int8 numbers, along an axis or of all (int64).

    >>> perceptron.argmax(torch.tensor([[3.0, 20.0, 5.0]]), dim=1, mock=True)
    tensor([1])
    """  # noqa: E501
    tensor(input, "input")
    dim = None if dim is None else whole(dim, "dim")
    keepdim = truth(keepdim, "keepdim")
    if truth(mock, "mock"):
        return _rules.argmax(input, dim, keepdim)
    _require_connection((input, "input"))
    with _tracer.operation("argmax", input, dim=dim, keepdim=keepdim) as done:
        return done(_rules.argmax(input, dim, keepdim))


add, relu = Function(_add), Function(_relu)
converting_relu, argmax = Function(_converting_relu), Function(_argmax)
