"""``python -m bss2emu twin``: record a chip, fit and refresh its twin, keep and list chips."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from .. import standin
from ..errors import ConfigurationError, TwinError
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
    parser = actions.add_parser(
        "refresh", help="update a twin with a newer recording or calibration file, and say what has "
        "drifted")
    fit.add_refresh_options(parser)
    parser.add_argument("--threads", help="threads for batches (BSS2EMU_THREADS)")
    actions.add_parser("list", help="list named chips with their snapshots")
    parser = actions.add_parser("keep", help="keep the file of a measured chip under its name")
    parser.add_argument("file", help="file that twin fit has written")
    parser.add_argument("--name", help="name of the chip (default: that in the file)")
    for other in actions.choices.values():
        other.set_defaults(**{name: None for name in _CHIP if other.get_default(name) is None})


#: Options that name a virtual chip.
_CHIP = ("chip", "seed", "run_seed", "effects", "threads")


def prepare(options: argparse.Namespace) -> None:
    """Lets ``import hxtorch`` find the emulator, unless the real one is to be recorded.

    :raises ShadowError: when options name a virtual chip, but a real hxtorch is installed.
    """
    if options.action != "record":
        return
    wants_virtual = any(
        getattr(options, name) is not None for name in _CHIP if name != "threads")
    try:
        standin.activate()
    except standin.ShadowError:
        if wants_virtual:
            raise


def main(options: argparse.Namespace) -> int:
    """Runs an action."""
    from . import fit

    actions = {"record": record.run, "fit": fit.run, "refresh": fit.run_refresh, "list": _list,
               "keep": _keep}
    return actions[options.action](options)


def _list(_: argparse.Namespace) -> int:
    from . import named

    for snapshot in named.snapshots():
        print(snapshot)
    return 0


def _keep(options: argparse.Namespace) -> int:
    from . import named

    try:
        print(named.keep(options.file, options.name))
    except (ConfigurationError, OSError, TwinError) as error:
        print(f"twin keep: {error}", file=sys.stderr)
        return 1
    return 0
