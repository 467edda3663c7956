"""As much of PyNN for BrainScaleS-2 as experiments below the threshold need.

A network of this module is a set of neurons of one chip, spike sources outside it, and static
synapses between them. Neurons do not fire: whatever needs spikes is refused by name.
"""

from __future__ import annotations

from typing import Any

from bss2emu import _logger as logger

from . import helper, standardmodels
from ._control import end, reset, run, setup
from ._populations import Population, PopulationView
from ._projections import AllToAllConnector, OneToOneConnector, Projection
from .standardmodels import cells, synapses

__all__ = [
    "AllToAllConnector", "OneToOneConnector", "Population", "PopulationView", "Projection", "cells",
    "end", "helper", "logger", "reset", "run", "setup", "standardmodels", "synapses"]


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError(
        f"pynn_brainscales.brainscales2.{name} is not modelled; the emulator has "
        f"{', '.join(__all__)}")
