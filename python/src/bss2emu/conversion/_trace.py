"""The float network as a graph without batch norms after analog layers."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import torch
from torch import fx
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

from ..hxtorch.perceptron.nn import Layer
from ._messages import ConversionError

_ANALOG = (torch.nn.Linear, torch.nn.Conv1d, torch.nn.Conv2d)
_NORMS = (torch.nn.BatchNorm1d, torch.nn.BatchNorm2d)


class _Tracer(fx.Tracer):
    """Keeps analog layers whole, so that they can be refused by name."""

    def is_leaf_module(self, m: torch.nn.Module, module_qualified_name: str) -> bool:
        return isinstance(m, Layer) or super().is_leaf_module(m, module_qualified_name)


def traced(model: torch.nn.Module) -> fx.GraphModule:
    """A copy of a network as a graph, for inference.

    :raises ConversionError: if ``torch.fx`` cannot trace it, or if it has analog layers already.
    """
    copied = copy.deepcopy(model).eval()
    for name, module in copied.named_modules():
        if isinstance(module, Layer):
            raise ConversionError(
                f"convert: {name or 'the model'} is already a layer of hxtorch; give a float "
                "network, without layers of hxtorch")
    root = torch.nn.Sequential(copied) if isinstance(copied, _ANALOG) else copied
    try:
        return fx.GraphModule(root, _Tracer().trace(root))
    except Exception as error:  # whatever the model's own code raises for proxies
        raise ConversionError(
            f"convert: torch.fx cannot trace {type(model).__name__} ({error}); its forward must "
            "not branch on values of tensors") from error


def module_of(graph: fx.GraphModule, node: Any) -> torch.nn.Module | None:
    """The module that a node calls, if it calls one."""
    is_call = isinstance(node, fx.Node) and node.op == "call_module"
    return graph.get_submodule(str(node.target)) if is_call else None


def operation_name(graph: fx.GraphModule, node: fx.Node) -> str:
    """A module's path and class, or the name of a function or method."""
    module = module_of(graph, node)
    if module is not None:
        return f"{node.target} ({type(module).__name__})"
    return str(getattr(node.target, "__name__", node.target))


def analog_nodes(graph: fx.GraphModule) -> Iterator[fx.Node]:
    """The calls of layers that become analog, in the order in which they run."""
    for node in graph.graph.nodes:
        if isinstance(module_of(graph, node), _ANALOG):
            yield node


def fold_norms(graph: fx.GraphModule) -> tuple[str, ...]:
    """Folds each batch norm into the layer before it; returns the names of the norms."""
    folded = []
    for node in list(graph.graph.nodes):
        if _can_be_folded(graph, node):
            _fold(graph, node)
            folded.append(str(node.target))
    graph.delete_all_unused_submodules()
    graph.recompile()
    return tuple(folded)


def _can_be_folded(graph: fx.GraphModule, node: fx.Node) -> bool:
    norm = module_of(graph, node)
    if not isinstance(norm, _NORMS) or norm.running_mean is None:
        return False
    layer: Any = node.args[0]
    return (
        isinstance(module_of(graph, layer), _ANALOG) and len(layer.users) == 1
        and _calls(graph, layer.target) == 1 == _calls(graph, node.target))


def _calls(graph: fx.GraphModule, target: Any) -> int:
    return sum(node.op == "call_module" and node.target == target for node in graph.graph.nodes)


def _fold(graph: fx.GraphModule, node: fx.Node) -> None:
    layer: Any = node.args[0]
    module: Any = module_of(graph, layer)
    norm: Any = module_of(graph, node)
    fuse: Any = fuse_linear_bn_eval if isinstance(module, torch.nn.Linear) else fuse_conv_bn_eval
    graph.set_submodule(str(layer.target), fuse(module, norm))
    node.replace_all_uses_with(layer)
    graph.graph.erase_node(node)
