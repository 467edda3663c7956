"""Fields of containers: where their bits lie, and properties that read and patch words.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .coordinates import Coordinate
from .values import Choice, RangedInteger, flag


class BitRun(NamedTuple):
    """A run of bits in a container's words that holds a part of a code."""

    word: int
    bit: int
    width: int
    first_code_bit: int
    is_inverted: int
    is_reversed: int
    bias: int


class Bits:
    """The bits of one value in a container's words."""

    __slots__ = ("runs", "_simple")

    def __init__(self, runs: list[list[int]]):
        self.runs = merged([BitRun(*run) for run in runs])
        first = self.runs[0] if self.runs else None
        self._simple = None
        if len(self.runs) == 1 and first is not None and not any(first[3:]):
            self._simple = (first.word, first.bit, (1 << first.width) - 1)

    def read(self, words: list[int]) -> int:
        """The code in the words."""
        if self._simple is not None:
            word, bit, mask = self._simple
            return words[word] >> bit & mask
        code = 0
        for run in self.runs:
            code |= loaded(words[run.word] >> run.bit, run) << run.first_code_bit
        return code - (self.runs[0].bias if self.runs else 0)

    def write(self, words: list[int], code: int) -> None:
        """Puts a code into the words."""
        if self._simple is not None:
            word, bit, mask = self._simple
            words[word] = words[word] & ~(mask << bit) | (code & mask) << bit
            return
        for run in self.runs:
            mask = (1 << run.width) - 1 << run.bit
            words[run.word] = words[run.word] & ~mask | stored(code, run) << run.bit


def loaded(bits: int, run: BitRun) -> int:
    """The part of a code that a run's bits, shifted to the right, stand for."""
    bits &= (1 << run.width) - 1
    if run.is_inverted:
        bits ^= (1 << run.width) - 1
    return _reversed(bits, run.width) if run.is_reversed else bits


def stored(code: int, run: BitRun) -> int:
    """The bits of a run for a code."""
    bits = code + run.bias >> run.first_code_bit & (1 << run.width) - 1
    if run.is_reversed:
        bits = _reversed(bits, run.width)
    return bits ^ ((1 << run.width) - 1 if run.is_inverted else 0)


def _reversed(bits: int, width: int) -> int:
    return int(f"{bits:0{width}b}"[::-1], 2)


def merged(runs: list[BitRun]) -> list[BitRun]:
    """Runs of bits with neighbours joined."""
    joined: list[BitRun] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and not any(last[4:]) and not any(run[4:]) and (
                run.word, run.bit, run.first_code_bit) == (
                last.word, last.bit + last.width, last.first_code_bit + last.width):
            joined[-1] = last._replace(width=last.width + run.width)
        else:
            joined.append(run)
    return joined


# ---- kinds of values


class Kind:
    """Conversion between the codes and the values of a field."""

    def value(self, code: int) -> Any:
        """The value of a code."""
        raise NotImplementedError

    def code(self, value: Any, what: str) -> int:
        """The code of a value, which is checked."""
        raise NotImplementedError


class FlagKind(Kind):
    """A flag."""

    def value(self, code: int) -> bool:
        return bool(code)

    def code(self, value: Any, what: str) -> int:
        return int(flag(value, what))


class NumberKind(Kind):
    """A number of a class, which a plain number in its range becomes."""

    def __init__(self, type_: type[RangedInteger]):
        self.type = type_

    def value(self, code: int) -> Any:
        if code > self.type.max and self.type.min < 0:
            code -= self.type.size  # two's complement
        return self.type(code)

    def code(self, value: Any, what: str) -> int:
        if value.__class__ is self.type:
            return int(value)
        if isinstance(value, RangedInteger) and _is_foreign(value, self.type):
            raise TypeError(f"{what} takes {self.type.__qualname__}, not {value!r}")
        return int(self.type(value))


def _is_foreign(value: RangedInteger, kind: type) -> bool:
    """Says whether a number of one class must not become a number of the other."""
    return isinstance(value, Coordinate) or issubclass(kind, Coordinate)


class ChoiceKind(Kind):
    """One of several names; numbers are refused."""

    def __init__(self, type_: type[Choice]):
        self.type = type_

    def value(self, code: int) -> Any:
        return self.type(code)

    def code(self, value: Any, what: str) -> int:
        if value.__class__ is not self.type:
            raise TypeError(f"{what} takes a {self.type.__qualname__}, not {value!r}")
        return int(value)


class DisabledRefresh:
    """A CapMem cell that is not refreshed. haldls: ``CapMemCell.DisableRefresh``"""

    CODE = 1023

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DisabledRefresh)

    def __hash__(self) -> int:
        return self.CODE


class AnalogKind(NumberKind):
    """A CapMem value, or no refresh."""

    def value(self, code: int) -> Any:
        return DisabledRefresh() if code == DisabledRefresh.CODE else self.type(code)

    def code(self, value: Any, what: str) -> int:
        return value.CODE if isinstance(value, DisabledRefresh) else super().code(value, what)


class PlaceKind(Kind):
    """A place on the chip by its enumeration."""

    def __init__(self, type_: type[Coordinate]):
        self.type = type_

    def value(self, code: int) -> Any:
        return self.type._of(code)

    def code(self, value: Any, what: str) -> int:
        if value.__class__ is not self.type:
            raise TypeError(f"{what} takes a {self.type.__name__}, not {value!r}")
        return int(value._index())


# ---- properties


def single(name: str, kind: Kind, elements: list[Bits]) -> property:
    """A property of one value. The owner has words and, where it is one of several, an index."""

    def get(self: Any) -> Any:
        return kind.value(elements[self._place].read(self._words))

    def put(self: Any, value: Any) -> None:
        elements[self._place].write(self._words, kind.code(value, name))

    return property(get, put)


class ArrayView:
    """An array of a container's values, by reference: ``mux.buffer_to_pad[place] = True``."""

    __slots__ = ("_words", "_elements", "_kind", "_index")

    def __init__(self, words: list[int], elements: list[Bits], kind: Kind, index: Any):
        self._words, self._elements, self._kind, self._index = words, elements, kind, index

    def _bits(self, place: Any) -> Bits:
        return self._elements[position(place, self._index)]

    def __getitem__(self, place: Any) -> Any:
        return self._kind.value(self._bits(place).read(self._words))

    def __setitem__(self, place: Any, value: Any) -> None:
        self._bits(place).write(self._words, self._kind.code(value, "an element"))

    def __len__(self) -> int:
        return len(self._elements)

    @property
    def size(self) -> int:
        """Number of elements."""
        return len(self._elements)

    def __iter__(self) -> Any:
        return (self._kind.value(bits.read(self._words)) for bits in self._elements)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ArrayView) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def fill(self, value: Any) -> None:
        """Sets all elements."""
        code = self._kind.code(value, "an element")
        for bits in self._elements:
            bits.write(self._words, code)

    def to_numpy(self) -> Any:
        """The elements as an array."""
        import numpy as np

        return np.array([bits.read(self._words) for bits in self._elements])

    def __repr__(self) -> str:
        return repr(list(self))


def position(place: Any, kind: Any) -> int:
    """The position of a place in an array that is indexed by its type."""
    if place.__class__ is kind:
        return int(place._index())
    if isinstance(place, Coordinate):
        raise TypeError(f"the index must be a {kind.__name__}, not {place!r}")
    return int(kind(place)._index())


def array(name: str, kind: Kind, elements: list[list[Bits]], index: Any) -> property:
    """A property of an array of values."""

    def get(self: Any) -> ArrayView:
        return ArrayView(self._words, elements[self._place], kind, index)

    def put(self: Any, values: Any) -> None:
        values = list(values)
        if len(values) != len(elements[self._place]):
            raise TypeError(
                f"{name} takes {len(elements[self._place])} values, not {len(values)}")
        codes = [kind.code(value, name) for value in values]
        for bits, code in zip(elements[self._place], codes):
            bits.write(self._words, code)

    return property(get, put)

