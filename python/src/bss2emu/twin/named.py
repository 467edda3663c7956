"""Named chips: measured chips with dated snapshots in a folder, which laboratories can share.

A snapshot is the file ``FOLDER/NAME/DATE.h5`` of a measured chip. Folders are the one that
``BSS2EMU_CHIPS`` names (by default ``~/.local/share/bss2-emulator/chips``) and that of the chips that
come with the package.

>>> from bss2emu.twin import named
>>> for snapshot in named.snapshots(): print(snapshot)
>>> chip = named.load("cube66-half")
"""

from __future__ import annotations

import dataclasses
import os
import pathlib
import re

from .. import _pattern, _whole
from ..chip import Chip
from ..errors import ConfigurationError, TwinError
from . import fit

__all__ = ["Snapshot", "folders", "keep", "load", "path", "snapshots"]

_SUFFIX = ".h5"
#: Names of chips and dates: letters, digits, and signs that no file system minds.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclasses.dataclass(frozen=True)
class Snapshot:
    """A chip as it was measured at a date.

    See :func:`snapshots`.
    """

    name: str
    #: Year, or year, month and day, as in ISO 8601.
    date: str
    path: pathlib.Path
    #: The measurement, in words.
    source: str

    def __str__(self) -> str:
        return f"{self.name} {self.date} {self.path} ({self.source})"


def folders() -> list[pathlib.Path]:
    """Folders of named chips; names in earlier ones come first.

    >>> named.folders()[0]
    """
    own = os.environ.get("BSS2EMU_CHIPS")
    base = os.environ.get("XDG_DATA_HOME") or os.path.join(
        os.path.expanduser("~"), ".local", "share")
    first = pathlib.Path(own) if own else pathlib.Path(base) / "bss2-emulator" / "chips"
    return [first, pathlib.Path(__file__).with_name("chips")]


def snapshots(name: str | None = None) -> list[Snapshot]:
    """All snapshots, or those of one chip, by name and date; files of other content are left out.

    >>> [snapshot.date for snapshot in named.snapshots("cube66-half")]
    """
    found = {}
    for folder in reversed(folders()):
        for file in folder.glob(f"*/*{_SUFFIX}"):
            if (snapshot := _snapshot(file)) and name in (None, snapshot.name):
                found[snapshot.name, snapshot.date] = snapshot
    return [found[key] for key in sorted(found)]


def _snapshot(file: pathlib.Path) -> Snapshot | None:
    if not _DATE.fullmatch(file.stem):
        return None
    try:
        own = _pattern.provenance(str(file))
    except (ConfigurationError, OSError):
        return None
    return Snapshot(file.parent.name, file.stem, file, own.source)


def path(name: str, date: str | None = None) -> pathlib.Path:
    """The file of a chip, for ``--chip`` and ``bss2emu.Chip``.

    >>> bss2emu.Chip(named.path("cube66-half"))

    :param date: of the snapshot; by default the newest one.
    :raises TwinError: for a chip or a date that no folder has.
    """
    own = snapshots(name)
    if not own:
        names = ", ".join(dict.fromkeys(each.name for each in snapshots()))
        places = " and ".join(map(str, folders()))
        raise TwinError(f"There is no chip {name!r} in {places}; there are {names or 'none'}.")
    chosen = [each for each in own if date in (None, each.date)]
    if not chosen:
        dates = ", ".join(each.date for each in own)
        raise TwinError(f"The chip {name} has no snapshot of {date}; it has {dates}.")
    return chosen[-1].path


def load(
    name: str, member: int = 0, *, date: str | None = None, run_seed: int = 0,
    threads: int | None = None,
) -> Chip:
    """A named chip with the registers of its snapshot, if it has any.

    >>> named.load("cube66-half").mac([12] * 100, [[21] * 10] * 100)

    :param member: 0 for the best estimate, others for chips that the measurement allows.
    """
    return fit.twin(path(name, date), member, run_seed=run_seed, threads=threads)


def keep(
    file: str | os.PathLike[str], name: str | None = None,
    folder: str | os.PathLike[str] | None = None,
) -> pathlib.Path:
    """Copies the file of a measured chip into a folder of named chips.

    >>> named.keep("my_chip.h5", name="my-chip")

    :param name: of the chip; by default the one in the file.
    :param folder: by default the first one of :func:`folders`.
    :returns: the snapshot, whose date is that in the file.
    :raises TwinError: for a name that no folder can have, and where another snapshot has the date.
    """
    own = _pattern.provenance(os.fspath(file))
    called = name or own.name
    if not _NAME.fullmatch(called) or not _DATE.fullmatch(own.date):
        raise TwinError(
            f"{file} has the name {called!r} and the date {own.date!r}; names need letters, digits, "
            "'.', '_' and '-', dates the form 2026-11-28.")
    target = pathlib.Path(folder or folders()[0]) / called / f"{own.date}{_SUFFIX}"
    content = pathlib.Path(file).read_bytes()
    if target.exists() and target.read_bytes() != content:
        raise TwinError(f"{target} is another snapshot of this date; delete it first.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with _whole.aside(target) as beside:
        beside.write_bytes(content)
    return target

