"""``torch.ops.hxtorch_perceptron``: the operations as operators for TorchScript and exports."""

from __future__ import annotations

import torch

from . import _operations

_SCHEMAS = {
    "mac": "(Tensor x, Tensor weights, int num_sends=1, int wait_between_events=5, "
           "bool mock=False, int madc_recording_neuron_id=0, str madc_recording_path='') -> Tensor",
    "matmul": "(Tensor input, Tensor other, int num_sends=1, int wait_between_events=5, "
              "bool mock=False, int madc_recording_neuron_id=0, str madc_recording_path='') "
              "-> Tensor",
    "add": "(Tensor input, Tensor other, float alpha=1., bool mock=False) -> Tensor",
    "relu": "(Tensor input, bool mock=False) -> Tensor",
    "converting_relu": "(Tensor input, int shift=2, bool mock=False) -> Tensor",
    "argmax": "(Tensor input, int? dim=None, bool keepdim=False, bool mock=False) -> Tensor",
}


def _register() -> torch.library.Library | None:
    try:
        library = torch.library.Library("hxtorch_perceptron", "DEF")
    except RuntimeError:
        return None  # a real hxtorch is loaded beside this one and keeps its operators
    for name, schema in _SCHEMAS.items():
        library.define(name + schema)
        library.impl(name, getattr(_operations, "_" + name), "CompositeImplicitAutograd")
    return library


_library = _register()
