"""Complete recordings of a chip, as the fit reads them."""

from __future__ import annotations

import dataclasses
import os
import pathlib
from typing import Any

import numpy as np

from ..errors import TwinError
from . import _protocol, _record_file
from ._virtual import Results

#: Every so many weights of the step of weights take part in the fit; the others are as good.
_WEIGHTS_APART = 7


@dataclasses.dataclass
class Recording:
    """The steps of a recording with their results."""

    chip: str
    started: str
    is_quick: bool
    steps: list[_protocol.Step]
    results: Results
    #: The calibration file with which the chip was recorded; empty where none was given.
    registers: bytes = b""

    @property
    def fitted(self) -> tuple[dict[str, _protocol.Step], Results]:
        """Steps that the fit uses, and their results."""
        steps, results = {}, {}
        for step in self.steps:
            if step.is_validation:
                continue
            apart = _WEIGHTS_APART if step.name == "weights" else 1
            steps[step.name] = dataclasses.replace(step, weights=step.weights[::apart])
            results[step.name] = self.results[step.name][:, ::apart]
        return steps, results

    @property
    def held_out(self) -> list[_protocol.Step]:
        """Steps for validation."""
        return [step for step in self.steps if step.is_validation]


def read(path: str | os.PathLike[str]) -> Recording:
    """Reads a complete recording.

    :raises TwinError: for another file, a damaged one, and one that is not complete.
    """
    place = pathlib.Path(path)
    with _record_file.opened(place) as file:
        _record_file.check_protocol(place, file)
        try:
            if not file.attrs["is_complete"]:
                raise TwinError(
                    f"{place} is not complete; repeat the command that records the chip, which "
                    "goes on where it ended.")
            is_quick = bool(file.attrs["is_quick"])
            groups = sorted(file["steps"].values(), key=lambda group: int(group.attrs["number"]))
            steps = [_step(group) for group in groups]
            results = {
                step.name: np.asarray(group["results"][()], np.int8)
                for step, group in zip(steps, groups)}
            recording = Recording(
                str(file.attrs["chip"]), str(file.attrs["started"]), is_quick, steps, results,
                bytes(np.asarray(file["registers"][()], np.uint8)))
        except (KeyError, TypeError, ValueError, OSError) as error:
            if isinstance(error, TwinError):
                raise
            raise TwinError(f"{place} is damaged ({error}); record again.") from None
    _check(place, recording)
    return recording


def _step(group: Any) -> _protocol.Step:
    attributes = group.attrs
    return _protocol.Step(
        group.name.rsplit("/", 1)[-1], np.asarray(group["weights"][()], np.int8),
        np.asarray(group["inputs"][()], np.uint8), len(group["results"]),
        int(attributes["num_sends"]), int(attributes["wait_between_events"]),
        bool(attributes["is_validation"]))


def _check(path: pathlib.Path, recording: Recording) -> None:
    expected = {step.name for step in _protocol.steps(recording.is_quick)}
    present = {step.name for step in recording.steps}
    shapes = all(recording.results[step.name].shape == step.shape for step in recording.steps)
    if not shapes or expected - present or present - expected - {"own"}:
        raise TwinError(f"{path} does not have the steps of the protocol; record again.")
