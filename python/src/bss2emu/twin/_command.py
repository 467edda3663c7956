"""``python -m bss2emu twin``: record a chip."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from .. import standin
from . import record


def add_parser(commands: Any, add_chip_options: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds ``twin`` to the commands of the package."""
    twin = commands.add_parser("twin", help="find the pattern of a chip of one's own")
    actions = twin.add_subparsers(dest="action", required=True)
    parser = actions.add_parser(
        "record", help="record a chip in a file: the real one where hxtorch is installed")
    record.add_options(parser)
    add_chip_options(parser)


def prepare(options: argparse.Namespace) -> None:
    """Lets ``import hxtorch`` find the emulator, unless the real one is to be recorded.

    :raises ShadowError: when options name a virtual chip, but a real hxtorch is installed.
    """
    wants_virtual = any(
        getattr(options, name) is not None for name in ("chip", "seed", "run_seed", "effects"))
    try:
        standin.activate()
    except standin.ShadowError:
        if wants_virtual:
            raise


def main(options: argparse.Namespace) -> int:
    """Runs an action."""
    return record.run(options)
