"""Functions that can be stored as class attributes without being bound."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from typing import ParamSpec

    Parameters = ParamSpec("Parameters")
else:
    # Python 3.9 has no ParamSpec; only checkers of types need it.
    Parameters = TypeVar("Parameters")
Result = TypeVar("Result")


class Function(Generic[Parameters, Result]):
    """A callable without ``__get__``: ``mac = hxtorch.perceptron.mac`` in a class body stays a
    function of its own arguments, as hxtorch's builtin functions do.
    """

    def __init__(self, body: Callable[Parameters, Result]):
        self._body = body
        self.__name__ = body.__name__.lstrip("_")
        self.__qualname__ = self.__name__
        self.__module__ = "bss2emu.hxtorch.perceptron"
        self.__doc__ = body.__doc__
        self.__signature__ = inspect.signature(body)
        self.__wrapped__ = body

    def __call__(self, *arguments: Parameters.args, **named: Parameters.kwargs) -> Result:
        return self._body(*arguments, **named)

    def __repr__(self) -> str:
        return f"<built-in function {self.__name__}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_find, (self.__name__,))

    def __copy__(self) -> Function[Parameters, Result]:
        return self

    def __deepcopy__(self, _: Any) -> Function[Parameters, Result]:
        return self


def _find(name: str) -> Any:
    from bss2emu.hxtorch import perceptron

    return getattr(perceptron, name)


def whole(value: Any, name: str) -> int:
    """A whole number; anything else is a TypeError, as for hxtorch's compiled functions."""
    try:
        number = int(value.__index__())
    except (AttributeError, TypeError):
        raise TypeError(
            f"incompatible function arguments: {name} must be an int, not "
            f"{type(value).__name__}") from None
    if not -(2**63) <= number < 2**63:
        raise TypeError(f"incompatible function arguments: {name} must fit 64 bits, but is "
                        f"{number}")
    return number


def truth(value: Any, name: str) -> bool:
    """A bool; anything else is a TypeError."""
    if value is True or value is False or type(value).__name__ in ("bool_", "bool"):
        return bool(value)
    raise TypeError(
        f"incompatible function arguments: {name} must be a bool, not {type(value).__name__}")


def tensor(value: Any, name: str) -> Any:
    """A tensor; anything else is a TypeError."""
    import torch

    if not isinstance(value, torch.Tensor):
        raise TypeError(
            f"incompatible function arguments: {name} must be a torch.Tensor, not "
            f"{type(value).__name__}")
    return value
