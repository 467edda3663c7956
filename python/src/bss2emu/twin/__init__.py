"""A virtual chip that is one's own chip: recordings of a chip, from which its pattern is found."""

from __future__ import annotations
