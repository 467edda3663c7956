"""The built-in task of calibration yield."""

from __future__ import annotations

from ..chip import Chip
from ..errors import StudyError
from ._points import Point

_PARTS = {"neurons": "neuron/success", "cadc_channels": "cadc/success",
          "synapse_drivers": "synapse_driver/success"}


def calibration_yield(chip: Chip, point: Point) -> dict[str, float]:
    """Shares of neurons, CADC channels and synapse drivers that reached their targets, %.

    :raises StudyError: for a chip that is not calibrated.
    """
    if chip.calibration is None:
        raise StudyError("calibration_yield needs a calibrated chip; use 'calibration: point'.")
    success = chip.calibration.success
    return {name: 100 * float(success[part].mean()) for name, part in _PARTS.items()}
