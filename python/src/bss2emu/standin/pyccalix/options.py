"""Options of calibrations. ccalix: ``*_calib_options.h``"""

from __future__ import annotations

import enum
from typing import Any

from bss2emu.lowlevel.containers import containers
from bss2emu.lowlevel.coordinates import coordinates
from bss2emu.lowlevel.extras import coordinates_or_type

from .arrays import PotentialInVolt, placed
from .structures import Structure, filled, floating, nested, number, optional, switch

_cell = containers["CapMemCell"].Value
_trims = containers["SynapseCorrelationCalibQuad"]


class CalibOptions(Structure):
    """Further options, which may change results."""


class CADCCalibOptions(CalibOptions):
    """Options of the CADC calibration."""

    calibrate_offsets = switch(True)


class NeuronCalibOptions(CalibOptions):
    """Options of the neuron calibration: the neuron whose readout stays connected."""

    readout_neuron = optional(coordinates["AtomicNeuronOnDLS"])


class SynapseDriverCalibOptions(CalibOptions):
    """Options of the driver calibration: the activation at which offsets are matched."""

    offset_test_activation = number(coordinates_or_type("SynapseLabel"), 3)


class HagenCalibOptions(CalibOptions):
    """Options of the calibration for hagen mode."""

    cadc_options = nested(CADCCalibOptions)
    neuron_options = nested(NeuronCalibOptions)
    neuron_disable_leakage = switch(True)
    synapse_driver_options = nested(SynapseDriverCalibOptions)


class HagenSyninCalibOptions(CalibOptions):
    """Options of the calibration for integration on synaptic lines."""

    cadc_options = nested(CADCCalibOptions)
    synapse_driver_options = nested(SynapseDriverCalibOptions)


class CorrelationCalibOptions(CalibOptions):
    """Options of the correlation sensors' calibration; the model has no such sensors."""

    class Branches(enum.IntEnum):
        """The traces that are calibrated."""

        CAUSAL = 0
        ACAUSAL = 1
        BOTH = 2

    branches = number(Branches, 2)
    v_res_meas = number(PotentialInVolt, 0.9)
    v_reset = number(PotentialInVolt, 1.85)
    calibrate_synapses = switch(False)
    time_constant_priority = floating(0.3)
    default_amp_calib = number(_trims.AmpCalib, 0)
    default_time_calib = number(_trims.TimeCalib, 0)

    def check(self) -> None:
        """Refuses a priority outside of 0 to 1."""
        if not 0 <= self.time_constant_priority <= 1:
            raise IndexError(
                f"time_constant_priority is {self.time_constant_priority}; allowed is 0...1")


class STPCalibOptions(CalibOptions):
    """Options of the plasticity calibration; the model has no short-term plasticity."""

    ValuePerQuadrant = placed(
        "ValuePerQuadrant", _cell, "CapMemBlockOnDLS", owner="STPCalibOptions", module=__name__,
        reason="drivers have no short-term plasticity")
    i_ramp = filled(ValuePerQuadrant, 600)
    v_stp = filled(ValuePerQuadrant, 180)


class SpikingCalibOptions(CalibOptions):
    """Options of the calibration for spiking neurons, which the model does not have."""

    cadc_options = nested(CADCCalibOptions)
    neuron_options = nested(NeuronCalibOptions)
    correlation_options = nested(CorrelationCalibOptions)
    stp_options = nested(STPCalibOptions)
    refine_potentials = optional(bool)

    def __init__(self, **options: Any) -> None:
        super().__init__()
        for name, value in options.items():
            if name not in self._fields():
                raise TypeError(
                    f"SpikingCalibOptions has no argument {name!r}; it has "
                    f"{', '.join(self._fields())}")
            setattr(self, name, value)


__all__ = [name for name in dir() if name.endswith("Options")]
