"""The provenance of a calibration file of the lab's formats, in a JSON file beside it.

The program ``bss2`` writes and reads the same file.
"""

from __future__ import annotations

import ctypes
import json
import pathlib
import shutil
from typing import Any

import numpy as np

from ._library import address, build, check, library
from .calibration import Calibration

_SUFFIXES = ("_cocolist.pbin", "_cocolist.json.gz", "_cocolist.json")
_PARTS = {"neuron/success": "neurons", "synapse_driver/success": "drivers",
          "cadc/success": "CADC channels"}


def path(file: pathlib.Path) -> pathlib.Path:
    """The provenance of a file: NAME_provenance.json beside NAME_cocolist.pbin."""
    for suffix in _SUFFIXES:
        if file.name.endswith(suffix):
            return file.with_name(file.name.removesuffix(suffix) + "_provenance.json")
    return file.with_name(file.name + "_provenance.json")


def text(chip: Any, calibration: Calibration, content: bytes) -> str:
    """The provenance of a chip's calibration.

    :param content: the portable binary form of the calibration.
    """
    return json.dumps({
        "kind": calibration.kind, "chip": calibration.chip or chip.identifier, "seed": chip.seed,
        "fingerprint": chip.fingerprint, "version": build(),
        "content": _digest(content), "target": _target(calibration),
        "success": {_PARTS[name]: "".join("1" if entry else "0" for entry in mask)
                    for name, mask in calibration.success.items()},
        "runCount": int(np.asarray(calibration["report/run_count"]).reshape(-1)[0]),
    }, indent=2, sort_keys=True) + "\n"


def _target(calibration: Calibration) -> dict[str, list[float]]:
    """Targets by name; one number where all instances share it."""
    found = {}
    for name, value in calibration.items():
        if name.startswith("target/"):
            numbers = np.asarray(value, float).tolist()
            is_uniform = len(set(numbers)) == 1
            found[name.removeprefix("target/")] = numbers[:1] if is_uniform else numbers
    return found


def _digest(content: bytes) -> str:
    data = np.frombuffer(content, np.uint8)
    buffer = ctypes.create_string_buffer(64)
    check(library.bss2_content_digest(address(data), data.size, buffer, len(buffer)))
    return buffer.value.decode()


def chip_of(file: pathlib.Path) -> str | None:
    """The chip for which a file was made, if a provenance says so."""
    for beside in (path(file), _old_path(file)):
        try:
            return str(json.loads(beside.read_text("utf-8"))["chip"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def targets_of(file: pathlib.Path) -> dict[str, list[float]] | None:
    """The targets of a calibration for hagen mode by name, if a provenance of this content has them."""
    try:
        stated = json.loads(path(file).read_text("utf-8"))
        is_of_another = file.suffix == ".pbin" and stated["content"] != _digest(file.read_bytes())
        if stated["kind"] != "hagen" or is_of_another:
            return None
        return {name.replace("/", "."): list(map(float, numbers))
                for name, numbers in stated["target"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _old_path(file: pathlib.Path) -> pathlib.Path:
    """The file that version 0.1.0 of this package has written instead."""
    return file.with_name(file.name + ".bss2emu.json")


def copy(source: pathlib.Path, target: pathlib.Path) -> None:
    """Copies the provenance of a file, if there is one."""
    if path(source).is_file():
        shutil.copyfile(path(source), path(target))
