"""The FPGA and the board around the chip: timer, barriers, events, switches and converters.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

from typing import Any

from .containers import HAL, board_containers
from .coordinates import Coordinate
from .coordinates import coordinates as coordinates
from .values import RangedInteger, ranged


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
    _name = ""
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

    def encode(self) -> list[int]:
        """The cycles as a word."""
        return [int(self._value)]


class Timer(Coded):
    """The FPGA's timer in FPGA cycles; writing it clears it. haldls: ``Timer``"""

    __slots__ = ()
    _name = "Timer"
    coordinate_type = coordinates["TimerOnDLS"]
    Value: Any = ranged("Value", 0, 2**32 - 1, module=HAL, qualname="Timer.Value")


Timer.Value.fpga_clock_cycles_per_us = 125


Barrier: Any = board_containers["Barrier"]


def _add_barriers() -> None:
    """Gives Barrier its conditions by name, and their union."""
    for name in Barrier._fields:
        one = Barrier()
        setattr(one, name, True)
        setattr(Barrier, name.removeprefix("enable_"), one)
    Barrier.__or__ = lambda self, other: Barrier._from_words([self._words[0] | other._words[0]])


_add_barriers()


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


ShiftRegister: Any = board_containers["ShiftRegister"]
DACChannel: Any = board_containers["DACChannel"]
DACChannelBlock: Any = board_containers["DACChannelBlock"]
_channels = coordinates["DACChannelOnBoard"]
ShiftRegister.writes = lambda self, _: _transfer(_SHIFT_REGISTER, self._words[0], 3)


def _writes_channel(self: Any, place: Any) -> list[tuple[int, int]]:
    """Addresses and words of a channel's transfer."""
    converter, channel = divmod(place._index(), _channels.size // len(_DACS))
    return _transfer(_DACS[converter], channel << 12 | self._words[0], 2)


def _writes_channels(self: Any, _: Any) -> list[tuple[int, int]]:
    """Addresses and words of the transfers of all channels."""
    return [
        write for place, code in zip(_channels._places, self._words)
        for write in DACChannel(code).writes(place)]


DACChannel.writes, DACChannelBlock.writes = _writes_channel, _writes_channels

# ---- converters

#: Volts of the largest code, by channel; the others set supplies. lola: ``DACChannelBlock``
_FULL_SCALES = [1.2] * 4 + [2.5] * 4


def _full_scale(channel: Any) -> float:
    if channel.__class__ is not _channels:
        raise TypeError(f"give a DACChannelOnBoard, not {channel!r}")
    if channel._index() >= len(_FULL_SCALES):
        raise ValueError(
            f"{channel!r} is a supply, whose voltage is not modelled; read or set its code in "
            "DACChannelBlock.value")
    return _FULL_SCALES[int(channel._index())]


def _set_voltage(self: Any, coord: Any, voltage: float) -> None:
    """Sets a channel to the code at or below a voltage."""
    code = int(float(voltage) / _full_scale(coord) * DACChannel.Value.max)
    self.value[coord] = DACChannel.Value(code)


def _get_voltage(self: Any, coord: Any) -> float:
    """The voltage of a channel."""
    return float(int(self.value[coord]) / DACChannel.Value.max * _full_scale(coord))


class _Defaults:
    """Codes of the supplies for a revision of the board's regulators; each use gives a copy."""

    def __init__(self, codes: dict[str, int]):
        self._codes = codes

    def __get__(self, *_: Any) -> Any:
        block = DACChannelBlock()
        for name, code in self._codes.items():
            block.value[getattr(_channels, name)] = code
        return block


def _supplies(digital25: int, digital12: int, analog12: int, madc: int) -> _Defaults:
    return _Defaults({
        "vdd25_digital": digital25, "vdd25_analog": digital25, "vdd12_digital": digital12,
        "vdd12_analog": analog12, "vdd12_madc": madc, "vdd12_pll": madc})


DACChannelBlock.set_voltage, DACChannelBlock.get_voltage = _set_voltage, _get_voltage
DACChannelBlock.default_ldo_1 = _supplies(275, 315, 315, 440)
DACChannelBlock.default_ldo_2 = _supplies(608, 2090, 1630, 440)

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
            raise TypeError(
                f"{type(self).__name__}: number of labels must be {self.count}, each 0...65535")


def _pack(count: int) -> Any:
    name = f"SpikePack{count}ToChip"
    return type(name, (SpikePack,), {
        "__slots__": (), "__module__": HAL, "__qualname__": name, "count": count,
        "coordinate_type": coordinates[f"{name}OnDLS"]})


SpikePack1ToChip, SpikePack2ToChip, SpikePack3ToChip = _pack(1), _pack(2), _pack(3)

plain: dict[Any, Any] = {
    type_.coordinate_type: type_ for type_ in (
        Timer, SystimeSync, NullPayloadReadable, SpikePack1ToChip, SpikePack2ToChip,
        SpikePack3ToChip)}
