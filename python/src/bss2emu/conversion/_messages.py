"""Errors and warnings of a conversion."""

from __future__ import annotations


class ConversionError(ValueError):
    """The network, or its sample, cannot be converted."""


class ConversionWarning(UserWarning):
    """A layer of a converted network loses much of its information."""
