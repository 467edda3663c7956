"""``python -m bss2emu``: run scripts and studies on the emulator, write calibrations."""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if options.command == "run":
        return _run(options, rest, parser)
    if rest:
        parser.error(f"unknown arguments: {' '.join(rest)}")
    if options.command == "study":
        from .study import _command

        return _command.main(options)
    _environment(options)
    return {"calibrate": _calibrate, "info": _info}[options.command](options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bss2emu", description="A virtual BrainScaleS-2 chip in hagen mode.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser(
        "run", help="run a script whose `import hxtorch` finds the emulator", add_help=False)
    run.add_argument("--help", action="help")
    run.add_argument("--shadow", action="store_true", help="even if a real hxtorch is installed")
    _chip_options(run)
    run.add_argument("-m", dest="module", action="store_true", help="SCRIPT is a module's name")
    run.add_argument("script")
    run.add_argument("arguments", nargs=argparse.REMAINDER, help="the script's own")
    calibrate = commands.add_parser(
        "calibrate", help="write the chip's calibration (.pbin, .npz, .h5) or a tree of them")
    _chip_options(calibrate)
    calibrate.add_argument("out", help="file, or folder for a tree as the lab's")
    info = commands.add_parser("info", help="print version, presets and effects")
    _chip_options(info)
    from .study import _command

    _command.add_parser(commands)
    return parser


def _chip_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--chip", help="preset or configuration file (BSS2EMU_CHIP)")
    parser.add_argument("--seed", help="which chip of its kind (BSS2EMU_SEED)")
    parser.add_argument("--run-seed", help="its temporal noise (BSS2EMU_RUN_SEED)")
    parser.add_argument("--threads", help="threads for batches (BSS2EMU_THREADS)")
    parser.add_argument("--effects", help="such as cadc.noise=0 (BSS2EMU_EFFECTS)")


def _environment(options: argparse.Namespace) -> None:
    for name in ("chip", "seed", "run_seed", "threads", "effects"):
        if (value := getattr(options, name)) is not None:
            os.environ["BSS2EMU_" + name.upper()] = value


def _run(
    options: argparse.Namespace, rest: Sequence[str], parser: argparse.ArgumentParser
) -> int:
    from . import standin

    if rest:
        parser.error(f"unknown arguments before the script: {' '.join(rest)}")
    _environment(options)
    standin.activate(shadow=options.shadow or None)
    sys.argv = [options.script, *options.arguments]
    if options.module:
        sys.path.insert(0, os.getcwd())
        runpy.run_module(options.script, run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, os.path.dirname(os.path.abspath(options.script)))
        runpy.run_path(options.script, run_name="__main__")
    return 0


def _calibrate(options: argparse.Namespace) -> int:
    from . import cocolist, environment

    chip = environment.new_chip()
    chip.calibrate(progress=lambda step, fraction: print(
        f"\r{fraction:5.0%} {step:40}", end="", file=sys.stderr))
    print(file=sys.stderr)
    if options.out.endswith((".npz", ".h5", ".hdf5")):
        assert chip.calibration is not None
        chip.calibration.save(options.out)
        print(options.out)
    elif options.out.endswith(".pbin"):
        cocolist.write_file(chip, options.out)
        print(options.out)
    else:
        print(cocolist.make_tree(chip, options.out))
    return 0


def _info(_: argparse.Namespace) -> int:
    import bss2emu

    print(f"bss2emu {bss2emu.__version__}")
    print("presets: " + ", ".join(bss2emu.presets()))
    print("effects: " + ", ".join(bss2emu.effects()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
