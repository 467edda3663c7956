"""Importable, and not modelled: the emulator knows hagen mode only."""

from __future__ import annotations

from typing import Any

_MESSAGE = "hxtorch.spiking is not modelled: the emulator has hagen mode (hxtorch.perceptron) only"


class _NotModelled:
    def __init__(self, *_: Any, **__: Any):
        raise NotImplementedError(_MESSAGE)


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (_NotModelled,), {"__doc__": _MESSAGE})
