"""Ranges of numbers and sizes of matrices.

>>> hxtorch.perceptron.constants.input_activation_max          # 31
"""

from ..._library import constant as _constant

synaptic_weight_min = int(_constant("synaptic_weight_min"))
synaptic_weight_max = int(_constant("synaptic_weight_max"))
input_activation_min = int(_constant("input_activation_min"))
input_activation_max = int(_constant("input_activation_max"))
output_activation_min = int(_constant("output_activation_min"))
output_activation_max = int(_constant("output_activation_max"))
hardware_matrix_height = int(_constant("hardware_matrix_height"))
hardware_matrix_width = int(_constant("hardware_matrix_width"))


class defaults:  # noqa: N801 (hxtorch's name)
    """Default arguments of functions.

    >>> hxtorch.perceptron.constants.defaults.wait_between_events
    5
    """

    wait_between_events = int(_constant("defaults.wait_between_events"))
    gain = _constant("defaults.gain")
    noise_std = _constant("defaults.noise_std")
