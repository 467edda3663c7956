"""The library's catalogue of containers and coordinates.

See the example of :mod:`bss2emu.lowlevel`.
"""

from __future__ import annotations

import ctypes
import functools
import json
import re
from typing import Any

from .._library import check, library


@functools.cache
def catalogue() -> dict[str, Any]:
    """Containers with the bits of their fields, coordinates with their conversions, and names."""
    size = check(library.bss2_catalogue_json(None, 0))
    buffer = ctypes.create_string_buffer(size + 1)
    check(library.bss2_catalogue_json(buffer, size + 1))
    content: dict[str, Any] = json.loads(buffer.value.decode())
    return content


def snake_case(name: str) -> str:
    """A name of Swift as haldls writes it: ``excSynin`` is ``exc_synin``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def expand(runs: list[list[int]]) -> list[int]:
    """Numbers that are given as runs of first number, step and count."""
    return [first + step * index for first, step, count in runs for index in range(count)]
