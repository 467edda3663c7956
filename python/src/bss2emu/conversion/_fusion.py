"""Places where a rectifier can turn results into the activations of the next layers."""

from __future__ import annotations

import operator
from typing import Any

import torch
import torch.nn.functional as F
from torch import fx

from ._trace import module_of

_RELUS = (torch.nn.ReLU,), (F.relu, torch.relu), ("relu", "relu_")
#: Operations that move or select values, and so keep their scale.
_SHAPES = (
    (torch.nn.Flatten, torch.nn.Unflatten, torch.nn.Identity, torch.nn.MaxPool1d,
     torch.nn.MaxPool2d, torch.nn.AdaptiveMaxPool1d, torch.nn.AdaptiveMaxPool2d),
    (torch.flatten, torch.reshape, torch.squeeze, torch.unsqueeze, F.max_pool1d, F.max_pool2d),
    ("flatten", "reshape", "view", "squeeze", "unsqueeze", "contiguous"))
_SIZES = (), (operator.getitem, getattr), ("size", "dim")


def _is_one_of(graph: fx.GraphModule, node: fx.Node, kinds: Any) -> bool:
    modules, functions, methods = kinds
    if node.op == "call_module":
        return isinstance(module_of(graph, node), modules)
    known = functions if node.op == "call_function" else methods
    return node.op in ("call_function", "call_method") and node.target in known


def is_relu(graph: fx.GraphModule, node: fx.Node) -> bool:
    """A Boolean value that tells whether a node rectifies."""
    return _is_one_of(graph, node, _RELUS)


def rectifier(graph: fx.GraphModule, node: fx.Node, analog: set[fx.Node]) -> fx.Node | None:
    """The rectifier after an analog layer whose values only analog layers use, if there is one."""
    if len(node.users) != 1:
        return None
    relu = next(iter(node.users))
    if is_relu(graph, relu) and _feeds_only(graph, relu, analog):
        return relu
    return None


def _feeds_only(graph: fx.GraphModule, node: fx.Node, analog: set[fx.Node]) -> bool:
    """A Boolean value that tells whether all values of a node end in analog layers."""
    return bool(node.users) and all(
        user in analog or _reads_only_size(graph, user)
        or _is_one_of(graph, user, _SHAPES) and _feeds_only(graph, user, analog)
        for user in node.users)


def _reads_only_size(graph: fx.GraphModule, node: fx.Node) -> bool:
    if node.op == "call_function" and node.target is getattr:
        return node.args[1] == "shape"
    return node.op == "call_method" and _is_one_of(graph, node, _SIZES)


def fed(node: fx.Node, analog: set[fx.Node]) -> set[fx.Node]:
    """The analog layers that the values of a rectifier reach."""
    found: set[fx.Node] = set()
    for user in node.users:
        found |= {user} if user in analog else fed(user, analog)
    return found
