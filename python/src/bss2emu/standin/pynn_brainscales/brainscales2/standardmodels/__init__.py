"""Types of cells and synapses."""

from . import cells, synapses

__all__ = ["cells", "synapses"]
