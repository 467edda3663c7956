"""Functions of pylogging that user code needs, on Python's own logging."""

from __future__ import annotations

import enum
import logging
import sys
from typing import Any

TRACE_LEVEL = 5
logging.addLevelName(TRACE_LEVEL, "TRACE")


class LogLevel(enum.IntEnum):
    """Levels of messages, from the most to the least talkative.

    >>> hxtorch.logger.set_loglevel(hxtorch.logger.get("hxtorch"), hxtorch.logger.LogLevel.DEBUG)
    """

    ALL = 1
    TRACE = TRACE_LEVEL
    DEBUG = logging.DEBUG
    INFO = logging.INFO
    WARN = logging.WARNING
    ERROR = logging.ERROR
    FATAL = logging.CRITICAL


class Logger:
    """A named logger; its methods exist in upper and lower case.

    >>> log = hxtorch.logger.get("hxtorch.network")
    >>> log.trace("a value"); log.debug("a detail"); log.info("begins")
    >>> log.warn("is slow"); log.error("stops"); log.fatal("ends")
    >>> log.set_level(hxtorch.logger.LogLevel.INFO)
    >>> log.get_level(), log.get_number_of_appenders()
    """

    def __init__(self, name: str):
        self._logger = logging.getLogger(_full_name(name))

    def _log(self, level: int, *parts: Any) -> None:
        self._logger.log(level, "%s", " ".join(str(part) for part in parts))

    def trace(self, *parts: Any) -> None:
        """Logs at level TRACE."""
        self._log(LogLevel.TRACE, *parts)

    def debug(self, *parts: Any) -> None:
        """Logs at level DEBUG."""
        self._log(LogLevel.DEBUG, *parts)

    def info(self, *parts: Any) -> None:
        """Logs at level INFO."""
        self._log(LogLevel.INFO, *parts)

    def warn(self, *parts: Any) -> None:
        """Logs at level WARN."""
        self._log(LogLevel.WARN, *parts)

    def error(self, *parts: Any) -> None:
        """Logs at level ERROR."""
        self._log(LogLevel.ERROR, *parts)

    def fatal(self, *parts: Any) -> None:
        """Logs at level FATAL."""
        self._log(LogLevel.FATAL, *parts)

    TRACE, DEBUG, INFO, WARN, ERROR, FATAL = trace, debug, info, warn, error, fatal
    warning = WARNING = warn

    def get_number_of_appenders(self) -> int:
        """Number of places that messages go to from here."""
        return len([h for h in self._logger.handlers if getattr(h, "_bss2emu", False)])

    def set_level(self, level: int) -> None:
        """Messages below the level are dropped."""
        self._logger.setLevel(int(level))

    setLevel = set_level

    def get_level(self) -> LogLevel:
        """The level in force."""
        return LogLevel(self._logger.getEffectiveLevel())


_ROOT = "hxtorch_logger"


def _full_name(name: str) -> str:
    return f"{_ROOT}.{name}" if name else _ROOT


def get(name: str) -> Logger:
    """The logger of a name.

    >>> hxtorch.logger.get("hxtorch.network").info("begins")
    """
    return Logger(str(name))


def get_root() -> Logger:
    """The logger of all.

    >>> hxtorch.logger.get_root().get_number_of_appenders()
    """
    return Logger("")


def reset() -> None:
    """Takes all places of output away.

    >>> hxtorch.logger.reset()
    """
    root = logging.getLogger(_ROOT)
    for handler in list(root.handlers):
        root.removeHandler(handler)


def default_config(level: int = LogLevel.WARN, **_: Any) -> None:
    """Messages go to standard error from a level on.

    >>> hxtorch.logger.default_config(level=hxtorch.logger.LogLevel.WARN)
    """
    reset()
    _append(logging.StreamHandler(sys.stderr))
    root = logging.getLogger(_ROOT)
    root.propagate = False
    root.setLevel(int(level))


def append_to_file(path: str, logger: Logger | None = None) -> None:
    """Messages go to the end of a file, too.

    >>> hxtorch.logger.append_to_file("network.log")

    :param logger: takes part as in pylogging; every place of output gets the messages of all.
    """
    _append(logging.FileHandler(path))


def _append(handler: logging.Handler) -> None:
    handler._bss2emu = True  # type: ignore[attr-defined]
    handler.setFormatter(logging.Formatter("%(levelname)-5s %(asctime)s %(shortname)s %(message)s",
                                           "%H:%M:%S"))
    handler.addFilter(_short_name)
    logging.getLogger(_ROOT).addHandler(handler)


def _short_name(record: logging.LogRecord) -> bool:
    record.shortname = record.name.removeprefix(_ROOT).lstrip(".")
    return True


def set_loglevel(logger: Logger, level: int) -> None:
    """Messages of a logger below the level are dropped.

    See :class:`LogLevel`.
    """
    logger.set_level(level)
