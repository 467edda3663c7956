"""Progress of long calls: tqdm's bar in terminals and notebooks, where tqdm is installed.

Elsewhere the expected time of a call of more than a minute is logged once.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from typing import Any

#: Seconds after which a call counts as long.
_PATIENCE = 2.0
#: Expected seconds from which on a call that nobody watches logs its time.
_LONG = 60.0
_logger = logging.getLogger("bss2emu")


class Bar:
    """A bar that appears when a call takes more than two seconds.

    BSS2EMU_PROGRESS=0 hides it, and the expected time.
    """

    def __init__(self, title: str):
        self._title = title
        self._start = time.monotonic()
        self._bar: Any = None

    def __call__(self, step: str, fraction: float) -> None:
        """Shows the fraction that is done, and what is being done."""
        seconds = time.monotonic() - self._start
        if self._bar is None and seconds > _PATIENCE:
            self._bar = _new_bar(self._title)
            if isinstance(self._bar, _Hidden) and fraction > 0:
                _log(self._title, seconds / fraction)
        if self._bar is not None:
            self._bar.set_postfix_str(step, refresh=False)
            self._bar.update(max(0.0, 100 * fraction - self._bar.n))

    def close(self) -> None:
        """Ends the bar, if there is one."""
        if self._bar is not None:
            self._bar.close()


class _Hidden:
    """A bar that nobody sees."""

    n = 0.0

    def set_postfix_str(self, *_: Any, **__: Any) -> None:
        """Ignores a text."""

    def update(self, *_: Any) -> None:
        """Ignores a step."""

    def close(self) -> None:
        """Ignores the end."""


def _log(title: str, seconds: float) -> None:
    if seconds > _LONG and os.environ.get("BSS2EMU_PROGRESS") != "0":
        time_text = f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.0f} hours"
        _logger.warning("This %s takes about %s; Ctrl-C stops it.", title, time_text)


def _new_bar(title: str) -> Any:
    if os.environ.get("BSS2EMU_PROGRESS") == "0" or not _is_watched():
        return _Hidden()
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _Hidden()
    return tqdm(total=100, desc=title, unit="%", leave=False, bar_format=(
        "{desc}: {percentage:3.0f}%|{bar}| {elapsed}<{remaining} {postfix}"))


def _is_watched() -> bool:
    """A Boolean value that tells whether this is a notebook or a terminal."""
    return "ipykernel" in sys.modules or bool(sys.stderr and sys.stderr.isatty())
