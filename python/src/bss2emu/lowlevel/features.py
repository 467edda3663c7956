"""Switches of parts that the model leaves out: a chip refuses a program that closes one.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .catalogue import catalogue
from .containers import containers
from .refusals import Refusal

_SPIKES = "neurons send no spikes in hagen mode"
_COMPARTMENTS = "neurons have one compartment"
#: Fields of NeuronConfig, and the reason why the model does not follow them.
_REASONS = {
    "enable_threshold_comparator": _SPIKES,
    "enable_synaptic_input_excitatory_coba_mode": "synaptic inputs are currents",
    "enable_synaptic_input_inhibitory_coba_mode": "synaptic inputs are currents",
    "enable_membrane_offset": "programs of the stand-in cannot use the offset current",
    "enable_adaptation": "neurons do not adapt",
    "enable_exponential": "neurons have no exponential term",
    "enable_multicomp_conductance": _COMPARTMENTS,
    "connect_membrane_right": _COMPARTMENTS,
    "connect_soma": _COMPARTMENTS,
    "connect_soma_right": _COMPARTMENTS,
    "connect_bottom": _COMPARTMENTS,
}


def _places(container: str, names: Iterable[str]) -> list[tuple[int, int, str]]:
    """Word and mask of each field."""
    entry = next(one for one in catalogue()["containers"] if one["name"] == container)
    runs = {field["name"]: field["bits"][0][0] for field in entry["fields"] if field["bits"][0]}
    return [(runs[name][0], 1 << runs[name][1], name) for name in names]


_PLACES = _places("NeuronConfig", _REASONS)
_MASKS: dict[int, int] = {}
for _word, _mask, _ in _PLACES:
    _MASKS[_word] = _MASKS.get(_word, 0) | _mask
_WORDS = tuple(_MASKS.items())


def _check_neuron(words: list[int]) -> Refusal | None:
    """Names the first switch of a neuron that is closed."""
    for word, mask in _WORDS:
        if words[word] & mask:
            name = next(name for at, bit, name in _PLACES if words[at] & bit)
            return f"NeuronConfig.{name}", _REASONS[name]
    return None


(_STP_WORD, _STP, _), (_HAGEN_WORD, _HAGEN, _) = _places(
    "SynapseDriverConfig", ("enable_stp", "enable_hagen_modulation"))


def _check_driver(words: list[int]) -> Refusal | None:
    """Names short-term plasticity; in hagen mode its circuit makes the length of the pulse."""
    if words[_STP_WORD] & _STP and not words[_HAGEN_WORD] & _HAGEN:
        return ("SynapseDriverConfig.enable_stp without enable_hagen_modulation",
                "synapse drivers have no short-term plasticity")
    return None


#: Checks of the words of containers, by class. An AtomicNeuron begins with the switches of a neuron.
CHECKS: dict[type[Any], Callable[[list[int]], Refusal | None]] = {
    containers["NeuronConfig"]: _check_neuron, containers["AtomicNeuron"]: _check_neuron,
    containers["SynapseDriverConfig"]: _check_driver}
