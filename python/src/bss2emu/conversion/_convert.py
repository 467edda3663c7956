"""The conversion: traces, folds, measures, chooses and replaces."""

from __future__ import annotations

import copy
import dataclasses
import functools
import operator
from typing import Any

import torch
from torch import fx

from ..hxtorch.perceptron import nn
from . import _fusion, _trace
from ._layers import Decoder, Encoder, analog
from ._messages import ConversionError
from .module import ConvertedModule, Network, decoder_name, encoder_name, relu_name
from ._plan import LayerPlan, Sample, chosen
from ._settings import Settings


def convert_model(model: torch.nn.Module, sample: Any, settings: Settings) -> ConvertedModule:
    """See ``bss2emu.convert``."""
    graph = _trace.traced(model)
    folded = _trace.fold_norms(graph)
    wiring = _Wiring.of(graph)
    inputs = sample if isinstance(sample, (tuple, list)) else (sample,)
    plans = _plans(wiring, _inputs(wiring, inputs), settings)
    converted = ConvertedModule(
        Network(graph, folded, wiring.sources, settings.gain),
        _rewired(wiring, plans, settings.expanded), plans)
    converted.mock = settings.mock
    converted.measure(*inputs)
    return converted


@dataclasses.dataclass(frozen=True)
class _Wiring:
    """A float graph with the roles of its nodes.

    :ivar calls: analog calls by their layer's name.
    :ivar rectifiers: fused rectifiers by the name of the layer before.
    :ivar sources: for layers whose inputs a fused rectifier makes, the name of the layer before it.
    """

    graph: fx.GraphModule
    calls: dict[str, list[fx.Node]]
    rectifiers: dict[str, fx.Node]
    sources: dict[str, str]

    @classmethod
    def of(cls, graph: fx.GraphModule) -> _Wiring:
        calls: dict[str, list[fx.Node]] = {}
        for node in _trace.analog_nodes(graph):
            calls.setdefault(str(node.target), []).append(node)
        if not calls:
            raise ConversionError(
                "convert: the network has no Linear, Conv1d or Conv2d layer; it needs one")
        wiring = cls(graph, calls, {}, {})
        for name in calls:
            wiring._fuse(name)
        return wiring

    def _fuse(self, name: str) -> None:
        """Notes a rectifier after a layer, if it and all layers behind it are called once."""
        once = {nodes[0] for nodes in self.calls.values() if len(nodes) == 1}
        relu = _fusion.rectifier(self.graph, self.calls[name][0], once)
        if len(self.calls[name]) == 1 and relu is not None:
            self.rectifiers[name] = relu
            for node in _fusion.fed(relu, once):
                self.sources[str(node.target)] = name


class _Recorder(fx.Interpreter):
    """Runs a graph and keeps the inputs of some nodes."""

    def __init__(self, graph: fx.GraphModule, kept: dict[str, list[fx.Node]]):
        super().__init__(graph)
        self.extra_traceback = False
        self.names = {node: name for name, nodes in kept.items() for node in nodes}
        self.inputs: dict[str, list[torch.Tensor]] = {name: [] for name in kept}

    def run_node(self, n: fx.Node) -> Any:
        if n in self.names:
            source: Any = n.args[0]
            self.inputs[self.names[n]].append(self.env[source].detach())
        return super().run_node(n)


def _inputs(wiring: _Wiring, inputs: Any) -> dict[str, torch.Tensor]:
    """The inputs of each analog layer for a sample."""
    recorder = _Recorder(wiring.graph, wiring.calls)
    try:
        with torch.no_grad():
            recorder.run(*inputs)
    except Exception as error:  # whatever the model's own code raises
        raise ConversionError(
            f"convert: the model refuses the sample: {str(error).splitlines()[0]}; pass a batch of "
            "its inputs") from error
    joined = {name: torch.cat(values) for name, values in recorder.inputs.items()}
    for name, values in joined.items():
        if not bool(torch.isfinite(values).all()) or values.numel() == 0:
            raise ConversionError(
                f"convert: the inputs of {name} are empty, infinite or NaN for this sample; "
                "pass a sample that gives finite values")
    return joined


def _plans(
    wiring: _Wiring, inputs: dict[str, torch.Tensor], settings: Settings
) -> dict[str, LayerPlan]:
    plans: dict[str, LayerPlan] = {}
    for name in wiring.calls:
        source = wiring.sources.get(name)
        known = plans[source].activation_scale if source is not None else None
        layer = wiring.graph.get_submodule(name)
        plans[name] = chosen(
            Sample(layer, inputs[name], known, name in wiring.rectifiers), settings)
    return plans


# ---- the new graph


def _rewired(
    wiring: _Wiring, plans: dict[str, LayerPlan], expanded: bool
) -> fx.GraphModule:
    """A copy of the graph with analog layers, encoders, decoders and converting rectifiers."""
    root = copy.deepcopy(wiring.graph)
    nodes = {node.name: node for node in root.graph.nodes}
    for name, plan in plans.items():
        calls = [nodes[node.name] for node in wiring.calls[name]]
        root.set_submodule(name, analog(wiring.graph.get_submodule(name), plan.signed, expanded))
        if name not in wiring.sources:
            _encode(root, name, calls)
        if name in wiring.rectifiers:
            _convert_relu(root, name, nodes[wiring.rectifiers[name].name])
        else:
            _decode(root, name, calls)
    root.delete_all_unused_submodules()
    root.graph.lint()
    root.recompile()
    return root


def _encode(root: fx.GraphModule, name: str, calls: list[fx.Node]) -> None:
    target = encoder_name(name)
    root.add_submodule(target, Encoder())
    for call in calls:
        with root.graph.inserting_before(call):
            codes = root.graph.call_module(target, (call.args[0],))
        call.args = (codes, *call.args[1:])


def _decode(root: fx.GraphModule, name: str, calls: list[fx.Node]) -> None:
    target = decoder_name(name)
    root.add_submodule(target, Decoder())
    for call in calls:
        with root.graph.inserting_after(call):
            values = root.graph.call_module(target, (call,))
        call.replace_all_uses_with(values, functools.partial(operator.is_not, values))


def _convert_relu(root: fx.GraphModule, name: str, relu: fx.Node) -> None:
    target = relu_name(name)
    root.add_submodule(target, nn.ConvertingReLU())
    with root.graph.inserting_after(relu):
        activations = root.graph.call_module(target, (relu.args[0],))
    relu.replace_all_uses_with(activations)
    root.graph.erase_node(relu)
