"""Stands in for ``pyccalix``: targets and options of calibrations, and parts of programs."""

from __future__ import annotations

from . import hagen, helpers, spiking
from .arrays import PotentialInVolt, TimeInS
from .options import (
    CADCCalibOptions, CalibOptions, CorrelationCalibOptions, HagenCalibOptions,
    HagenSyninCalibOptions, NeuronCalibOptions, SpikingCalibOptions, STPCalibOptions,
    SynapseDriverCalibOptions)
from .targets import (
    CADCCalibTarget, CalibTarget, CorrelationCalibTarget, HagenCalibTarget,
    HagenNeuronCalibTarget, HagenSyninCalibTarget, NeuronCalibTarget, SpikingCalibTarget,
    STPCalibTarget)

__variant__ = "bss2emu"

__all__ = [
    "CADCCalibOptions", "CADCCalibTarget", "CalibOptions", "CalibTarget",
    "CorrelationCalibOptions", "CorrelationCalibTarget", "HagenCalibOptions", "HagenCalibTarget",
    "HagenNeuronCalibTarget", "HagenSyninCalibOptions", "HagenSyninCalibTarget",
    "NeuronCalibOptions", "NeuronCalibTarget", "PotentialInVolt", "STPCalibOptions",
    "STPCalibTarget", "SpikingCalibOptions", "SpikingCalibTarget", "SynapseDriverCalibOptions",
    "TimeInS", "hagen", "helpers", "spiking"]
