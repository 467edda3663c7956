"""Types of cells: neurons of the chip, and sources of spikes outside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from bss2emu import containers

__all__ = ["HXNeuron", "SpikeSourceArray"]


def neuron_fields() -> dict[str, str]:
    """The fields of an atomic neuron by the names of parameters: leak_v_leak is leak.v_leak."""
    words = np.zeros(len(containers.addresses("AtomicNeuron", 0)), np.uint32)
    return {name.replace(".", "_"): name for name in containers.fields("AtomicNeuron", words)}


class HXNeuron:
    """A neuron of the chip; parameters that are not given stay as in the calibration.

    Parameters are fields of haldls' AtomicNeuron with underscores in place of dots, and integer
    codes. A list has one value for each neuron of a population.
    """

    def __init__(self, **parameters: Any):
        self.parameters: dict[str, Any] = {}
        self.set(parameters)

    def set(self, parameters: Mapping[str, Any]) -> None:
        """Changes parameters.

        :raises KeyError: for an unknown one.
        :raises NotImplementedError: for a threshold that would let neurons fire.
        """
        known = neuron_fields()
        for name, value in parameters.items():
            if name not in known:
                raise KeyError(f"HXNeuron has no parameter {name!r}; it has {', '.join(known)}")
            if name == "threshold_enable" and np.any(value):
                raise NotImplementedError(
                    "HXNeuron(threshold_enable=True) is not modelled: neurons of the emulator do "
                    "not fire; pass False to watch the membrane below its threshold")
            self.parameters[name] = value

    def codes(self, index: int) -> dict[str, int]:
        """The fields of one neuron of a population that are not the calibration's."""
        known = neuron_fields()
        return {
            known[name]: int(np.asarray(value).reshape(-1)[index] if np.ndim(value) else value)
            for name, value in self.parameters.items()}


class SpikeSourceArray:
    """Spikes that are sent to the chip.

    :param spike_times: milliseconds of chip time; a list of lists has one list for each source.
    """

    def __init__(self, spike_times: Any = ()):
        self.parameters: dict[str, Any] = {"spike_times": spike_times}

    def set(self, parameters: Mapping[str, Any]) -> None:
        """Changes the times of the spikes."""
        for name, value in parameters.items():
            if name != "spike_times":
                raise KeyError(f"SpikeSourceArray has no parameter {name!r}; it has spike_times")
            self.parameters[name] = value

    def times(self, index: int) -> np.ndarray:
        """The times of one source, sorted."""
        values = self.parameters["spike_times"]
        has_own = len(values) > 0 and np.ndim(values[0]) > 0
        return np.sort(np.asarray(values[index] if has_own else values, float))


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError(
        f"the cell type {name} is not modelled: the emulator has HXNeuron and SpikeSourceArray")
