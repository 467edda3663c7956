"""Stands in for ``dlens_vx_v3.logger``."""

from bss2emu._logger import (
    Logger, LogLevel, append_to_file, default_config, get, get_root, reset, set_loglevel)

__all__ = ["LogLevel", "Logger", "append_to_file", "default_config", "get", "get_root", "reset", "set_loglevel"]
