"""The provenance of a calibration file of the lab's formats, in a JSON file beside it.

The program ``bss2`` writes and reads the same file.
"""

from __future__ import annotations

import ctypes
import json
import pathlib
import shutil
import warnings
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
    plain = json.dumps({
        "kind": calibration.kind, "chip": calibration.chip or chip.identifier, "seed": chip.seed,
        "fingerprint": chip.fingerprint, "version": build(),
        "content": _digest(content), "target": _target(calibration),
        "success": {_PARTS[name]: "".join("1" if entry else "0" for entry in mask)
                    for name, mask in calibration.success.items()},
        "runCount": int(np.asarray(calibration["report/run_count"]).reshape(-1)[0]),
    }, indent=2, sort_keys=True) + "\n"
    first, rest = plain.split("\n", 1)
    return f"{first}\n{_checksum_line(plain)}{rest}"


def _checksum_line(text: str) -> str:
    """The second line of a file, which holds a digest of all others."""
    return f'  "checksum" : "{_digest(text.encode())}",\n'


def _is_whole(text: str) -> bool:
    """A Boolean value that tells whether the checksum is right; older files have none."""
    lines = text.splitlines(keepends=True)
    if len(lines) < 2 or "checksum" not in lines[1]:
        return True
    wanted = _checksum_line("".join(lines[:1] + lines[2:]))
    return lines[1].replace(" ", "") == wanted.replace(" ", "")


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
            text = beside.read_text("utf-8")
            entries = json.loads(text)
            if _is_whole(text) and _belongs(entries, file):
                return str(entries["chip"])
        except OSError:
            continue
        except (ValueError, KeyError, TypeError):
            pass
        warnings.warn(
            f"{beside}: is damaged, or belongs to another content of {file.name}; calibrate again, or "
            "remove it.", RuntimeWarning, stacklevel=4)
    return None


def _belongs(entries: dict[str, Any], file: pathlib.Path) -> bool:
    """A Boolean value that tells whether a provenance is that of a file; other forms are not looked at."""
    digest = entries.get("content") if file.suffix == ".pbin" else None
    return digest is None or digest == _digest(file.read_bytes())


def targets_of(file: pathlib.Path) -> dict[str, list[float]] | None:
    """The targets of a calibration for hagen mode by name, if a provenance of this content has them."""
    try:
        text = path(file).read_text("utf-8")
        stated = json.loads(text)
        if stated["kind"] != "hagen" or not _is_whole(text) or not _belongs(stated, file):
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
