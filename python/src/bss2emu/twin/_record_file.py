"""Files of recordings: HDF5, written whole or not at all, so that a recording can go on."""

from __future__ import annotations

import dataclasses
import io
import pathlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _hdf5, _whole
from ..calibration import _h5py
from ..errors import CalibrationFileError, TwinError
from . import _protocol

_CONTENT = "twin recording"


@dataclasses.dataclass
class Results:
    """Results of a step, and the number of calls that are done."""

    values: NDArray[np.int8]
    calls: int = 0

    def add(self, result: NDArray[np.int8]) -> None:
        """Keeps the results of the next call."""
        self.values.reshape(-1, *self.values.shape[2:])[self.calls] = result
        self.calls += 1


@dataclasses.dataclass
class Content:
    """Settings of a recording, which must be equal when it goes on."""

    is_quick: bool
    #: What ``hxtorch.get_unique_identifier`` says.
    chip: str
    started: str
    #: The calibration file with which the chip was recorded; empty for the chip's own.
    registers: bytes


def write(
    path: pathlib.Path, content: Content, steps: list[_protocol.Step], results: dict[str, Results],
) -> None:
    """Writes a recording as far as it is done."""
    h5py = _h5py()
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", userblock_size=_hdf5.BLOCK) as file:
        file.attrs.update({
            "content": _CONTENT, "protocol": _protocol.VERSION, "is_quick": content.is_quick,
            "chip": content.chip, "started": content.started,
            "is_complete": all(results[step.name].calls == step.calls for step in steps)})
        file.create_dataset("registers", data=np.frombuffer(content.registers, np.uint8))
        for number, step in enumerate(steps):
            _write_step(file.create_group(f"steps/{step.name}"), number, step, results[step.name])
    with _whole.aside(path) as name:
        name.write_bytes(_hdf5.sealed(buffer.getvalue()))


def _write_step(group: Any, number: int, step: _protocol.Step, results: Results) -> None:
    group.attrs.update({
        "number": number, "num_sends": step.num_sends,
        "wait_between_events": step.wait_between_events, "is_validation": step.is_validation,
        "calls": results.calls})
    for name, values in (
        ("weights", step.weights), ("inputs", step.inputs), ("results", results.values),
    ):
        data = group.create_dataset(
            name, data=values, chunks=(1,) * (values.ndim - 2) + values.shape[-2:],
            compression="gzip", compression_opts=1, shuffle=True)
        data.attrs["unit"] = "LSB" if name == "results" else "1"


def read(
    path: pathlib.Path, expected: Content, steps: list[_protocol.Step]
) -> dict[str, Results]:
    """The results so far of a recording that goes on; `expected` takes its date.

    :raises TwinError: for a damaged file, another protocol, another chip or other options.
    """
    with opened(path) as file:
        check_protocol(path, file)
        for name, value, change in (
            ("is_quick", expected.is_quick, "quick and full recordings differ; see --quick"),
            ("chip", expected.chip, "this chip is " + expected.chip),
        ):
            found = file.attrs.get(name)
            if found != value:
                raise TwinError(
                    f"{path} holds a recording with {name} {found}, which cannot go on here "
                    f"({change}); give another name, or delete the file.")
        try:
            if bytes(np.asarray(file["registers"][()])) != expected.registers:
                raise TwinError(
                    f"{path} holds a recording with another calibration; give that one, or "
                    "another name for the file.")
            expected.started = str(file.attrs["started"])
            return {step.name: _read_step(path, file, step) for step in steps}
        except (KeyError, TypeError, ValueError, OSError) as error:
            if isinstance(error, TwinError):
                raise
            raise TwinError(
                f"{path} is damaged ({error}); delete it, and record again.") from None


def _read_step(path: pathlib.Path, file: Any, step: _protocol.Step) -> Results:
    group = file[f"steps/{step.name}"]
    values = np.asarray(group["results"][()])
    calls = int(group.attrs["calls"])
    is_same = (
        values.shape == step.shape and values.dtype == np.int8 and 0 <= calls <= step.calls
        and np.array_equal(group["inputs"][()], step.inputs)
        and np.array_equal(group["weights"][()], step.weights))
    if not is_same:
        raise TwinError(
            f"{path} holds other products in the step {step.name}; give another name, or delete "
            "the file.")
    return Results(values, calls)


def opened(path: pathlib.Path) -> Any:
    """Opens a file for reading.

    :raises TwinError: for a file that is no HDF5 file.
    """
    try:
        return _hdf5.opened(path)
    except (CalibrationFileError, OSError) as error:
        raise TwinError(f"{path} cannot be read as a recording ({error}); delete it, and record "
                        "again.") from None


def check_protocol(path: pathlib.Path, file: Any) -> None:
    """Refuses other files and recordings of another version of the protocol."""
    if file.attrs.get("content") != _CONTENT:
        raise TwinError(f"{path} is no recording of a chip; give another name.")
    if (version := file.attrs.get("protocol")) != _protocol.VERSION:
        raise TwinError(
            f"{path} was recorded with version {version} of the protocol, but this program has "
            f"version {_protocol.VERSION}; record again.")
