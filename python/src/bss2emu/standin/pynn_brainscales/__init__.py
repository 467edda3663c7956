"""As much of ``pynn_brainscales`` as helpers of the demos import; spiking is not modelled."""

from . import brainscales2

__all__ = ["brainscales2"]
