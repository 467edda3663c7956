"""``python -m bss2emu twin``: record a chip, fit a twin to the recording."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from .. import standin
from . import record


def add_parser(commands: Any, add_chip_options: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds ``twin`` to the commands of the package."""
    from . import fit

    twin = commands.add_parser("twin", help="find the pattern of a chip of one's own")
    actions = twin.add_subparsers(dest="action", required=True)
    parser = actions.add_parser(
        "record", help="record a chip in a file: the real one where hxtorch is installed")
    record.add_options(parser)
    add_chip_options(parser)
    parser = actions.add_parser(
        "fit", help="find the pattern of a chip from its recording, and write it to a file")
    fit.add_options(parser)
    parser.add_argument("--threads", help="threads for batches (BSS2EMU_THREADS)")
    parser.set_defaults(chip=None, seed=None, run_seed=None, effects=None)


def prepare(options: argparse.Namespace) -> None:
    """Lets ``import hxtorch`` find the emulator, unless the real one is to be recorded.

    :raises ShadowError: when options name a virtual chip, but a real hxtorch is installed.
    """
    if options.action == "fit":
        return
    wants_virtual = any(
        getattr(options, name) is not None for name in ("chip", "seed", "run_seed", "effects"))
    try:
        standin.activate()
    except standin.ShadowError:
        if wants_virtual:
            raise


def main(options: argparse.Namespace) -> int:
    """Runs an action."""
    from . import fit

    return fit.run(options) if options.action == "fit" else record.run(options)
