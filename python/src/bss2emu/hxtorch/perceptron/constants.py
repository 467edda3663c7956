"""Ranges of numbers and sizes of matrices."""

synaptic_weight_min = -63
synaptic_weight_max = 63
input_activation_min = 0
input_activation_max = 31
output_activation_min = -128
output_activation_max = 127
hardware_matrix_height = 128
hardware_matrix_width = 256


class defaults:  # noqa: N801 (hxtorch's name)
    """Default arguments of functions."""

    wait_between_events = 5
    gain = 0.002
    noise_std = 2.0
