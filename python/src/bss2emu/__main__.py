"""``python -m bss2emu``: run scripts and studies on the emulator, write calibrations."""

from __future__ import annotations

import argparse
import functools
import os
import runpy
import sys
from collections.abc import Callable, Sequence

from . import _cache, environment, standin
from .errors import ChipError, ConfigurationError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line; a mistake in it is one sentence and the exit status 2."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    try:
        run = _prepared(options, rest, parser)
    except (ChipError, ConfigurationError, standin.ShadowError) as error:
        parser.error(str(error))
    return run()


def _prepared(
    options: argparse.Namespace, rest: Sequence[str], parser: argparse.ArgumentParser
) -> Callable[[], int]:
    """The call that a command line asks for, after all checks."""
    if rest:
        words = " ".join(rest)
        parser.error(
            f"unknown arguments before the script: {words}; arguments of the script come after its "
            "name" if options.command == "run" else f"unknown arguments: {words}")
    if options.command == "study":
        from .study import _command

        return functools.partial(_command.main, options)
    _environment(options)
    environment.check()
    if options.command == "run":
        return _script(options, parser)
    if options.command == "twin":
        from .twin import _command as twin

        twin.prepare(options)
        return functools.partial(twin.main, options)
    verbs = {"calibrate": _calibrate, "info": _info, "cache": _kept, "table": _table}
    return functools.partial(verbs[options.command], options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bss2emu", description="A virtual BrainScaleS-2 chip in hagen mode.",
        epilog="Environment variables are given in parentheses; help(bss2emu.environment) lists "
        "all.")
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser(
        "run", help="run a script whose `import hxtorch` finds the emulator", add_help=False,
        usage="%(prog)s [options] SCRIPT [arguments of the script]\n"
        "       %(prog)s [options] -m MODULE [arguments of the module]")
    run.add_argument("-h", "--help", action="help")
    run.add_argument(
        "--shadow", action="store_true",
        help="use the emulator even if a real hxtorch is installed")
    _chip_options(run)
    run.add_argument("-m", dest="module", action="store_true", help="SCRIPT is a module's name")
    run.add_argument("script", metavar="SCRIPT")
    own = run.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    own.required = False
    calibrate = commands.add_parser(
        "calibrate", help="calibrate the chip and write one file, or the folder structure in which "
        "scripts of the lab look for files")
    _chip_options(calibrate)
    calibrate.add_argument(
        "out", help="file (.pbin, .npz or .h5), or a folder, in which CHIP/stable/latest is made "
        "as in the lab")
    info = commands.add_parser("info", help="print version, presets and effects")
    _chip_options(info)
    table = commands.add_parser(
        "table", help="print the containers of one type in a cocolist (.pbin, .json.gz or .json) "
        "as CSV")
    _chip_options(table)
    table.add_argument("file", help="such as hagen_cocolist.pbin")
    table.add_argument(
        "name", nargs="?", help="type of container, such as AtomicNeuron; without it, the types "
        "that the file sets are listed")
    cache = commands.add_parser(
        "cache", help="show (info) or delete (prune) the calibrations in the cache")
    _chip_options(cache)
    cache.add_argument("action", choices=("info", "prune"))
    cache.add_argument(
        "--days", type=float, default=0.0, help="delete only calibrations that were not used in "
        "the last DAYS days (default: 0, all)")
    from .study import _command
    from .twin import _command as twin

    _command.add_parser(commands)
    twin.add_parser(commands, _chip_options)
    return parser


def _version() -> str:
    import bss2emu

    return f"bss2emu {bss2emu.__version__} (physics {bss2emu.__physics__})"


def _chip_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--chip", help="preset or configuration file (BSS2EMU_CHIP)")
    parser.add_argument(
        "--seed", help="seed of the fixed pattern, which selects the chip (BSS2EMU_SEED)")
    parser.add_argument("--run-seed", help="seed of the temporal noise (BSS2EMU_RUN_SEED)")
    parser.add_argument("--threads", help="threads for batches (BSS2EMU_THREADS)")
    parser.add_argument(
        "--effects", help="strengths of effects, such as cadc.noise=0,synapse.mismatch=2 "
        "(BSS2EMU_EFFECTS)")


def _environment(options: argparse.Namespace) -> None:
    for name in ("chip", "seed", "run_seed", "threads", "effects"):
        if (value := getattr(options, name)) is not None:
            os.environ["BSS2EMU_" + name.upper()] = value


def _script(options: argparse.Namespace, parser: argparse.ArgumentParser) -> Callable[[], int]:
    if not options.module and not os.path.isfile(options.script):
        parser.error(f"there is no script {options.script}; give a file, or -m and a module")
    if options.module:
        sys.path.insert(0, os.getcwd())
    standin.activate(shadow=options.shadow or None)
    return functools.partial(_run, options)


def _run(options: argparse.Namespace) -> int:
    sys.argv = [options.script, *options.arguments]
    if options.module:
        runpy.run_module(options.script, run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, os.path.dirname(os.path.abspath(options.script)))
        runpy.run_path(options.script, run_name="__main__")
    return 0


def _calibrate(options: argparse.Namespace) -> int:
    from . import cocolist

    chip = environment.new_chip()
    chip.calibrate()
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

    print(_version())
    print("presets: " + ", ".join(bss2emu.presets()))
    print("effects: " + ", ".join(bss2emu.effects()))
    return 0


def _table(options: argparse.Namespace) -> int:
    from . import Cocolist

    try:
        file = Cocolist.load(options.file)
        if options.name is None:
            print("\n".join(file.names))
        else:
            file.to_csv(options.name)
    except ChipError as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader wants no more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"{options.file}: cannot be read ({error.strerror}).", file=sys.stderr)
        return 2
    return 0


def _kept(options: argparse.Namespace) -> int:
    is_pruned = options.action == "prune"
    files = _cache.files(options.days if is_pruned else 0.0)
    size = sum(file.stat().st_size for file in files) / 1e6
    if is_pruned:
        for file in files:
            file.unlink(missing_ok=True)
    print(f"{'deleted' if is_pruned else 'kept'}: {len(files)} files of calibrations (with their "
          f"locks), {size:.1f} MB, in {_cache.folder() or 'no folder'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
