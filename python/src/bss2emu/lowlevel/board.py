"""The FPGA and the board around the chip: timer, barriers, events, switches and converters."""

from __future__ import annotations

from typing import Any

from .containers import HAL
from .coordinates import Coordinate
from .coordinates import coordinates as coordinates
from .values import Choice, RangedInteger, choice, ranged


class Plain:
    """A container with named values that are no bits of a word; unknown names are refused."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._fields)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({inner})"


class Coded(Plain):
    """A container with one number, which has a type of its own."""

    __slots__ = ("_value",)
    _fields = ("value",)
    Value: Any

    def __init__(self, value: Any = 0):
        self.value = value

    @property
    def value(self) -> RangedInteger:
        """The number."""
        value: RangedInteger = self._value
        return value

    @value.setter
    def value(self, value: Any) -> None:
        self._value = value if value.__class__ is self.Value else self.Value(value)


class Timer(Coded):
    """The FPGA's timer in FPGA cycles; writing it clears it. haldls: ``Timer``"""

    __slots__ = ()
    coordinate_type = coordinates["TimerOnDLS"]
    Value: Any = ranged("Value", 0, 2**32 - 1, module=HAL, qualname="Timer.Value")


Timer.Value.fpga_clock_cycles_per_us = 125


class Barrier(Plain):
    """A condition that the FPGA waits for; the model's accesses are over at once. haldls"""

    __slots__ = ("_names",)
    _fields = ("_names",)

    def __init__(self, names: tuple[str, ...] = ()):
        self._names = names


for _name in ("omnibus", "jtag", "systime", "multi_fpga"):
    setattr(Barrier, _name, Barrier((_name,)))


class SystimeSync(Plain):
    """Synchronises the times of FPGA and chip. haldls: ``SystimeSync``"""

    __slots__ = ()
    coordinate_type = coordinates["SystimeSyncOnFPGA"]

    def __init__(self, do_sync: bool = True):
        if do_sync is not True and do_sync is not False:
            raise TypeError(f"SystimeSync takes a bool, not {do_sync!r}")


class NullPayloadReadable(Plain):
    """A read without content; its time is what counts. haldls: ``NullPayloadReadable``"""

    __slots__ = ()
    coordinate_type = coordinates["NullPayloadReadableOnFPGA"]


class Backend:
    """Ways to the chip. haldls: ``Backend``"""

    Omnibus = "Omnibus"


# ---- SPI

#: Clients of the SPI bus: shift register, converters. fisch: ``spi.cpp``
_SHIFT_REGISTER, _DACS = 0x8800_7001, (0x8800_7002, 0x8800_7004)
_STOP = 1 << 31


def _transfer(address: int, value: int, count: int) -> list[tuple[int, int]]:
    """Writes of a transfer's bytes, the highest first."""
    data = [value >> 8 * k & 0xFF for k in reversed(range(count))]
    data[-1] |= _STOP
    return [(address, word) for word in data]


class ShiftRegister(Plain):
    """The board's switches between its converter and the pads. haldls: ``ShiftRegister``"""

    coordinate_type = coordinates["ShiftRegisterOnBoard"]
    AnalogReadoutMux1Input = choice(
        "AnalogReadoutMux1Input",
        {"off": 0, "readout_chain_0": 1, "readout_chain_1": 2},
        module=HAL, qualname="ShiftRegister.AnalogReadoutMux1Input")
    AnalogReadoutMux2Input = choice(
        "AnalogReadoutMux2Input", {"off": 0, "v_reset": 3, "mux_dac_25": 3},
        module=HAL, qualname="ShiftRegister.AnalogReadoutMux2Input")
    __slots__ = ("_first", "_second")
    _fields = ("select_analog_readout_mux_1_input", "select_analog_readout_mux_2_input")

    def __init__(self) -> None:
        self._first = self.AnalogReadoutMux1Input(0)
        self._second = self.AnalogReadoutMux2Input(0)

    @property
    def select_analog_readout_mux_1_input(self) -> Choice:
        """The pad's readout chain."""
        return self._first

    @select_analog_readout_mux_1_input.setter
    def select_analog_readout_mux_1_input(self, value: Any) -> None:
        self._first = _chosen(self.AnalogReadoutMux1Input, value)

    @property
    def select_analog_readout_mux_2_input(self) -> Choice:
        """The source that the readout chain is connected to."""
        return self._second

    @select_analog_readout_mux_2_input.setter
    def select_analog_readout_mux_2_input(self, value: Any) -> None:
        self._second = _chosen(self.AnalogReadoutMux2Input, value)

    def writes(self, _: Coordinate) -> list[tuple[int, int]]:
        """Addresses and words of the transfer."""
        return _transfer(_SHIFT_REGISTER, int(self._first) | int(self._second) << 2, 3)


def _chosen(kind: Any, value: Any) -> Any:
    if value.__class__ is not kind:
        raise TypeError(f"a {kind.__qualname__} is needed, not {value!r}")
    return value


# ---- converters

_CHANNELS = 8
_FULL_SCALE = 2.5
_channel: Any = coordinates.add_ranged("DACChannelOnBoard", 0, 2 * _CHANNELS - 1)
#: The first converter's last channel goes to the pads; the other one is not modelled.
_channel.mux_dac_25 = _channel._places[7]
_channel.v_res_meas = _channel._places[8]


class DACChannel(Coded):
    """A channel of the board's converters: codes 0 to 4095 for 0 to 2.5 V. haldls: ``DACChannel``"""

    __slots__ = ()
    coordinate_type = _channel
    Value: Any = ranged("Value", 0, 4095, module=HAL, qualname="DACChannel.Value")

    def writes(self, place: Coordinate) -> list[tuple[int, int]]:
        """Addresses and words of the transfer."""
        converter, channel = divmod(place._index(), _CHANNELS)
        return _transfer(_DACS[converter], channel << 12 | int(self._value), 2)


class DACChannelBlock(Plain):
    """All channels of the board's converters. lola: ``DACChannelBlock``"""

    __slots__ = ("_codes",)
    _fields = ("_codes",)
    coordinate_type = coordinates["DACChannelBlockOnBoard"]

    def __init__(self) -> None:
        self._codes = [DACChannel.Value(0)] * _channel.size

    @property
    def default_ldo_2(self) -> DACChannelBlock:
        """The settings that supply the chip; here every supply is always right."""
        return DACChannelBlock()

    @property
    def value(self) -> Any:
        """Codes of the channels, by channel."""
        return _Codes(self)

    def set_voltage(self, channel: Any, volts: Any) -> None:
        """Sets a channel to 0 to 2.5 V."""
        if channel.__class__ is not _channel:
            raise TypeError(f"set_voltage takes a DACChannelOnBoard, not {channel!r}")
        code = round(float(volts) / _FULL_SCALE * DACChannel.Value.max)
        self._codes[channel._index()] = DACChannel.Value(code)

    def writes(self, _: Coordinate) -> list[tuple[int, int]]:
        """Addresses and words of all transfers."""
        return [
            write for place, code in zip(_channel._places, self._codes)
            for write in DACChannel(code).writes(place)]


class _Codes:
    """The codes of a block, by channel."""

    def __init__(self, block: DACChannelBlock):
        self._block = block

    def __getitem__(self, channel: Any) -> Any:
        if channel.__class__ is not _channel:
            raise TypeError(f"the index is a DACChannelOnBoard, not {channel!r}")
        return self._block._codes[channel._index()]

    def __setitem__(self, channel: Any, value: Any) -> None:
        self[channel]  # checks the index
        self._block._codes[channel._index()] = DACChannel.Value(value)


# ---- events


class SpikeCount(Plain):
    """The count of a neuron's spikes; a chip refuses to run a program that reads it. haldls:
    ``SpikeCounterRead``
    """

    __slots__ = ("count", "overflow")
    _fields = ("count", "overflow")
    coordinate_type = coordinates["SpikeCounterReadOnDLS"]
    _ADDRESSES = 0x0012_2800

    def __init__(self, count: int = 0, overflow: bool = False):
        self.count, self.overflow = count, overflow

    @classmethod
    def read_addresses(cls, _: Coordinate) -> list[int]:
        """An address of the counters, which the chip refuses by name."""
        return [cls._ADDRESSES]

    @classmethod
    def decode(cls, words: Any) -> SpikeCount:
        """Count and overflow of a word."""
        return cls(int(words[0]) & 0xFF, bool(int(words[0]) >> 8 & 1))


class SpikePack(Plain):
    """Labels that leave in one FPGA cycle. haldls: ``SpikePack1ToChip`` to ``SpikePack3ToChip``"""

    __slots__ = ("labels",)
    _fields = ("labels",)
    count = 0

    def __init__(self, labels: Any = None):
        self.labels = [int(label) for label in ([0] * self.count if labels is None else labels)]
        if len(self.labels) != self.count or not all(0 <= one < 1 << 16 for one in self.labels):
            raise TypeError(f"{type(self).__name__} takes {self.count} labels of 16 bits")


def _pack(count: int) -> Any:
    name = f"SpikePack{count}ToChip"
    return type(name, (SpikePack,), {
        "__slots__": (), "__module__": HAL, "__qualname__": name, "count": count,
        "coordinate_type": coordinates[f"{name}OnDLS"]})


SpikePack1ToChip, SpikePack2ToChip, SpikePack3ToChip = _pack(1), _pack(2), _pack(3)

plain: dict[Any, Any] = {
    type_.coordinate_type: type_ for type_ in (
        Timer, SystimeSync, NullPayloadReadable, ShiftRegister, DACChannel, DACChannelBlock,
        SpikePack1ToChip, SpikePack2ToChip, SpikePack3ToChip)}
