"""Targets of calibrations. ccalix: ``*_calib_target.h``"""

from __future__ import annotations

from typing import Any

from bss2emu.lowlevel.containers import containers
from bss2emu.lowlevel.fields import NumberKind

from .arrays import TimeInS, placed
from .structures import Structure, filled, floating, nested, number, one_of, optional

_cell = containers["CapMemCell"].Value
_sample = containers["CADCSampleQuad"].Value
_capacitor = containers["NeuronConfig"].MembraneCapacitorSize
_NEURONS, _INPUTS, _BLOCKS = "AtomicNeuronOnDLS", "SynapticInputOnNeuron", "CapMemBlockOnDLS"


#: Owners of values that only calibrations of what the model leaves out read.
_REASONS = {
    "NeuronCalibTarget": "neurons send no spikes in hagen mode",
    "STPCalibTarget": "drivers have no short-term plasticity"}


def _placed(owner: str, name: str, element: Any, index: str, inner: Any = None) -> Any:
    return placed(
        name, element, index, inner=inner, owner=owner, module=__name__,
        reason=_REASONS.get(owner.partition(".")[0], ""))


class CalibTarget(Structure):
    """A target of a calibration."""


# ---- CADC


class _Range:
    """A lower and an upper end."""

    Value: Any = None

    def __init__(self, lower: Any, upper: Any):
        self.lower, self.upper = lower, upper
        if self.lower > self.upper:
            raise ValueError(
                f"{type(self).__qualname__}: lower is {self.lower}, above upper {self.upper}; "
                "give lower <= upper")

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in ("lower", "upper"):
            raise AttributeError(
                f"{type(self).__name__} has no field {name!r}; it has lower, upper")
        object.__setattr__(self, name, self.Value(NumberKind(self.Value).code(value, name)))

    def to_tuple(self) -> tuple[Any, Any]:
        """Both ends."""
        return self.lower, self.upper

    def __repr__(self) -> str:
        return f"Range({self.lower!r}, {self.upper!r})"


class CADCCalibTarget(CalibTarget):
    """Target of the CADC calibration: samples at the ends of a range of CapMem voltages."""

    class DynamicRange(_Range):
        """Lower and upper CapMem code."""

        Value = _cell

    class ReadRange(_Range):
        """Samples there."""

        Value = _sample

    dynamic_range = nested(DynamicRange)
    read_range = nested(ReadRange)
    dynamic_range.default = lambda: CADCCalibTarget.DynamicRange(70, 550)
    read_range.default = lambda: CADCCalibTarget.ReadRange(20, 220)


# ---- hagen mode


class HagenNeuronCalibTarget(CalibTarget):
    """Target of the neuron calibration for hagen mode."""

    _name = "HagenNeuronCalibTarget"
    Potential = _placed(_name, "Potential", _sample, _NEURONS)
    PerNeuronTimeConstant = _placed(_name, "PerNeuronTimeConstant", TimeInS, _NEURONS)
    TauSynOnNeuron = _placed(_name, "TauSynOnNeuron", TimeInS, _INPUTS)
    TauSyn = _placed(_name, "TauSyn", None, _NEURONS, TauSynOnNeuron)
    leak = filled(Potential, 120)
    tau_mem = filled(PerNeuronTimeConstant, 60e-6)
    tau_syn = filled(TauSyn, 0.32e-6)
    i_synin_gm = number(_cell, 450)
    target_noise = optional(float)
    synapse_dac_bias = number(_cell, 1022)


class HagenCalibTarget(CalibTarget):
    """Target of the calibration for hagen mode."""

    cadc_target = nested(CADCCalibTarget)
    neuron_target = nested(HagenNeuronCalibTarget)

    def __init__(self) -> None:
        super().__init__()
        self.cadc_target.dynamic_range = CADCCalibTarget.DynamicRange(150, 500)


class HagenSyninCalibTarget(CalibTarget):
    """Target of the calibration for integration on synaptic lines."""

    cadc_target = nested(CADCCalibTarget)
    synapse_dac_bias = number(_cell, 800)

    def __init__(self) -> None:
        super().__init__()
        self.cadc_target.dynamic_range = CADCCalibTarget.DynamicRange(150, 340)


# ---- spiking neurons, which the model does not have


class NeuronCalibTarget(CalibTarget):
    """Target of the calibration of spiking neurons."""

    _name = "NeuronCalibTarget"
    Potential = _placed(_name, "Potential", _sample, _NEURONS)
    PerNeuronTimeConstant = _placed(_name, "PerNeuronTimeConstant", TimeInS, _NEURONS)
    TauSynPerNeuron = _placed(_name, "TauSynPerNeuron", TimeInS, _INPUTS)
    TauSyn = _placed(_name, "TauSyn", None, _NEURONS, TauSynPerNeuron)
    MembraneCapacitance = _placed(_name, "MembraneCapacitance", _capacitor, _NEURONS)

    class UncalibratedCubaSynapticInput(Structure):
        """Strengths of synaptic inputs that stay as they are."""

        _name = "NeuronCalibTarget.UncalibratedCubaSynapticInput"
        ISyninGMOnNeuron = _placed(_name, "ISyninGMOnNeuron", _cell, _INPUTS)
        ISyninGM = _placed(_name, "ISyninGM", None, _NEURONS, ISyninGMOnNeuron)
        i_synin_gm = filled(ISyninGM, 500)

    class CalibratedCubaSynapticInput(Structure):
        """Strengths of excitatory and inhibitory inputs that are matched among themselves."""

        _name = "NeuronCalibTarget.CalibratedCubaSynapticInput"
        ISyninGM = _placed(_name, "ISyninGM", _cell, _INPUTS)
        i_synin_gm = filled(ISyninGM, 500)

    class CalibratedMatchingCubaSynapticInput(Structure):
        """The strength of all inputs, which are matched."""

        i_synin_gm = number(_cell, 500)

    class CalibratedCobaSynapticInput(Structure):
        """Reversal and reference potentials of conductance-based inputs, or None."""

        _name = "NeuronCalibTarget.CalibratedCobaSynapticInput"
        PotentialOnNeuron = _placed(_name, "PotentialOnNeuron", None, _INPUTS)
        Potential = _placed(_name, "Potential", None, _NEURONS, PotentialOnNeuron)
        e_coba_reversal = filled(Potential, None)
        e_coba_reference = filled(Potential, None)

    leak = filled(Potential, 80)
    reset = filled(Potential, 70)
    threshold = filled(Potential, 125)
    tau_mem = filled(PerNeuronTimeConstant, 10e-6)
    tau_syn = filled(TauSyn, 10e-6)
    cuba_synin = one_of(
        (UncalibratedCubaSynapticInput, CalibratedCubaSynapticInput,
         CalibratedMatchingCubaSynapticInput), CalibratedMatchingCubaSynapticInput)
    coba_synin = nested(CalibratedCobaSynapticInput)
    membrane_capacitance = filled(MembraneCapacitance, 63)
    refractory_time = filled(PerNeuronTimeConstant, 2e-6)
    holdoff_time = filled(PerNeuronTimeConstant, 0.0)
    synapse_dac_bias = number(_cell, 600)
    tau_icc = optional(PerNeuronTimeConstant)


class CorrelationCalibTarget(CalibTarget):
    """Target of the correlation sensors' calibration."""

    amplitude = floating(0.5)
    time_constant = number(TimeInS, 5e-6)


class STPCalibTarget(CalibTarget):
    """Target of the plasticity calibration: voltages of the drivers' plasticity."""

    ValuePerQuadrant = _placed("STPCalibTarget", "ValuePerQuadrant", _cell, _BLOCKS)
    v_charge_0 = filled(ValuePerQuadrant, 100)
    v_recover_0 = filled(ValuePerQuadrant, 400)
    v_charge_1 = filled(ValuePerQuadrant, 330)
    v_recover_1 = filled(ValuePerQuadrant, 50)


class SpikingCalibTarget(CalibTarget):
    """Target of the calibration for spiking neurons."""

    cadc_target = nested(CADCCalibTarget)
    neuron_target = nested(NeuronCalibTarget)
    correlation_target = optional(lambda value: value)
    stp_target = nested(STPCalibTarget)
