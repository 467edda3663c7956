"""The surface of ``hxtorch.perceptron``: analog products, digital operations, layers.

>>> hxtorch.init_hardware()
>>> results = hxtorch.perceptron.matmul(inputs, weights, num_sends=2)
>>> hxtorch.perceptron.converting_relu(results, shift=2)
>>> hxtorch.perceptron.measure_mock_parameter()
"""

from __future__ import annotations

from . import constants
from ._mock_parameter import (
    MockParameter, get_mock_parameter, measure_mock_parameter, set_mock_parameter)
from ._operations import (
    add, argmax, conv1d, conv2d, converting_relu, expanded_conv1d, mac, matmul, relu)
from ._tracer import InferenceTracer, inference_trace
from . import _operators  # noqa: F401  (torch.ops.hxtorch_perceptron)
from . import nn

__all__ = [
    "InferenceTracer", "MockParameter", "add", "argmax", "constants", "conv1d", "conv2d",
    "converting_relu", "expanded_conv1d", "get_mock_parameter", "inference_trace", "mac", "matmul",
    "measure_mock_parameter", "nn", "relu", "set_mock_parameter",
]
