"""hxtorch's rules, as the emulator's library has them, on tensors.

The library rounds, checks, computes and finds the sentences; here tensors become buffers, and codes
the exceptions that hxtorch raises.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from ..._library import address, callback, last_error, library, shape

_EXCEPTIONS: dict[int, type[Exception]] = {-2: OverflowError, -6: IndexError}
_HALF_TO_EVEN, _DOWN = 0, 1
_Uniform = ctypes.CFUNCTYPE(
    ctypes.c_int32, ctypes.c_ssize_t, ctypes.POINTER(ctypes.c_double), ctypes.c_void_p)
_Product = ctypes.CFUNCTYPE(
    ctypes.c_int32, ctypes.POINTER(ctypes.c_float), ctypes.c_ssize_t, ctypes.c_ssize_t,
    ctypes.POINTER(ctypes.c_float), ctypes.c_ssize_t, ctypes.POINTER(ctypes.c_float),
    ctypes.c_void_p)


def _obey(code: int) -> int:
    """Passes a code or count on; raises hxtorch's exception for a negative one."""
    if code >= 0:
        return code
    raise _EXCEPTIONS.get(code, RuntimeError)(last_error())


def require_float_cpu(values: torch.Tensor, name: str) -> None:
    """Refuses what the chip's path does not take."""
    if values.device.type != "cpu":
        raise RuntimeError(
            f"{name}: expected a CPU tensor, but found one on {values.device}; call .cpu()")
    if values.dtype != torch.float32:
        raise RuntimeError(f"{name}: expected scalar type Float, but found {values.dtype}")


def _floats(values: torch.Tensor, rule: int) -> torch.Tensor:
    """A block of floats on the CPU; doubles are rounded before they become narrower."""
    values = values.detach().resolve_neg()
    if values.dtype != torch.float64:
        return values.to("cpu", torch.float32).contiguous()
    doubles = values.cpu().contiguous()
    floats = torch.empty(doubles.shape, dtype=torch.float32)
    _obey(library.bss2_narrow(doubles.data_ptr(), doubles.numel(), rule, floats.data_ptr()))
    return floats


# ---- products


def chip_operands(x: torch.Tensor, weights: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and weights as the chip takes them, with all checks in hxtorch's order.

    :raises OverflowError: above the range, below that of inputs, and for NaN.
    :raises RuntimeError: for weights below their range (an underflow) and shapes that do not fit.
    """
    require_float_cpu(weights, "weights")
    require_float_cpu(x, "x")
    vectors, matrix = _floats(x, _HALF_TO_EVEN), _floats(weights, _HALF_TO_EVEN)
    rounded = np.empty(x.shape, np.uint8), np.empty(weights.shape, np.int8)
    _obey(
        library.bss2_mac_round(
            vectors.data_ptr(), *shape(x.shape), matrix.data_ptr(), *shape(weights.shape),
            address(rounded[0]), address(rounded[1])))
    return rounded


def mock_product(
    x: torch.Tensor, weights: torch.Tensor, num_sends: int, parameter: Any, seed: int
) -> torch.Tensor:
    """The linear model's results, as floats on the CPU."""
    vectors, matrix = _floats(x, _HALF_TO_EVEN), _floats(weights, _HALF_TO_EVEN)
    results = torch.empty(x.shape[:-1] + weights.shape[1:], dtype=torch.float32)
    _obey(
        library.bss2_mock_multiply(
            vectors.data_ptr(), *shape(x.shape), matrix.data_ptr(), *shape(weights.shape),
            num_sends, parameter.gain, parameter.noise_std, seed, 0, 0, os.cpu_count() or 1,
            results.data_ptr()))
    return results


# ---- convolutions


def convolution_sizes(
    input: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None, strides: Sequence[int],
    copies: int = 1,
) -> tuple[int, int, int, list[int]]:
    """All windows, elements of a window, zeros to append, and the result's spatial axes."""
    axes = len(strides)
    sizes = (ctypes.c_ssize_t * (4 + axes))()
    _obey(
        library.bss2_conv_sizes(
            *shape(input.shape), *shape(weight.shape),
            *((None, 0) if bias is None else shape(bias.shape)), *shape(strides), copies, sizes))
    windows, length, _, padding, *spatial = sizes
    return windows, length, padding, spatial


def fitting_copies(out_channels: int, kernel: int, stride: int) -> int:
    """As many copies of a kernel as fit into one array."""
    return _obey(library.bss2_conv_copies(out_channels, kernel, stride))


# ---- digital operations


def sum_shape(
    input: torch.Tensor, other: torch.Tensor, alpha: float, mock: bool
) -> tuple[int, ...]:
    """The shape of a sum; refuses what cannot be added."""
    lengths = (ctypes.c_ssize_t * max(input.dim(), other.dim()))()
    _obey(
        library.bss2_add_shape(
            *shape(input.shape), *shape(other.shape), alpha, mock, lengths))
    return tuple(lengths)


def add(input: torch.Tensor, other: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
    """The saturating sum of two operands, which has a known shape."""
    a, b = _floats(input, _DOWN), _floats(other, _DOWN)
    results = torch.empty(lengths, dtype=torch.float32)
    _obey(
        library.bss2_add(
            a.data_ptr(), *shape(a.shape), b.data_ptr(), *shape(b.shape), results.data_ptr()))
    return results.to(input.device, torch.result_type(input, other))


def relu(input: torch.Tensor, mock: bool) -> torch.Tensor:
    """Rectified int8 numbers."""
    return _rectified(library.bss2_relu, input, int(mock)).to(input.dtype)


def converting_relu(input: torch.Tensor, shift: int, mock: bool) -> torch.Tensor:
    """Rectified int8 numbers, shifted to activations."""
    results = _rectified(library.bss2_converting_relu, input, shift, int(mock))
    return results.to(torch.result_type(input, 1.0))


def _rectified(function: Any, input: torch.Tensor, *options: int) -> torch.Tensor:
    x = _floats(input, _DOWN)
    results = torch.empty(x.shape, dtype=torch.float32)
    _obey(function(x.data_ptr(), *shape(x.shape), *options, results.data_ptr()))
    return results.to(input.device)


def argmax(input: torch.Tensor, dim: int | None, keepdim: bool) -> torch.Tensor:
    """The place of the first largest int8 number along an axis, or of all."""
    x = _floats(input, _DOWN)
    lengths = list(x.shape)
    if dim is None:
        lengths = []
    elif -len(lengths) <= dim < len(lengths):
        lengths[dim] = 1
    places = torch.empty(lengths, dtype=torch.int64)
    axis = None if dim is None else ctypes.byref(ctypes.c_ssize_t(dim))
    _obey(library.bss2_argmax(x.data_ptr(), *shape(x.shape), axis, places.data_ptr()))
    if dim is not None and not keepdim and places.dim():
        places = places.squeeze(dim)
    return places.to(input.device)


# ---- parameters


def require_gain(gain: float) -> None:
    """Refuses gains outside (0, 1]."""
    _obey(library.bss2_mock_check_gain(gain))


def measured_parameter(
    uniform: Callable[[int], torch.Tensor],
    product: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
) -> tuple[float, float, float]:
    """Noise, gain and median output, from random numbers and products."""
    failures: list[BaseException] = []

    def guarded(body: Callable[[], None]) -> int:
        try:
            body()
        except BaseException as error:  # it cannot pass through the library
            failures.append(error)
            return 1
        return 0

    def draw(count: int, values: Any, _: Any) -> int:
        return guarded(lambda: _fill(values, (count,), uniform(count)))

    def multiply(
        inputs: Any, batch: int, rows: int, weights: Any, columns: int, results: Any, _: Any
    ) -> int:
        return guarded(lambda: _fill(results, (batch, columns), product(
            torch.from_numpy(np.ctypeslib.as_array(inputs, (batch, rows)).copy()),
            torch.from_numpy(np.ctypeslib.as_array(weights, (rows, columns)).copy()))))

    numbers = (ctypes.c_double * 3)()
    places = (ctypes.byref(numbers, 8 * index) for index in range(3))
    uniform_callback, product_callback = _Uniform(draw), _Product(multiply)
    code = library.bss2_measure_mock_parameter(
        callback(uniform_callback), callback(product_callback), None, *places)
    if failures:
        raise failures[0]
    _obey(code)
    return numbers[0], numbers[1], numbers[2]


def _fill(place: Any, lengths: tuple[int, ...], values: torch.Tensor) -> None:
    np.ctypeslib.as_array(place, lengths)[...] = values.detach().numpy()


def layer_law(
    gain: float, fan_in: int, relu_shift: int, num_sends: int | None
) -> tuple[int, float, float]:
    """Number of sends where none is given, spread of weights, bound of the bias."""
    sends = ctypes.c_int64(num_sends or 0)
    std, bound = ctypes.c_double(), ctypes.c_double()
    _obey(
        library.bss2_layer_law(
            gain, fan_in, relu_shift, ctypes.byref(sends), ctypes.byref(std),
            ctypes.byref(bound)))
    return sends.value, std.value, bound.value


def scale(largest: torch.Tensor, limit: int) -> float:
    """The factor that scales a largest magnitude to a limit; 1 if there is nothing to scale."""
    return float(library.bss2_scale(float(largest), limit))
