"""Studies: costs of non-idealities for a network, over many chips.

>>> study = bss2emu.Study("product_error", seeds=20)
>>> study.run()
>>> print(study.summary())

One result is one file, named by the hash of all that it depends on. A run that was killed goes on
where it was; shards may run anywhere that sees the folder.
"""

from __future__ import annotations

from ._groups import effect_groups
from ._points import Point
from ._statistics import Estimate, Summary, estimate
from ._study import Prediction, Status, Study
from ._table import Table

__all__ = [
    "Estimate", "Point", "Prediction", "Status", "Study", "Summary", "Table", "effect_groups",
    "estimate",
]
