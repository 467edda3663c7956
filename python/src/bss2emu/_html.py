"""Small tables for notebooks."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any


def table(title: str, rows: Mapping[str, Any]) -> str:
    """A table of two columns under a title."""
    lines = "".join(
        f"<tr><th style='text-align:left'>{html.escape(name)}</th>"
        f"<td style='text-align:left'>{html.escape(str(value))}</td></tr>"
        for name, value in rows.items())
    return f"<table><caption>{html.escape(title)}</caption>{lines}</table>"
