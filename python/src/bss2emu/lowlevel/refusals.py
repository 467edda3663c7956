"""Names that the model leaves out: they can be imported, and refuse to be used.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

from typing import Any, Tuple

from .catalogue import catalogue
from .containers import HAL
from .values import ranged


class NotModelledError(RuntimeError):
    """Something of the real chip that the model leaves out."""


#: Name of something that the model leaves out, and the reason.
Refusal = Tuple[str, str]


def refuse(name: str, reason: str = "") -> None:
    """Raises the error that names what is not modelled."""
    raise NotModelledError(f"not modelled: {name}" + (f" ({reason})" if reason else ""))


class _NotModelled(type):
    """Type of the classes that cannot be used."""

    def __call__(cls, *_: Any, **__: Any) -> Any:
        refuse(cls.__name__, cls._reason)  # type: ignore[attr-defined]


def not_modelled(name: str, reason: str, module: str = HAL) -> type:
    """A class that refuses to be made."""
    return _NotModelled(name, (), {"_reason": reason, "__module__": module})


def function(name: str, reason: str) -> Any:
    """A function that refuses to be called."""

    def refused(*_: Any, **__: Any) -> Any:
        refuse(name, reason)

    refused.__name__ = name.rpartition(".")[2]
    refused.__doc__ = f"Refuses: {reason}."
    return refused


def check(thing: Any) -> None:
    """Refuses what is a class that is not modelled, or a place of one."""
    if isinstance(thing, _NotModelled):
        refuse(thing.__name__, thing._reason)  # type: ignore[attr-defined]


#: Containers that the model leaves out.
names: dict[str, type] = {
    name: not_modelled(name, reason) for name, reason in catalogue()["not_modelled"].items()}
names["SpikeCounterRead"].Count = ranged(  # type: ignore[attr-defined]
    "Count", 0, 255, module=HAL, qualname="SpikeCounterRead.Count")
