"""Errors and warnings of a conversion."""

from __future__ import annotations


class ConversionError(ValueError):
    """The network, or its sample, cannot be converted.

    >>> bss2emu.convert(torch.nn.Sequential(torch.nn.LSTM(4, 4)), torch.ones(10, 5, 4))
    """


class ConversionWarning(UserWarning):
    """A layer of a converted network loses much of its information.

    >>> warnings.simplefilter("error", bss2emu.conversion.ConversionWarning)
    """
