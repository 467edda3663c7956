"""As much of ``dlens_vx_v3`` as scripts use to find the calibration of the chip at hand."""

from . import hxcomm

__all__ = ["hxcomm"]
