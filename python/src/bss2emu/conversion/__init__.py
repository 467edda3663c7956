"""Own networks on the chip: PyTorch models as layers of ``hxtorch.perceptron``.

>>> converted = bss2emu.convert(model, sample)
>>> converted.mock = False                  # products on the connected chip from now on
>>> model = converted.to_torch()            # the trained weights as a float network
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._messages import ConversionError, ConversionWarning
from ._report import LayerReport, Report

if TYPE_CHECKING:
    import torch

    from .module import ConvertedModule

__all__ = ["ConversionError", "ConversionWarning", "LayerReport", "Report", "convert"]


def convert(
    model: torch.nn.Module, sample: torch.Tensor | tuple[torch.Tensor, ...], *, mock: bool = True,
    gain: float | None = None, target: float = 110.0, max_num_sends: int = 64,
    wait_between_events: int | None = None, expand_conv1d: bool = False, verbose: bool = True,
) -> ConvertedModule:
    """Converts a trained float network to layers of ``bss2emu.hxtorch.perceptron``.

    Linear, Conv1d and Conv2d become analog layers; batch norm that follows them is folded; every
    other operation stays digital. Scales, ``num_sends`` and shifts are chosen such that the
    sample uses the ranges of activations, weights and results.

    >>> converted = bss2emu.convert(model, images[:200])
    >>> accuracy(converted(test_images), test_labels)        # on the linear model
    >>> converted.mock = False                               # on the chip of init_hardware

    :param model: float network that ``torch.fx`` can trace; it is left as it is.
    :param sample: a batch of typical inputs, a hundred or more; a tuple for several inputs.
    :param mock: whether products run on the linear model instead of the connected chip;
        ``converted.mock`` changes it later.
    :param gain: LSB for one unit of input times weight. None: measured on the connected chip if
        ``mock`` is false, else that of ``get_mock_parameter()``.
    :param target: magnitude in LSB, 1 to 127, that the largest results of a layer get.
    :param max_num_sends: limit of ``num_sends``.
    :param wait_between_events: FPGA cycles of 8 ns between two events; None: hxtorch's default.
    :param expand_conv1d: whether Conv1d becomes ExpandedConv1d, whose kernel lies in the array as
        often as it fits, so that one product gives several results.
    :param verbose: whether the report is printed.
    :returns: a module with the inputs and outputs of the model, and with a ``report``.
    :raises ConversionError: if the network cannot be traced or has a layer that the chip lacks.
    :raises ImportError: without PyTorch.
    """
    from ._settings import Settings

    settings = Settings.checked(
        mock, gain, target, max_num_sends, wait_between_events, expand_conv1d)
    from ._convert import convert_model

    converted = convert_model(model, sample, settings)
    if verbose:
        print(converted.report)
    converted.report.warn(stacklevel=2)
    return converted
