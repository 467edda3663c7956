"""Lets ``import hxtorch`` find the emulator, where that is asked for."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import types
from collections.abc import Sequence
from typing import Any

#: What stands in for a module of the lab's software.
_TARGETS = {
    "hxtorch": "bss2emu.hxtorch",
    "dlens_vx_v3": "bss2emu.standin.dlens_vx_v3",
    "pyccalix": "bss2emu.standin.pyccalix",
    "pynn_brainscales": "bss2emu.standin.pynn_brainscales",
    "pylogging": "bss2emu.standin.dlens_vx_v3.logger",
    "_static": "bss2emu.standin._static",
}
#: These give way to what lies on the path: a checkout of the demos brings its own.
_YIELDING = {"_static"}

#: Variables by which the lab's software finds hardware.
_HARDWARE_VARIABLES = ("SLURM_FPGA_IPS", "QUIGGELDY_IP")
_NO_ADDRESS = "emulated"

ENVIRONMENT = "BSS2EMU_STANDIN"
SHADOW = "BSS2EMU_SHADOW"


class ShadowError(ImportError):
    """A real hxtorch is installed, and nobody asked to shadow it."""


class _Alias(importlib.abc.Loader):
    """Loads a module by handing out another one."""

    def __init__(self, target: str):
        self._target = target
        self._spec: Any = None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        module = importlib.import_module(self._target)
        self._spec = module.__spec__
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        # The machinery has just written the alias's spec into the module.
        module.__spec__ = self._spec


class Finder(importlib.abc.MetaPathFinder):
    """Finds the stand-ins, before everything else."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The stand-in's spec, or None for every other module."""
        head, _, rest = name.partition(".")
        base = _TARGETS.get(head)
        if base is None:
            return None
        if head in _YIELDING and _exists_on_path(head):
            return None
        full = f"{base}.{rest}" if rest else base
        try:
            if full not in sys.modules and importlib.util.find_spec(full) is None:
                return None
        except ModuleNotFoundError:
            return None
        spec = importlib.machinery.ModuleSpec(name, _Alias(full), is_package=True)
        return spec


def _exists_on_path(name: str) -> bool:
    return importlib.machinery.PathFinder.find_spec(name) is not None


def _is_installed(name: str) -> bool:
    """A package with code of its own; a folder of examples alone is none."""
    spec = importlib.machinery.PathFinder.find_spec(name)
    return spec is not None and spec.origin is not None


def is_active() -> bool:
    """Returns whether ``import hxtorch`` finds the emulator."""
    return any(isinstance(finder, Finder) for finder in sys.meta_path)


def activate(*, shadow: bool | None = None, children: bool = True) -> None:
    """Makes ``import hxtorch`` find the emulator in this process.

    :param shadow: also where a real hxtorch is installed; None: as BSS2EMU_SHADOW says.
    :param children: in child processes too, by way of the environment.
    :raises ShadowError: when a real hxtorch is installed and must not be shadowed.
    """
    if shadow is None:
        shadow = os.environ.get(SHADOW, "") not in ("", "0")
    if not shadow and not is_active():
        loaded = sys.modules.get("hxtorch")
        real = loaded is not None and not hasattr(loaded, "current_chip")
        if real or (loaded is None and _is_installed("hxtorch")):
            raise ShadowError(
                "A real hxtorch is installed here; to replace it by the emulator, run "
                f"python -m bss2emu run --shadow, or set {SHADOW}=1.")
    if not is_active():
        sys.meta_path.insert(0, Finder())
    if not any(name in os.environ for name in _HARDWARE_VARIABLES):
        # The demos' own helpers ask for one before they connect.
        os.environ[_HARDWARE_VARIABLES[0]] = _NO_ADDRESS
    if children:
        os.environ[ENVIRONMENT] = "1"
        if shadow:
            os.environ[SHADOW] = "1"


def deactivate() -> None:
    """Takes the stand-in away again; modules that were imported stay with their users."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Finder)]
    for name in list(sys.modules):
        if name.partition(".")[0] in _TARGETS:
            del sys.modules[name]
    os.environ.pop(ENVIRONMENT, None)
    if os.environ.get(_HARDWARE_VARIABLES[0]) == _NO_ADDRESS:
        del os.environ[_HARDWARE_VARIABLES[0]]


def activate_from_environment() -> None:
    """Entry point that the start-up file of the wheel calls in every Python process that wants it."""
    if os.environ.get(ENVIRONMENT, "") in ("", "0"):
        return
    try:
        activate()
    except ShadowError as error:
        print(f"bss2emu: {error}", file=sys.stderr)
