"""Products and digital operations with their gradients."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from ... import environment
from ...mock import mock_mac
from .. import _hardware
from . import _tracer, constants
from ._callable import Function, tensor, truth, whole
from ._mock_parameter import current
from ._rounding import (
    INPUTS, WEIGHTS, floored, hardware_inputs, hardware_weights, mock_rounded, refuse_nan)

_WAIT = constants.defaults.wait_between_events


# ---- mac


def _check_axes(x: torch.Tensor, weights: torch.Tensor) -> None:
    if weights.dim() != 2:
        raise RuntimeError(f"weights have to be 2-D, but have shape {tuple(weights.shape)}")
    if x.dim() not in (1, 2):
        raise RuntimeError(f"x has to be 1-D or 2-D, but has shape {tuple(x.shape)}")


def _mac_on_hardware(
    x: torch.Tensor, weights: torch.Tensor, num_sends: int, wait: int, neuron: int, path: str
) -> torch.Tensor:
    _check_axes(x, weights)
    if x.shape[-1] != weights.shape[0]:
        raise RuntimeError(
            f"x has {x.shape[-1]} entries a vector, but weights have {weights.shape[0]} rows")
    matrix = hardware_weights(weights)
    vectors = hardware_inputs(x)
    chip = _hardware.current_chip()
    if x.numel() == 0:
        raise RuntimeError("the batch is empty; give at least one vector")
    if weights.numel() == 0:
        raise RuntimeError("the matrix is empty; give at least one column")
    for name, count in (("num_sends", num_sends), ("wait_between_events", wait)):
        if not 1 <= count <= 1_000_000:
            raise RuntimeError(f"{name} is {count}, but a chip takes 1...1000000")
    if path:
        return _recorded(chip, vectors, matrix, num_sends, wait, neuron, path)
    results = _hardware.multiply(vectors, matrix, num_sends, wait)
    return torch.from_numpy(results.astype(np.float32))


def _recorded(
    chip: Any, vectors: np.ndarray, matrix: np.ndarray, num_sends: int, wait: int, neuron: int,
    path: str,
) -> torch.Tensor:
    """A product with a MADC recording in a file."""
    if not 0 <= neuron <= 511:
        raise OverflowError(f"madc_recording_neuron_id is {neuron}, allowed is 0...511")
    if environment.is_noise_frozen():
        chip.seek_noise(0)
    results = chip.mac_recorded(
        vectors, matrix, neuron, path, num_sends=num_sends, wait_between_events=wait)
    return torch.from_numpy(results.astype(np.float32))


def _mac_in_mock(x: torch.Tensor, weights: torch.Tensor, num_sends: int) -> torch.Tensor:
    _check_axes(x, weights)
    matrix = mock_rounded(weights, "weights", WEIGHTS)
    vectors = mock_rounded(x, "x", INPUTS)
    if x.shape[-1] != weights.shape[0]:
        height = constants.hardware_matrix_height
        kind = IndexError if math.ceil(x.shape[-1] / height) > math.ceil(
            weights.shape[0] / height) else RuntimeError
        raise kind(
            f"x has {x.shape[-1]} entries a vector, but weights have {weights.shape[0]} rows")
    parameter = current()
    seed = 0
    if parameter.noise_std > 0 and not environment.is_noise_frozen():
        # One draw from torch's generator, so that torch.manual_seed governs the noise.
        seed = int(torch.randint(0, 2**63 - 1, (), dtype=torch.int64))
    results = mock_mac(
        vectors.to("cpu", torch.float32).numpy(), matrix.to("cpu", torch.float32).numpy(),
        num_sends=num_sends, gain=parameter.gain, noise_std=parameter.noise_std, run_seed=seed)
    return torch.from_numpy(results).to(x.device, torch.get_default_dtype())


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
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[Any, ...]:  # type: ignore[override]
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
        raise TypeError("incompatible function arguments: madc_recording_path must be a str")
    if mock and madc_recording_path:
        raise RuntimeError("MADC recording is not possible in mock mode; use a chip")
    return _MAC.apply(x, weights, num_sends, wait, mock, neuron, madc_recording_path)


mac = Function(_mac)


def _matmul(
    input: torch.Tensor, other: torch.Tensor, num_sends: int = 1, wait_between_events: int = _WAIT,
    mock: bool = False, madc_recording_neuron_id: int = 0, madc_recording_path: str = "",
) -> torch.Tensor:
    """matmul(input: torch.Tensor, other: torch.Tensor, num_sends: int = 1, wait_between_events: int = 5, mock: bool = False, madc_recording_neuron_id: int = 0, madc_recording_path: str = '') -> torch.Tensor

    Drop-in replacement for torch.matmul on the chip. ``other`` is 1-D or 2-D; leading axes of
    ``input`` are one batch.

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
        raise RuntimeError("both arguments to matmul need to be at least 1-D")
    if other.dim() > 2:
        raise RuntimeError(f"matmul with a {other.dim()}-D second argument is not implemented")
    vectors = input.reshape(-1, input.shape[-1]) if input.numel() else input.reshape(
        math.prod(input.shape[:-1]), input.shape[-1])
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
    if any(value < 1 for value in values):
        raise RuntimeError(f"stride is {values}, but must be positive")
    return values


def _convolve(
    input: torch.Tensor, weight: torch.Tensor, bias: Any, strides: list[int], num_sends: int,
    wait: int, mock: bool,
) -> torch.Tensor:
    axes = len(strides)
    tensor(input, "input")
    tensor(weight, "weight")
    if bias is not None:
        tensor(bias, "bias")
    if weight.dim() != axes + 2:
        raise RuntimeError(f"weight has to be {axes + 2}-D, but has shape {tuple(weight.shape)}")
    if input.dim() != axes + 2:
        raise RuntimeError(f"input has to be {axes + 2}-D, but has shape {tuple(input.shape)}")
    if input.shape[1] != weight.shape[1]:
        raise RuntimeError(
            f"input has {input.shape[1]} channels, but weight has {weight.shape[1]}")
    kernel = weight.shape[2:]
    for size, length in zip(kernel, input.shape[2:]):
        if size > length:
            raise RuntimeError(
                f"the kernel {tuple(kernel)} is larger than the input {tuple(input.shape[2:])}")
    windows = input
    for axis, (size, stride) in enumerate(zip(kernel, strides)):
        windows = windows.unfold(2 + axis, size, stride)
    # (B, C, out..., k...) -> (B, out..., C, k...)
    order = [0, *range(2, 2 + axes), 1, *range(2 + axes, 2 + 2 * axes)]
    windows = windows.permute(order)
    batch = windows.shape[:1 + axes]
    count = math.prod(weight.shape[1:])
    result = _matmul(
        windows.reshape(math.prod(batch), count), weight.reshape(weight.shape[0], count).t(),
        num_sends, wait, mock)
    result = result.reshape(*batch, weight.shape[0]).movedim(-1, 1)
    if bias is not None:
        result = result + bias.reshape(1, -1, *[1] * axes)
    return result.contiguous()


def _conv1d(
    input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None, stride: Any = 1,
    num_sends: int = 1, wait_between_events: int = _WAIT, mock: bool = False,
) -> torch.Tensor:
    """conv1d(input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor = None, stride: int = 1, num_sends: int = 1, wait_between_events: int = 5, mock: bool = False) -> torch.Tensor

    Convolution of (B, C_in, L) with (C_out, C_in, k), as one product of all windows with the
    kernels. The bias is added to the results as a float.
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
    """  # noqa: E501
    tensor(input, "input")
    tensor(weight, "weight")
    (step,) = _strides(stride, 1)
    n = whole(num_expansions, "num_expansions")
    if n < 1:
        raise RuntimeError(f"num_expansions is {n}, but must be positive")
    if weight.dim() != 3 or input.dim() != 3:
        raise RuntimeError(
            f"input and weight have to be 3-D, but have shapes {tuple(input.shape)} and "
            f"{tuple(weight.shape)}")
    out_channels, in_channels, k = weight.shape
    length = input.shape[-1]
    if k > length:
        raise RuntimeError(f"the kernel {k} is larger than the input {length}")
    copies = [
        torch.nn.functional.pad(weight, (i * step, (n - 1 - i) * step)) for i in range(n)]
    expanded = torch.stack(copies, 1).reshape(out_channels * n, in_channels, k + step * (n - 1))
    k_expanded, step_expanded = expanded.shape[-1], step * n
    wanted = (length - k) // step + 1
    given = ((length - k_expanded) // step_expanded + 1) * n
    if wanted > given or length < k_expanded:
        input = torch.nn.functional.pad(input, (0, step_expanded))
    own_bias = None if bias is None else tensor(bias, "bias").repeat_interleave(n)
    result = _convolve(
        input, expanded, own_bias, [step_expanded], num_sends, wait_between_events, mock)
    batch, _, positions = result.shape
    result = result.reshape(batch, out_channels, n, positions).transpose(2, 3)
    return result.reshape(batch, out_channels, positions * n)[..., :wanted].contiguous()


conv1d, conv2d, expanded_conv1d = Function(_conv1d), Function(_conv2d), Function(_expanded_conv1d)


# ---- digital operations


def _require_connection(*values: tuple[torch.Tensor, str]) -> None:
    from ._rounding import require_float_cpu

    for value, name in values:
        require_float_cpu(value, name)
    _hardware.current_chip()


class _Add(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        refuse_nan(a, "input")
        refuse_nan(b, "other")
        return (floored(a) + floored(b)).clamp(-128, 127)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[Any, ...]:  # type: ignore[override]
        return grad, grad


def _add(
    input: torch.Tensor, other: torch.Tensor, alpha: float = 1, mock: bool = False
) -> torch.Tensor:
    """add(input: torch.Tensor, other: torch.Tensor, alpha: float = 1, mock: bool = False) -> torch.Tensor

    Adds int8 numbers with saturation; fractions are floored before. ``alpha`` has to be 1.
    """  # noqa: E501
    tensor(input, "input")
    tensor(other, "other")
    mock = truth(mock, "mock")
    if isinstance(alpha, (str, bytes)) or not hasattr(alpha, "__float__"):
        raise TypeError("incompatible function arguments: alpha must be a number")
    if float(alpha) != 1:
        raise RuntimeError(f"alpha is {alpha}, but only 1 is supported")
    if not mock:
        if other.dim() > input.dim():
            raise RuntimeError(
                f"other {tuple(other.shape)} must not have more axes than input "
                f"{tuple(input.shape)}")
        _require_connection((input, "input"), (other, "other"))
    a, b = torch.broadcast_tensors(input, other)
    if not mock and a.shape != input.shape:
        raise RuntimeError(
            f"shape {tuple(a.shape)} is invalid for input of shape {tuple(input.shape)}")
    if not mock and _tracer.is_active():
        with _tracer.operation("add", input, other=b) as done:
            return done(_Add.apply(a, b))
    return _Add.apply(a, b)


class _ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(x)
        refuse_nan(x, "input")
        return torch.floor(x).clamp(0, 127)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> torch.Tensor:  # type: ignore[override]
        (x,) = ctx.saved_tensors
        return grad * (x > 0)


def _on_chip(name: str, x: torch.Tensor) -> None:
    _require_connection((x, "input"))
    if x.dim() == 0:
        raise RuntimeError(f"{name} on a chip needs at least one axis")


def _relu(input: torch.Tensor, mock: bool = False) -> torch.Tensor:
    """relu(input: torch.Tensor, mock: bool = False) -> torch.Tensor

    Rectifies int8 numbers: 0...127; fractions are floored before.
    """
    tensor(input, "input")
    if truth(mock, "mock"):
        return _ReLU.apply(input)
    _on_chip("relu", input)
    with _tracer.operation("relu", input) as done:
        return done(_ReLU.apply(input))


class _ConvertingReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, shift: int) -> torch.Tensor:
        ctx.save_for_backward(x)
        ctx.shift = shift
        refuse_nan(x, "input")
        scaled = torch.floor(x).clamp(0, 127) / 2.0**shift
        return torch.floor(scaled).clamp(0, constants.input_activation_max)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[Any, ...]:  # type: ignore[override]
        (x,) = ctx.saved_tensors
        return grad * (x > 0) / 2.0**ctx.shift, None


def _converting_relu(input: torch.Tensor, shift: int = 2, mock: bool = False) -> torch.Tensor:
    """converting_relu(input: torch.Tensor, shift: int = 2, mock: bool = False) -> torch.Tensor

    Rectifies int8 numbers and shifts them right to activations 0...31.
    """
    tensor(input, "input")
    shift = whole(shift, "shift")
    if abs(shift) > 1000:
        raise RuntimeError(f"shift is {shift}, which no number can be shifted by")
    if truth(mock, "mock"):
        return _ConvertingReLU.apply(input, shift)
    if shift < 0:
        raise RuntimeError(f"shift is {shift}, but a chip needs at least 0")
    _on_chip("converting_relu", input)
    with _tracer.operation("converting_relu", input, shift=shift) as done:
        return done(_ConvertingReLU.apply(input, shift))


def _argmax(
    input: torch.Tensor, dim: int | None = None, keepdim: bool = False, mock: bool = False
) -> torch.Tensor:
    """argmax(input: torch.Tensor, dim: int = None, keepdim: bool = False, mock: bool = False) -> torch.Tensor

    The index of the first maximum of int8 numbers, along an axis or of all (int64).
    """  # noqa: E501
    tensor(input, "input")
    dim = None if dim is None else whole(dim, "dim")
    keepdim = truth(keepdim, "keepdim")
    if truth(mock, "mock"):
        return _first_maximum(input, dim, keepdim)
    _require_connection((input, "input"))
    with _tracer.operation("argmax", input, dim=dim, keepdim=keepdim) as done:
        return done(_first_maximum(input, dim, keepdim))


def _first_maximum(x: torch.Tensor, dim: int | None, keepdim: bool) -> torch.Tensor:
    refuse_nan(x, "input")
    rank = max(x.dim(), 1)
    if dim is not None and not -rank <= dim < rank:
        raise IndexError(f"dim is {dim}, allowed is {-rank}...{rank - 1}")
    if x.numel() == 0:
        raise RuntimeError("argmax of an empty tensor")
    values = floored(x.detach()).cpu().numpy()
    if dim is None or x.dim() == 0:
        return torch.tensor(int(values.argmax()), device=x.device)
    index = np.asarray(values.argmax(dim, keepdims=keepdim), np.int64)
    return torch.from_numpy(index.copy()).to(x.device)


add, relu = Function(_add), Function(_relu)
converting_relu, argmax = Function(_converting_relu), Function(_argmax)
