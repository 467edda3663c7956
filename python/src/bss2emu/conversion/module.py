"""The converted network.

See the example of :func:`bss2emu.convert`.
"""

from __future__ import annotations

import contextlib
import copy
import dataclasses
from collections.abc import Iterator
from typing import Any

import torch
from torch import fx

from ..hxtorch import perceptron
from . import _layers, _measure, _trace
from ._messages import ConversionError
from ._plan import LayerPlan
from ._report import LayerReport, Report

__all__ = ["ConvertedModule"]


def encoder_name(layer: str) -> str:
    """The path of the module that makes the activations of a layer."""
    return f"{layer.replace('.', '_')}_input"


def decoder_name(layer: str) -> str:
    """The path of the module that scales the results of a layer."""
    return f"{layer.replace('.', '_')}_result"


def relu_name(layer: str) -> str:
    """The path of the ConvertingReLU after a layer."""
    return f"{layer.replace('.', '_')}_relu"


@dataclasses.dataclass(frozen=True)
class Network:
    """The float network, and the choices that concern all layers.

    :ivar graph: the network with folded norms.
    :ivar folded: names of the norms.
    :ivar sources: for layers without an encoder, the layer whose ConvertingReLU makes their inputs.
    :ivar gain: LSB for one unit of input times weight.
    """

    graph: fx.GraphModule
    folded: tuple[str, ...]
    sources: dict[str, str]
    gain: float


class ConvertedModule(torch.nn.Module):
    """A network of ``hxtorch.perceptron`` layers with the inputs and outputs of a float network.

    Weights and biases are in LSB and can be trained, on the mock and with a chip in the loop. The
    state dict contains the scales, ``num_sends`` and shifts beside them.

    >>> converted = bss2emu.convert(model, images)
    >>> converted.mock, converted.gain, list(converted.plans)
    >>> converted(images)                             # calls forward
    >>> print(converted.check(images))
    >>> converted.measure(images[:100]); print(converted.report)
    >>> torch.save(converted.state_dict(), "converted.pt")
    >>> converted.load_state_dict(torch.load("converted.pt"))
    >>> converted.to_torch()(images)

    :ivar network: the layers, by the names of the float network.
    """

    def __init__(self, origin: Network, network: fx.GraphModule, plans: dict[str, LayerPlan]):
        super().__init__()
        self.network = network
        self._origin = origin
        self._plans: dict[str, LayerPlan] = {}
        self._report = Report((), origin.folded, (), origin.gain)
        self._follow(plans)
        self._load_weights()
        self._wanted_mock: bool | None = None
        register: Any = self.register_load_state_dict_post_hook
        register(_restore_mock)
        self.eval()

    def forward(self, *inputs: torch.Tensor) -> Any:
        """The outputs in units of the float network; see :class:`ConvertedModule`."""
        return self.network(*inputs)

    # ---- mock and chip

    @property
    def mock(self) -> bool:
        """A Boolean value that tells whether products run on the linear model, not on the chip."""
        return bool(self._layer(next(iter(self._plans))).mock)

    @mock.setter
    def mock(self, value: bool) -> None:
        if value != self.mock:
            self._move_biases(1 if value else -1)
        self._set_mock(value)

    def _set_mock(self, value: bool) -> None:
        for module in self.network.modules():
            if isinstance(module, perceptron.nn.Layer):
                module.mock = value

    @torch.no_grad()
    def _move_biases(self, sign: int) -> None:
        """Adds what the mock rounds off to the biases, or takes it away."""
        for name in self._plans:
            module: Any = self.network.get_submodule(name)
            module.bias += sign * _layers.mock_offset(module)

    # ---- report

    @property
    def report(self) -> Report:
        """The choices of the conversion, and the losses for its sample."""
        return self._report

    @property
    def plans(self) -> dict[str, LayerPlan]:
        """The numbers of each analog layer by its name."""
        return dict(self._plans)

    @property
    def gain(self) -> float:
        """LSB for one unit of input times weight, by which the numbers were chosen."""
        return self._origin.gain

    def check(self, *inputs: torch.Tensor) -> Report:
        """Measures the losses for other inputs, on the mock without noise.

        :returns: the report; layers that lose much are warned about.
        """
        report = self._measured(inputs)
        report.warn(stacklevel=2)
        return report

    def measure(self, *inputs: torch.Tensor) -> None:
        """Makes the report anew for other inputs, without warnings."""
        self._report = self._measured(inputs)

    def _measured(self, inputs: tuple[torch.Tensor, ...]) -> Report:
        with torch.no_grad(), self._quiet():
            losses = _measure.losses(self, inputs)
        layers = tuple(
            _entry(name, self._layer(name), plan, losses[name])
            for name, plan in self._plans.items())
        return dataclasses.replace(
            self._report, layers=layers, digital=self._digital(), gain=self.gain)

    def _digital(self) -> tuple[str, ...]:
        own = (perceptron.nn.Layer, _layers.Encoder, _layers.Decoder, _layers.SignedInput)
        return tuple(
            _trace.operation_name(self.network, node) for node in self.network.graph.nodes
            if node.op.startswith("call") and not isinstance(
                _trace.module_of(self.network, node), own))

    @contextlib.contextmanager
    def _quiet(self) -> Iterator[None]:
        """The mock with the conversion's gain and without noise, for a while."""
        before = perceptron.get_mock_parameter(), self.mock, self.training
        perceptron.set_mock_parameter(perceptron.MockParameter(0.0, self.gain))
        self.mock = True
        self.eval()
        try:
            yield
        finally:
            perceptron.set_mock_parameter(before[0])
            self.mock = before[1]
            self.train(before[2])

    # ---- to and back

    def to_torch(self) -> fx.GraphModule:
        """A float network with the present weights; norms stay folded."""
        graph = copy.deepcopy(self._origin.graph)
        for name, plan in self._plans.items():
            module = self.network.get_submodule(name)
            offset = plan.rounding + (_layers.mock_offset(module) if self.mock else 0.0)
            _write_float(graph.get_submodule(name), module, plan, offset)
        return graph

    def _load_weights(self) -> None:
        for name, plan in self._plans.items():
            _write_codes(
                self.network.get_submodule(name), self._origin.graph.get_submodule(name), plan)

    # ---- state

    def get_extra_state(self) -> dict[str, Any]:
        """Scales, ``num_sends`` and shifts by layer, and the gain, for the state dict.

        Part of ``state_dict()`` of a :class:`ConvertedModule`.
        """
        layers = {name: dataclasses.asdict(plan) for name, plan in self._plans.items()}
        return {"gain": self.gain, "mock": self.mock, "layers": layers}

    def set_extra_state(self, state: dict[str, Any]) -> None:
        """Takes over the numbers of another conversion of the same network.

        Called by ``load_state_dict()`` of a :class:`ConvertedModule`.

        :raises ConversionError: if its layers are others.
        """
        plans = {name: LayerPlan(**numbers) for name, numbers in state["layers"].items()}
        forms = [(name, plan.signed, plan.shift is None) for name, plan in plans.items()]
        own = [(name, plan.signed, plan.shift is None) for name, plan in self._plans.items()]
        if forms != own:
            raise ConversionError(
                f"the state dict does not fit: its layers are {sorted(plans)}, those of this "
                f"network are {sorted(self._plans)}, and each must have the same sign of its "
                "inputs and the same ConvertingReLU; convert the network from which the state dict was "
                "saved, and load it there")
        self._origin = dataclasses.replace(self._origin, gain=state["gain"])
        self._follow(plans)
        self._wanted_mock = self.mock
        self._set_mock(state["mock"])  # the biases that follow are for it

    def _follow(self, plans: dict[str, LayerPlan]) -> None:
        """Sets the numbers of all modules."""
        self._plans = plans
        modules: dict[str, Any] = dict(self.network.named_children())
        for name, plan in plans.items():
            layer = self._layer(name)
            layer.num_sends = plan.num_sends
            layer.wait_between_events = plan.wait_between_events
            encoder, decoder = modules.get(encoder_name(name)), modules.get(decoder_name(name))
            if encoder is not None:
                encoder.scale, encoder.signed = plan.input_scale, plan.signed
            if decoder is not None:
                decoder.scale = plan.result_scale
            if plan.shift is not None:
                modules[relu_name(name)].shift = plan.shift

    def _layer(self, name: str) -> Any:
        return _layers.inner(self.network.get_submodule(name))

    def activations_of(self, name: str) -> str:
        """The path of the module that makes the activations of a layer.

        >>> converted.network.get_submodule(converted.activations_of(next(iter(converted.plans))))
        """
        source = self._origin.sources.get(name)
        return encoder_name(name) if source is None else relu_name(source)


def _restore_mock(module: ConvertedModule, _: Any) -> None:
    """Goes back to the mock or the chip after a state dict of the other one was loaded."""
    if module._wanted_mock is not None:
        module.mock, module._wanted_mock = module._wanted_mock, None


def _entry(
    name: str, layer: perceptron.nn.MACLayer, plan: LayerPlan, loss: _measure.Loss
) -> LayerReport:
    return LayerReport(
        name, type(layer).__name__, plan.input_scale, plan.weight_scale, plan.result_scale,
        plan.num_sends, plan.shift, plan.signed, loss.zero_weights, loss.clipped_inputs,
        loss.saturated_results)


@torch.no_grad()
def _write_codes(module: Any, origin: Any, plan: LayerPlan) -> None:
    """Sets weights and bias in LSB."""
    limit = perceptron.constants.synaptic_weight_max
    weight = origin.weight / plan.weight_scale
    _layers.inner(module).weight.copy_(weight.clamp(-limit, limit))
    bias = 0.0 if origin.bias is None else origin.bias / plan.result_scale
    module.bias.copy_(torch.as_tensor(bias + plan.rounding).expand_as(module.bias))


@torch.no_grad()
def _write_float(
    origin: Any, module: Any, plan: LayerPlan, offset: float
) -> None:
    """Sets weights and bias of a float layer; the offset in LSB is not its own."""
    origin.weight.copy_(_layers.inner(module).weight * plan.weight_scale)
    bias = (module.bias - offset) * plan.result_scale
    if origin.bias is None:
        origin.bias = torch.nn.Parameter(torch.empty_like(bias))
    origin.bias.copy_(bias)
