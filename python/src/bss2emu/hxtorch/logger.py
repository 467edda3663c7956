"""Functions of pylogging that user code needs, on Python's own logging.

>>> hxtorch.logger.default_config(level=hxtorch.logger.LogLevel.INFO)
>>> hxtorch.logger.get("hxtorch.perceptron").info("starts")
"""

from .._logger import (
    TRACE_LEVEL, Logger, LogLevel, append_to_file, default_config, get, get_root, reset, set_loglevel)

__all__ = [
    "TRACE_LEVEL", "LogLevel", "Logger", "append_to_file", "default_config", "get", "get_root", "reset",
    "set_loglevel"]
