"""Calibration files by their lab names (``hagen_cocolist.pbin``), and the tree they lie in."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np

from . import environment
from ._library import address, check, library
from .calibration import Calibration, _atomically, cache_folder
from .errors import CalibrationFileError

if TYPE_CHECKING:
    from .chip import Chip

#: Name of a hagen calibration in the lab's tree.
FILE_NAME = "hagen_cocolist.pbin"
#: The folder of the setups' calibrations below the root.
TREE = "hicann-dls-sr-hx"
#: A file beside a calibration that says whose it is.
PROVENANCE_SUFFIX = ".bss2emu.json"


def write_file(chip: Chip, path: str | os.PathLike[str]) -> None:
    """Writes the chip's calibration, and beside it a file that names the chip."""
    calibration = chip.calibration
    if calibration is None:
        raise CalibrationFileError("The chip has no calibration; calibrate it first.")
    path = pathlib.Path(path)
    content = _encoded(calibration, compressed=path.suffix == ".gz")
    _atomically(path, lambda name: pathlib.Path(name).write_bytes(content))
    provenance = {"chip": chip.identifier, "emulated": True}
    _atomically(
        path.with_name(path.name + PROVENANCE_SUFFIX),
        lambda name: pathlib.Path(name).write_text(json.dumps(provenance) + "\n"))


def apply_file(chip: Chip, path: str | os.PathLike[str]) -> str | None:
    """Applies a calibration file of the lab or of ours.

    :returns: for which chip it was made, if anything says so: files of the lab say nothing, but ours
        have another one beside them.
    """
    path = pathlib.Path(path)
    content = path.read_bytes()
    if not content.startswith((b"PK", b"\x89HDF")):
        chip.apply_cocolist(content)
        return _provenance(path)
    calibration = Calibration.load(path)
    chip.apply(calibration)
    return _provenance(path) or calibration.chip or None


def _encoded(calibration: Calibration, *, compressed: bool) -> bytes:
    """The lab's format."""
    handle = calibration._to_handle()
    try:
        size = check(library.bss2_calibration_cocolist(handle, int(compressed), None, 0))
        buffer = np.empty(size, np.uint8)
        check(library.bss2_calibration_cocolist(handle, int(compressed), address(buffer), size))
        return buffer.tobytes()
    finally:
        library.bss2_free(handle)


def _provenance(path: pathlib.Path) -> str | None:
    beside = path.with_name(path.name + PROVENANCE_SUFFIX)
    try:
        return str(json.loads(beside.read_text())["chip"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def root() -> pathlib.Path:
    """Root of the tree that stands in for the lab's: BSS2EMU_CALIBRATION_ROOT, or in the cache."""
    if own := os.environ.get("BSS2EMU_CALIBRATION_ROOT"):
        return pathlib.Path(own)
    folder = cache_folder()
    return (folder or pathlib.Path(tempfile.gettempdir()) / "bss2emu") / "tree"


def make_tree(
    chip: Chip, folder: str | os.PathLike[str] | None = None, *, name: str | None = None
) -> pathlib.Path:
    """Writes the chip's calibration where scripts look for it; returns the file of "latest".

    The tree is ``ROOT/hicann-dls-sr-hx/CHIP/{stable/latest,latest-weekly}/hagen_cocolist.pbin``.
    """
    base = pathlib.Path(folder or root()) / TREE / (name or f"emulated-{chip.identifier}")
    latest = base / "stable" / "latest"
    for place in (latest, base / "latest-weekly"):
        place.mkdir(parents=True, exist_ok=True)
        write_file(chip, place / FILE_NAME)
    return latest / FILE_NAME


def save_nightly_calibration(
    filename: str = FILE_NAME, source_folder: str | None = None,
    folder: str = ".", **_: Any,
) -> None:
    """Copies the chip's newest calibration into a folder; the demos' function of this name.

    What has another name than ``hagen_cocolist.pbin`` has to lie in ``source_folder``.
    """
    target = pathlib.Path(folder) / filename
    if source_folder is not None:
        source = pathlib.Path(environment.mapped(os.path.join(source_folder, filename)))
        if source.is_file():
            _copy(source, target)
            return
    if filename != FILE_NAME:
        raise FileNotFoundError(
            f"{filename}: the emulator has only {FILE_NAME}; put others into source_folder.")
    chip = environment.new_chip()
    chip.calibrate()
    target.parent.mkdir(parents=True, exist_ok=True)
    write_file(chip, target)


def _copy(source: pathlib.Path, target: pathlib.Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    beside = source.with_name(source.name + PROVENANCE_SUFFIX)
    if beside.is_file():
        shutil.copyfile(beside, target.with_name(target.name + PROVENANCE_SUFFIX))
