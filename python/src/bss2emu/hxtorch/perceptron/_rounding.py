"""From floats to what the chip takes, with the original's checks in the original's order."""

from __future__ import annotations

import numpy as np
import torch

from . import constants

WEIGHTS = (constants.synaptic_weight_min, constants.synaptic_weight_max)
INPUTS = (constants.input_activation_min, constants.input_activation_max)


def require_float_cpu(values: torch.Tensor, name: str) -> None:
    """Refuses what the chip's path does not take."""
    if values.device.type != "cpu":
        raise RuntimeError(f"{name}: expected a CPU tensor, but found one on {values.device}")
    if values.dtype != torch.float32:
        raise RuntimeError(f"{name}: expected scalar type Float, but found {values.dtype}")


def half_away(values: torch.Tensor) -> np.ndarray:
    """Rounds half away from zero, as the chip's path does."""
    array = values.detach().numpy()
    whole = np.trunc(array)
    with np.errstate(invalid="ignore"):  # infinity minus infinity
        whole += np.copysign(np.abs(array - whole) >= 0.5, array)
    return whole


def hardware_weights(weights: torch.Tensor) -> np.ndarray:
    """Weights as the chip takes them.

    :raises OverflowError: above 63 and for NaN; RuntimeError (an underflow) below -63.
    """
    require_float_cpu(weights, "weights")
    whole = half_away(weights)
    _refuse_nan(whole, "weights")
    if whole.size and whole.max() > WEIGHTS[1]:
        raise OverflowError(f"weight {whole.max():g} is above {WEIGHTS[1]}; scale or clamp it")
    if whole.size and whole.min() < WEIGHTS[0]:
        raise RuntimeError(f"weight {whole.min():g} is below {WEIGHTS[0]}; scale or clamp it")
    return whole.astype(np.int8)


def hardware_inputs(x: torch.Tensor) -> np.ndarray:
    """Activations as the chip takes them.

    :raises OverflowError: outside 0...31 and for NaN.
    """
    require_float_cpu(x, "x")
    whole = half_away(x)
    _refuse_nan(whole, "x")
    if whole.size and (whole.max() > INPUTS[1] or whole.min() < INPUTS[0]):
        raise OverflowError(
            f"inputs reach from {whole.min():g} to {whole.max():g}, allowed is "
            f"{INPUTS[0]}...{INPUTS[1]}; scale or clamp them")
    return whole.astype(np.uint8)


def mock_rounded(values: torch.Tensor, name: str, allowed: tuple[int, int]) -> torch.Tensor:
    """Rounds half to even, as the mock does.

    :raises OverflowError: out of range and for NaN; RuntimeError for an empty tensor.
    """
    if values.numel() == 0:
        raise RuntimeError(f"{name}: an empty tensor has no minimum; give at least one element")
    rounded = torch.round(values.detach())
    low, high = rounded.min().item(), rounded.max().item()
    if low != low or high != high:
        raise OverflowError(f"{name}: holds numbers that are not a number")
    if low < allowed[0] or high > allowed[1]:
        raise OverflowError(
            f"{name}: expected values in the range {allowed[0]}...{allowed[1]}, but got minimum "
            f"{low:g} and maximum {high:g}")
    return rounded


def floored(values: torch.Tensor) -> torch.Tensor:
    """floor, then clamp to -128...127: what digital operations start from."""
    return torch.floor(values).clamp(
        constants.output_activation_min, constants.output_activation_max)


def _refuse_nan(values: np.ndarray, name: str) -> None:
    if np.isnan(values).any():
        raise OverflowError(f"{name}: holds numbers that are not a number")


def refuse_nan(values: torch.Tensor, name: str) -> None:
    """Digital operations take numbers only."""
    # The sum alone is cheaper; infinities of both signs have one that is no number either.
    if bool(torch.isnan(values.detach().sum())) and bool(torch.isnan(values).any()):
        raise OverflowError(f"{name}: holds numbers that are not a number")
