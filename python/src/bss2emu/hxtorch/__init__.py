"""The surface of ``hxtorch`` on a virtual chip.

Names, argument order, defaults, shapes, element types, error types and gradients are those of
hxtorch; ``hxtorch.spiking`` can be imported, but is not modelled. Beyond hxtorch there are
:func:`use_chip`, :func:`connect` and :func:`current_chip`.

>>> hxtorch.init_hardware()
>>> hxtorch.perceptron.matmul(torch.full((1, 100), 15.0), torch.full((100, 10), 21.0))
>>> hxtorch.release_hardware()
"""

from __future__ import annotations

import pkgutil
import sys

try:
    import torch as _torch  # noqa: F401
except ImportError as _error:
    raise ImportError(
        "bss2emu.hxtorch needs PyTorch: pip install 'bss2emu[torch]' "
        f"(import torch failed: {_error}); bss2emu.Chip and bss2emu.mock_mac work without"
    ) from None

from . import logger
from .._hardware import (
    CalibrationPath, HWDBPath, connect, current_chip, get_unique_identifier, init_hardware,
    init_hardware_minimal, release_hardware, use_chip)
from . import perceptron, spiking

ann = perceptron
snn = spiking

#: A user's checkout can provide ``hxtorch/examples`` somewhere on the path.
__path__ = pkgutil.extend_path(__path__, "hxtorch")

if logger.get_root().get_number_of_appenders() == 0:
    logger.default_config(level=logger.LogLevel.WARN)
    logger.set_loglevel(logger.get("hxtorch"), logger.LogLevel.INFO)

sys.modules[__name__ + ".ann"] = perceptron
sys.modules[__name__ + ".snn"] = spiking

__all__ = [
    "CalibrationPath", "HWDBPath", "ann", "connect", "current_chip", "get_unique_identifier",
    "init_hardware", "init_hardware_minimal", "logger", "perceptron", "release_hardware", "snn",
    "spiking", "use_chip",
]
