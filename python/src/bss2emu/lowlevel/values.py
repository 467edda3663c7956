"""Numbers with a range and choices, as strict as the lab's bindings.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

import enum
import operator
from typing import Any


def whole(value: Any, what: str) -> int:
    """A whole number; a float or anything else is refused with a TypeError."""
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(
            f"{what} takes a whole number, not {type(value).__name__} {value!r}") from None


def in_range(number: int, low: int, high: int, what: str) -> int:
    """The number; one outside of the range is refused with an OverflowError."""
    if not low <= number <= high:
        raise OverflowError(f"{what}: {number} is outside of {low}...{high}")
    return number


class RangedInteger(int):
    """A whole number in a range; halco and haldls derive their numbers from such a class."""

    __slots__ = ()
    min = 0
    max = 0
    size = 1
    #: One above the largest number.
    end = 1

    def __new__(cls, value: Any = 0) -> RangedInteger:
        if value.__class__ is not int:
            value = whole(value, cls.__qualname__)
        if not cls.min <= value <= cls.max:
            in_range(value, cls.min, cls.max, cls.__qualname__)
        return int.__new__(cls, value)

    def value(self) -> int:
        """The plain number."""
        return int(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({int(self)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self).__module__, type(self).__qualname__, int(self))


def ranged(
    name: str, low: int, high: int, *, module: str, qualname: str | None = None
) -> type[RangedInteger]:
    """A class of numbers in a range."""
    limits = {"min": low, "max": high, "size": high - low + 1, "end": high + 1, "begin": low}
    return type(name, (RangedInteger,), {
        "__slots__": (), "__module__": module, "__qualname__": qualname or name, **limits})


class Choice(enum.IntEnum):
    """One of several named values; a plain number is no choice."""

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return _rebuild, (type(self).__module__, type(self).__qualname__, int(self))


def choice(name: str, names: dict[str, int], *, module: str, qualname: str) -> type[Choice]:
    """A class of named values."""
    functional: Any = Choice  # with members, the call makes a class
    made: type[Choice] = functional(name, names, module=module, qualname=qualname)
    return made


def flag(value: Any, what: str) -> bool:
    """A flag; numbers and arrays are refused."""
    if value is True or value is False:
        return value
    if type(value).__name__ in ("bool", "bool_") or value.__class__ is int:
        return bool(value)
    raise TypeError(f"{what} takes a bool, not {type(value).__name__} {value!r}")


def _rebuild(module: str, qualname: str, value: int) -> Any:
    """Restores a pickled number, choice or place."""
    import importlib

    owner: Any = importlib.import_module(module)
    for name in qualname.split("."):
        owner = getattr(owner, name)
    return owner._of(value) if hasattr(owner, "_of") else owner(value)
