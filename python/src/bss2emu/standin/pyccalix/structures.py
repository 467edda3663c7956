"""Structures with checked fields."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from bss2emu.lowlevel.values import flag

from .arrays import PlacedArray, real


def _owned(value: Any) -> Any:
    """Marks an array as a field of a structure."""
    if isinstance(value, PlacedArray):
        value._is_field = True
    return value


class Field:
    """A field: its default is made anew for each structure, and what is assigned is converted."""

    def __init__(self, default: Callable[[], Any], convert: Callable[[Any], Any]):
        self.default, self.convert = default, convert

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        return self if owner is None else owner.__dict__[f"_{self.name}"]

    def __set__(self, owner: Any, value: Any) -> None:
        owner.__dict__[f"_{self.name}"] = _owned(self.convert(value))


class NamedField(Field):
    """A field whose check gets its name, for messages."""

    def __init__(self, default: Callable[[], Any], check: Callable[[Any, str], Any]):
        super().__init__(default, lambda value: check(value, self.name))


def number(type_: Any, default: Any) -> Field:
    """A number of a class."""
    return Field(lambda: type_(default), type_)


def floating(default: float) -> Field:
    """A plain real number."""
    return NamedField(lambda: default, real)


def switch(default: bool) -> Field:
    """A flag."""
    return NamedField(lambda: default, flag)


def filled(type_: type[PlacedArray], default: Any) -> Field:
    """An array by coordinate with one value everywhere."""

    def make() -> PlacedArray:
        made = type_()
        innermost = made if type_.inner is None else None
        if innermost is not None:
            innermost.fill(default)
        else:
            made._values[:] = default
        return made

    return Field(make, type_)


def nested(type_: Any) -> Field:
    """A structure in a structure."""

    def convert(value: Any) -> Any:
        if not isinstance(value, type_):
            raise TypeError(f"give a {type_.__name__}, not {value!r}")
        return value

    return Field(type_, convert)


def one_of(types: tuple[Any, ...], default: Any) -> Field:
    """One of several structures."""

    def convert(value: Any) -> Any:
        if not isinstance(value, types):
            names = " or ".join(one.__name__ for one in types)
            raise TypeError(f"give a {names}, not {value!r}")
        return value

    return Field(default, convert)


def optional(convert: Callable[[Any], Any]) -> Field:
    """A value or None, which is the default."""
    return Field(lambda: None, lambda value: None if value is None else convert(value))


class Structure:
    """A structure with fields; only classes that users derive may have further attributes."""

    def __init__(self) -> None:
        for name, field in self._fields().items():
            self.__dict__[f"_{name}"] = _owned(field.default())

    @classmethod
    def _fields(cls) -> dict[str, Field]:
        found: dict[str, Field] = {}
        for kind in reversed(cls.__mro__):
            found.update({k: v for k, v in vars(kind).items() if isinstance(v, Field)})
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        is_own = type(self).__module__.startswith(__name__.rpartition(".")[0])
        if is_own and name not in self._fields():
            raise AttributeError(
                f"{type(self).__name__} has no field {name!r}; it has {', '.join(self._fields())}")
        super().__setattr__(name, value)

    def __copy__(self) -> Any:
        return copy.deepcopy(self)

    def __repr__(self) -> str:
        inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields())
        return f"{type(self).__name__}({inner})"
