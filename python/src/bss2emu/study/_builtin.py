"""Tasks that come with the package."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True)
class BuiltIn:
    """A task with the metric that statistics take, and units by metric."""

    reference: str
    metric: str
    better: str
    units: Mapping[str, str]


#: Tasks by name.
TASKS = {
    "product_error": BuiltIn(
        "bss2emu.study._product_error:product_error", "error", "lower",
        {"error": "LSB", "fixed_error": "LSB", "noise": "LSB", "gain": "LSB"}),
    "characterization": BuiltIn(
        "bss2emu.study._characterization:characterization", "column_spread", "lower",
        {"gain": "LSB", "noise": "LSB", "column_mean": "LSB", "column_spread": "LSB",
         "asymmetry": "%", "residual": "LSB", "lowest": "LSB", "highest": "LSB"}),
    "calibration_yield": BuiltIn(
        "bss2emu.study._calibration_yield:calibration_yield", "neurons", "higher",
        {"neurons": "%", "cadc_channels": "%", "synapse_drivers": "%"}),
    "yin_yang": BuiltIn(
        "bss2emu.study._transfer:yin_yang", "moved", "higher",
        {"float": "%", "moved": "%", "tuned": "%"}),
    "digits_transfer": BuiltIn(
        "bss2emu.study._transfer:digits_transfer", "moved", "higher",
        {"float": "%", "moved": "%", "tuned": "%"})}


def named(reference: str) -> BuiltIn | None:
    """The task of a reference, if it comes with the package."""
    return next((task for task in TASKS.values() if task.reference == reference), None)
