"""Types of synapses."""

from __future__ import annotations

from typing import Any

__all__ = ["StaticSynapse"]


class StaticSynapse:
    """A synapse whose weight stays.

    :param weight: whole number, negative for inhibitory synapses; several synapses share one
        whose magnitude is above 63.
    """

    def __init__(self, weight: Any = 0, delay: Any = 0):
        if delay:
            raise NotImplementedError(
                f"delay is {delay}, but synapses of the chip have no delay; leave it out, or "
                "give 0")
        self.weight = weight


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError(
        f"the synapse type {name} is not modelled: the emulator has StaticSynapse")
