"""Calibration files by their lab names (``hagen_cocolist.pbin``), and the tree they lie in.

>>> from bss2emu import cocolist
>>> cocolist.write_file(chip, "hagen_cocolist.pbin")
>>> cocolist.make_tree(chip, "calibrations")          # as in the lab
>>> cocolist.apply_file(chip, "hagen_cocolist.pbin")
"""

from __future__ import annotations

import os
import pathlib
import shutil
import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _cache, _hdf5, _provenance, environment
from ._library import address, check, library
from .calibration import Calibration, _atomically
from .errors import CalibrationFileError

if TYPE_CHECKING:
    from .chip import Chip

#: Name of a hagen calibration in the lab's tree.
FILE_NAME = "hagen_cocolist.pbin"
#: The folder of the setups' calibrations below the root.
TREE = "hicann-dls-sr-hx"
#: Name of a calibration in the lab's tree with which neurons fire on the real chip.
SPIKING_NAME = "spiking_cocolist.pbin"


def write_file(chip: Chip, path: str | os.PathLike[str]) -> None:
    """Writes the chip's calibration, and its provenance beside it, as the program ``bss2`` does.

    >>> cocolist.write_file(chip, "hagen_cocolist.pbin")
    """
    calibration = chip.calibration
    if calibration is None:
        raise CalibrationFileError("The chip has no calibration; calibrate it first.")
    path = pathlib.Path(path)
    content = encoded(calibration, compressed=path.suffix == ".gz")
    _atomically(path, lambda name: pathlib.Path(name).write_bytes(content))
    text = _provenance.text(chip, calibration, encoded(calibration, compressed=False))
    _atomically(
        _provenance.path(path), lambda name: pathlib.Path(name).write_text(text, "utf-8"))


def apply_file(chip: Chip, path: str | os.PathLike[str]) -> str | None:
    """Applies a calibration file of the lab or of ours.

    >>> cocolist.apply_file(chip, "hagen_cocolist.pbin")
    'typical-3'

    :returns: for which chip it was made, if anything says so: files of the lab say nothing, but ours
        have another one beside them.
    """
    path = pathlib.Path(path)
    content = path.read_bytes()
    if not (content.startswith(b"PK") or _hdf5.is_hdf5(content)):
        chip.apply_cocolist(content)
        return _provenance.chip_of(path)
    calibration = Calibration.load(path)
    chip.apply(calibration)
    return calibration.chip or None


def encoded(calibration: Calibration, *, compressed: bool = False) -> bytes:
    """The calibration in the lab's format: .pbin, or .json.gz if it is compressed.

    >>> cocolist.encoded(chip.calibration) == pathlib.Path("hagen_cocolist.pbin").read_bytes()
    True
    """
    handle = calibration._to_handle()
    try:
        size = check(library.bss2_calibration_cocolist(handle, int(compressed), None, 0))
        buffer = np.empty(size, np.uint8)
        check(library.bss2_calibration_cocolist(handle, int(compressed), address(buffer), size))
        return buffer.tobytes()
    finally:
        library.bss2_free(handle)


def root() -> pathlib.Path:
    """Root of the tree that stands in for the lab's: BSS2EMU_CALIBRATION_ROOT, or in the cache.

    >>> cocolist.root() / cocolist.TREE
    """
    if own := os.environ.get("BSS2EMU_CALIBRATION_ROOT"):
        return pathlib.Path(own)
    folder = _cache.folder()
    return (folder or pathlib.Path(tempfile.gettempdir()) / "bss2emu") / "tree"


def make_tree(
    chip: Chip, folder: str | os.PathLike[str] | None = None, *, name: str | None = None,
    file_name: str = FILE_NAME,
) -> pathlib.Path:
    """Writes the chip's calibration where scripts look for it; returns the file of "latest".

    The tree is ``ROOT/hicann-dls-sr-hx/CHIP/stable/{latest,latest-weekly}/hagen_cocolist.pbin``.

    >>> cocolist.make_tree(chip, "calibrations").name
    'hagen_cocolist.pbin'
    """
    base = pathlib.Path(folder or root()) / TREE / (name or f"emulated-{chip.identifier}")
    latest = base / "stable" / "latest"
    for place in (latest, base / "stable" / "latest-weekly"):
        place.mkdir(parents=True, exist_ok=True)
        write_file(chip, place / file_name)
    return latest / file_name


def calibrated_for(file_name: str) -> Chip:
    """The chip that the environment names, with the calibration of a file of the lab's tree.

    "spiking_cocolist.pbin" gets the synaptic time constants and the bias of synaptic inputs of
    the lab's file, and a membrane time constant of 20 us; its neurons do not fire.

    >>> cocolist.calibrated_for("spiking_cocolist.pbin").record(neuron=0)

    :raises FileNotFoundError: for another name.
    """
    chip = environment.new_chip()
    if file_name == SPIKING_NAME:
        chip.calibrate(target=_SPIKING_TARGET, options=_SPIKING_OPTIONS)
    elif file_name == FILE_NAME:
        chip.calibrate()
    else:
        raise FileNotFoundError(
            f"{file_name}: the emulator makes only {FILE_NAME} and {SPIKING_NAME}; pass "
            "source_folder=… to read other files.")
    return chip


#: Targets of calix's calibration for spiking neurons, as far as the ones for hagen mode have them.
#: Its leak of 80 and its membrane time constant of 10 us are out of reach in hagen mode.
_SPIKING_TARGET = {
    "cadc.dynamic_range": (70, 550), "cadc.read_range": (20, 220), "neuron.leak": 100,
    "neuron.tau_mem_seconds": 20e-6, "neuron.tau_syn_exc_seconds": 10e-6,
    "neuron.tau_syn_inh_seconds": 10e-6, "neuron.i_synin_gm": 500, "neuron.synapse_dac_bias": 600}
_SPIKING_OPTIONS = {"neuron_disable_leakage": False, "uses_small_capacitance": False}


def save_nightly_calibration(
    filename: str = SPIKING_NAME, source_folder: str | None = None,
    folder: str | None = None, **_: Any,
) -> None:
    """Copies the chip's newest calibration into a folder; the demos' function of this name.

    What has another name than those of ``calibrated_for`` has to lie in ``source_folder``.

    >>> cocolist.save_nightly_calibration("hagen_cocolist.pbin", folder="tonight")
    """
    target = pathlib.Path(folder or ".") / filename
    target.parent.mkdir(parents=True, exist_ok=True)
    if source_folder is not None:
        source = pathlib.Path(environment.mapped(os.path.join(source_folder, filename)))
        if source.is_file():
            shutil.copyfile(source, target)
            _provenance.copy(source, target)
            return
    write_file(calibrated_for(filename), target)
