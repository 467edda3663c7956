"""Logger and helpers; networks of spiking neurons are not modelled."""

from __future__ import annotations

from typing import Any

from bss2emu import _logger as logger

from . import helper

__all__ = ["helper", "logger"]


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError(
        f"pynn_brainscales.brainscales2.{name} is not modelled: the emulator has hagen mode only")
