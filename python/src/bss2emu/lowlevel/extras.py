"""Parts of containers that are no plain fields, and names that haldls has beside them.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

from typing import Any

from .containers import HAL, LOLA, containers
from .coordinates import coordinates
from .fields import FlagKind
from .values import choice, ranged

_flag = FlagKind()


# ---- CapMem debug output


class _DebugCell:
    """The cell at a block's debug output: a row by one of 24 bits, a column by number.

    Neither is on the bus while the output is off; the cell is then kept beside the words.
    """

    LAST_ROW = 23
    COLUMNS = 130

    @classmethod
    def read(cls, words: list[int]) -> int | None:
        """The cell's enumeration, or None while the output is off."""
        rows = words[0] & (2 << cls.LAST_ROW) - 1
        if not rows:
            return None
        row = cls.LAST_ROW - ((rows & -rows).bit_length() - 1)
        return row * cls.COLUMNS + min(words[1] & 0xFF, cls.COLUMNS - 1)

    @classmethod
    def write(cls, words: list[int], cell: int) -> None:
        """Connects a cell."""
        row, column = divmod(cell, cls.COLUMNS)
        words[0], words[1] = 1 << cls.LAST_ROW - row, column


def _add_debug_output() -> None:
    """Gives CapMemBlockConfig its debug cell; behind its bus words stands the cell that is kept."""
    type_ = containers["CapMemBlockConfig"]
    cells = coordinates["CapMemCellOnCapMemBlock"]
    count = len(type_._addresses)

    def kept(self: Any) -> int:
        connected = _DebugCell.read(self._words)
        if connected is not None:
            return connected
        return self._words[count] if len(self._words) > count else 0

    def is_enabled(self: Any) -> bool:
        return _DebugCell.read(self._words) is not None

    def enable(self: Any, value: Any) -> None:
        cell = kept(self)
        if _flag.code(value, "debug_readout_enable"):
            _DebugCell.write(self._words, cell)
        else:
            self._words[0] = self._words[1] = 0
        self._words[count:] = [cell]

    def put(self: Any, place: Any) -> None:
        if place.__class__ is not cells:
            raise TypeError(f"debug_capmem_coord takes a CapMemCellOnCapMemBlock, not {place!r}")
        self._words[count:] = [place._index()]
        if is_enabled(self):
            _DebugCell.write(self._words, place._index())

    type_.debug_readout_enable = property(is_enabled, enable)
    type_.debug_capmem_coord = property(lambda self: cells._of(kept(self)), put)
    type_.encode = lambda self: self._words[:count]


# ---- neurons


def _add_neuron() -> None:
    """Gives AtomicNeuron its fire pulse and the configurations that it consists of."""
    neuron, config = containers["AtomicNeuron"], containers["NeuronConfig"]
    backend = containers["NeuronBackendConfig"]
    switches = len(config._addresses)
    first_backend = len(neuron._addresses) - len(backend._addresses)
    neuron.Readout.Source = config.ReadoutSource
    neuron.MembraneCapacitance.CapacitorSize = config.MembraneCapacitorSize
    neuron.RefractoryPeriod.RefractoryTime = backend.RefractoryTime
    neuron.RefractoryPeriod.ResetHoldoff = backend.ResetHoldoff
    neuron.RefractoryPeriod.InputClock = backend.InputClock
    neuron.AnalogValue = containers["CapMemCell"].Value

    def set_from(self: Any, other: Any) -> None:
        if other.__class__ is config:
            self._words[:switches] = other._words
        elif other.__class__ is backend:
            self._words[first_backend:] = other._words
        else:
            raise TypeError(
                f"set_from takes a NeuronConfig or a NeuronBackendConfig, not {other!r}")

    neuron.set_from = set_from
    neuron.asNeuronConfig = lambda self: config._from_words(self._words[:switches])
    neuron.asNeuronBackendConfig = lambda self: backend._from_words(self._words[first_backend:])
    _add_analog_output(neuron, config)


def _add_analog_output(neuron: Any, config: Any) -> None:
    """The fire pulse is off, normal or strong; the words have a bit for each of the latter two."""
    routing = neuron.EventRouting
    routing.AnalogOutput = choice(
        "AnalogOutput", {"off": 0, "normal": 1, "strong": 2}, module=LOLA,
        qualname="AtomicNeuron.EventRouting.AnalogOutput")

    def get(self: Any) -> Any:
        own = config._from_words(self._words)
        return routing.AnalogOutput(own.enable_fire * (1 + own.enable_strong_fire))

    def put(self: Any, value: Any) -> None:
        if value.__class__ is not routing.AnalogOutput:
            raise TypeError(f"analog_output takes an AnalogOutput, not {value!r}")
        own = config._from_words(self._words)
        own.enable_fire, own.enable_strong_fire = value != 0, value == 2

    routing.analog_output = property(get, put)


# ---- further names


def _add_names() -> None:
    """Names of numbers that stand under several containers, or under none of the catalogue."""
    quad = containers["SynapseQuad"]
    quad.Weight = coordinates_or_type("SynapseWeight")
    quad.Label = coordinates_or_type("SynapseLabel")
    trims = containers["SynapseCorrelationCalibQuad"]
    for name in ("AmpCalib", "TimeCalib"):
        made = getattr(quad, name, None) or getattr(trims, name)
        setattr(quad, name, made)
        setattr(trims, name, made)
    event = containers["PADIEvent"]
    event.HagenActivation = ranged(
        "HagenActivation", 0, 31, module=HAL, qualname="PADIEvent.HagenActivation")
    event.HagenAddress = ranged(
        "HagenAddress", 0, 31, module=HAL, qualname="PADIEvent.HagenAddress")
    event.HagenAddress.toHagenActivation = lambda self: event.HagenActivation(-int(self) % 32)
    event.HagenActivation.toHagenAddress = lambda self: event.HagenAddress(-int(self) % 32)


def coordinates_or_type(name: str) -> Any:
    """A number that Swift has beside the containers."""
    from .containers import types

    return coordinates.get(name) or types.nested[name]


# ---- clocks

_MADC_CYCLES = 12


def _calculate_sample_rate(self: Any, input_frequency: float) -> float:
    """Samples in a second at a frequency of the MADC's clock in hertz. haldls: ``MADCConfig``"""
    cycles = _MADC_CYCLES + int(self.sample_duration_adjust)
    if self.enable_madc_clock_scaling:
        cycles *= 2 * (int(self.madc_clock_scale_value) + 1)
    return float(input_frequency) / cycles


class ADPLL:
    """A phase-locked loop; the model runs at its defaults. haldls: ``ADPLL``"""

    Output = choice(
        "Output", {"core_0": 0, "core_1": 1, "dco": 2}, module=HAL, qualname="ADPLL.Output")
    _HERTZ = {0: 500e6, 1: 250e6, 2: 500e6}

    def calculate_output_frequency(self, output: Any) -> float:
        """The frequency of an output in hertz."""
        if output.__class__ is not self.Output:
            raise TypeError(f"calculate_output_frequency takes an ADPLL.Output, not {output!r}")
        return self._HERTZ[int(output)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ADPLL)

    __hash__ = None  # type: ignore[assignment]


_add_debug_output()
_add_neuron()
_add_names()
containers["MADCConfig"].calculate_sample_rate = _calculate_sample_rate
