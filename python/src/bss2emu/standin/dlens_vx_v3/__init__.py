"""Stands in for ``dlens_vx_v3``: coordinates, containers and programs of the virtual chip."""

from . import hal, halco, hxcomm, logger, lola, sta

__all__ = ["hal", "halco", "hxcomm", "logger", "lola", "sta"]
