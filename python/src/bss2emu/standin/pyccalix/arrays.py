"""Quantities and arrays of them by coordinate."""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from bss2emu.lowlevel.coordinates import coordinates
from bss2emu.lowlevel.fields import position
from bss2emu.lowlevel.refusals import refuse


def real(value: Any, what: str) -> float:
    """A real number; arrays and quantities with a unit are refused."""
    if isinstance(value, np.ndarray) or not isinstance(value, (numbers.Real, np.number, Scalar)):
        raise TypeError(f"{what} takes a number, not {type(value).__name__} {value!r}")
    return float(value)


class Scalar(float):
    """A number of a unit."""

    __slots__ = ()
    unit = ""

    def __new__(cls, value: Any = 0.0) -> Scalar:
        return float.__new__(cls, real(value, cls.__name__))

    def value(self) -> float:
        """The number."""
        return float(self)

    def as_quantity(self) -> Any:
        """The number with its unit; needs the package ``quantities``."""
        import quantities

        return quantities.Quantity(float(self), self.unit)


class TimeInS(Scalar):
    """A time in seconds."""

    __slots__ = ()
    unit = "s"


class PotentialInVolt(Scalar):
    """A potential in volts."""

    __slots__ = ()
    unit = "V"


class PlacedArray:
    """Values by a coordinate."""

    #: Type of the values and of the places; classes of arrays of arrays name the inner class.
    element: Any = None
    index: Any = None
    inner: type[PlacedArray] | None = None
    #: Why the model cannot do what the values ask for; empty where it can.
    reason = ""
    #: The array is a field of a structure, and who reads it is a calibration.
    _is_field = False

    def __init__(self, values: Any = None):
        if isinstance(values, PlacedArray):
            values = values._values.copy()
        elif values is not None:
            values = self._checked(values)
        self._values: Any = self._zeros() if values is None else values

    @classmethod
    def _shape(cls) -> tuple[int, ...]:
        own = (cls.index.size,)
        return own + cls.inner._shape() if cls.inner is not None else own

    @classmethod
    def _element(cls) -> Any:
        return cls.inner._element() if cls.inner is not None else cls.element

    @classmethod
    def _zeros(cls) -> Any:
        element = cls._element()
        if element is None:
            return np.full(cls._shape(), None, object)
        return np.zeros(cls._shape(), int if issubclass(element, int) else float)

    def _checked(self, values: Any) -> Any:
        array = np.asarray(values)
        if array.shape != self._shape():
            raise TypeError(
                f"{type(self).__name__}: the array has shape {array.shape}; give shape "
                f"{self._shape()}")
        made = self._zeros()
        flat = [self._value(value) for value in array.reshape(-1).tolist()]
        made.reshape(-1)[:] = flat
        return made

    @classmethod
    def _value(cls, value: Any) -> Any:
        element = cls._element()
        if element is None:
            return value if value is None else real(value, "an element")
        return element(value)

    def __getitem__(self, place: Any) -> Any:
        own = self._values[position(place, self.index)]
        if self.inner is not None:
            return self.inner._view(own)
        return own if self.element is None else self.element(own)

    def __setitem__(self, place: Any, value: Any) -> None:
        at = position(place, self.index)
        if self.inner is not None:
            self._values[at] = self.inner(value)._values
        else:
            self._values[at] = self._value(value)

    @classmethod
    def _view(cls, values: Any) -> Any:
        made = cls.__new__(cls)
        made._values = values
        return made

    def __iter__(self) -> Any:
        return (self[place] for place in self.index._places)

    def __len__(self) -> int:
        return int(self.index.size)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlacedArray) and np.array_equal(self._values, other._values)

    __hash__ = None  # type: ignore[assignment]

    def fill(self, value: Any) -> None:
        """Sets all values."""
        if self.inner is not None:
            self._values[:] = self.inner(value)._values
        else:
            self._values[:] = self._value(value)

    def _check_use(self) -> None:
        """Refuses to give values to a calibration of what the model leaves out."""
        if self.reason and self._is_field:
            refuse(type(self).__qualname__, self.reason)

    @property
    def size(self) -> int:
        """Number of values."""
        self._check_use()
        return int(self._values.size)

    def from_numpy(self, values: Any) -> None:
        """Sets all values from an array."""
        self._values[...] = self._checked(values)

    def to_numpy(self) -> Any:
        """A copy as an array."""
        self._check_use()
        return self._values.copy()

    def as_quantity(self) -> Any:
        """A copy with the unit; needs the package ``quantities``."""
        import quantities

        self._check_use()
        return quantities.Quantity(self._values.copy(), self._element().unit)

    def __reduce__(self) -> tuple[Any, ...]:
        own = (type(self).__module__, type(self).__qualname__, self._values)
        return _restored, own, {"_is_field": self._is_field}


def _restored(module: str, qualname: str, values: Any) -> PlacedArray:
    """Restores a pickled array."""
    import importlib

    owner: Any = importlib.import_module(module)
    for name in qualname.split("."):
        owner = getattr(owner, name)
    restored: PlacedArray = owner._view(np.array(values))
    return restored


def placed(
    name: str, element: Any, index: str, *, inner: Any = None, owner: str, module: str,
    reason: str = "",
) -> Any:
    """A class of values by a coordinate."""
    return type(name, (PlacedArray,), {
        "element": element, "index": coordinates[index], "inner": inner, "reason": reason,
        "__module__": module, "__qualname__": f"{owner}.{name}"})
