"""Gain and noise of the linear model: one pair for the process, as hxtorch has it."""

from __future__ import annotations

import copy
from typing import Any

import torch

from .. import logger
from ..._hardware import current_chip
from . import _rules, constants
from ._callable import Function


class MockParameter:
    """MockParameter(noise_std: float = 2.0, gain: float = 0.002)

    >>> hxtorch.perceptron.MockParameter(noise_std=0.0, gain=0.003)
    MockParameter(noise_std=0.000000, gain=0.003000)

    :ivar noise_std: standard deviation of the noise of one read in LSB; none at 0 and below.
    :ivar gain: output LSB for one unit of input times weight.
    """

    def __init__(
        self, noise_std: float = constants.defaults.noise_std,
        gain: float = constants.defaults.gain,
    ):
        self.noise_std = noise_std
        self.gain = gain

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in ("noise_std", "gain"):
            raise AttributeError(f"MockParameter has noise_std and gain, but no {name}")
        if isinstance(value, (str, bytes, complex)) or not hasattr(value, "__float__"):
            raise TypeError(f"MockParameter.{name} must be a number, not {type(value).__name__}")
        object.__setattr__(self, name, float(value))

    def __repr__(self) -> str:
        return f"MockParameter(noise_std={self.noise_std:f}, gain={self.gain:f})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MockParameter):
            return NotImplemented
        return (self.noise_std, self.gain) == (other.noise_std, other.gain)

    __hash__ = None  # type: ignore[assignment]


_current = [MockParameter()]


def current() -> MockParameter:
    """The parameters in force, not to be changed."""
    return _current[0]


@Function
def get_mock_parameter() -> MockParameter:
    """get_mock_parameter() -> MockParameter

    A copy of the parameters that mock, backward passes and initialisation use.

    >>> hxtorch.perceptron.get_mock_parameter().gain
    """
    return copy.copy(_current[0])


@Function
def set_mock_parameter(parameter: MockParameter) -> None:
    """set_mock_parameter(parameter: MockParameter) -> None

    Sets the parameters that mock, backward passes and initialisation use from now on.

    >>> hxtorch.perceptron.set_mock_parameter(hxtorch.perceptron.measure_mock_parameter())

    :raises OverflowError: for a gain outside (0, 1].
    """
    if not isinstance(parameter, MockParameter):
        raise TypeError(
            "incompatible function arguments: parameter must be a MockParameter, not "
            f"{type(parameter).__name__}")
    _rules.require_gain(parameter.gain)
    _current[0] = copy.copy(parameter)


@Function
def measure_mock_parameter() -> MockParameter:
    """measure_mock_parameter() -> MockParameter

    Measures gain and noise of the connected chip; nothing is set.

    See :func:`set_mock_parameter`.
    """
    from ._operations import matmul

    current_chip()
    with torch.no_grad():
        noise, gain, output = _rules.measured_parameter(torch.rand, matmul)
    log = logger.get("hxtorch.perceptron.measure_mock_parameter")
    log.info(f"gain: {gain:.6f}, noise_std: {noise:.4f}, median output: {output}")
    return MockParameter(noise, gain)
