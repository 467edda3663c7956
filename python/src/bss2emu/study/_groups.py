"""Groups of effects that have one cause, as ``bss2 transfer --budget`` groups them."""

from __future__ import annotations

from ..configuration import effects

_NAMED: dict[str, list[str]] = {
    "pulse law": ["driver.pulse_law", "driver.turn_on", "driver.recovery"],
    "driver mismatch": [
        "driver.offset", "driver.slope", "driver.dac_errors", "driver.gain_mismatch"],
    "distance": ["driver.distance", "driver.distance_spread", "synapse.turn_on"],
    "exc/inh difference": ["driver.row_difference"],
    "synapse mismatch": ["synapse.mismatch", "synapse.dac_errors"],
    "saturation": ["synapse.compression", "line.compression", "ota.saturation", "line.tail"],
    "column gain": [
        "driver.line_gain", "ota.gain_mismatch", "line.mismatch", "membrane.capacitor_mismatch",
        "membrane.leak_mismatch", "membrane.reset_mismatch", "capmem.mismatch", "readout.gain",
        "readout.offset"],
    "membrane drift": ["ota.offset", "membrane.pseudo_leak"],
    "noise": [
        "membrane.noise", "membrane.event_noise", "membrane.noise_mismatch", "cadc.noise",
        "cadc.common_noise", "cadc.noise_mismatch"],
}


def effect_groups() -> dict[str, list[str]]:
    """Effects by the name of their group; every effect is in one group.

    >>> bss2emu.study.effect_groups()["noise"]
    """
    used = {effect for group in _NAMED.values() for effect in group}
    rest = [effect for effect in effects() if effect not in used]
    return {**{name: list(group) for name, group in _NAMED.items()}, "everything else": rest}
