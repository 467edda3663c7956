"""Records the products that tell the pattern of a chip, in some minutes.

The products go through ``hxtorch.perceptron`` alone. The script runs on a real chip, and without a
change on a virtual one::

    python -m bss2emu.twin.record my_record.h5
    python -m bss2emu twin record my_record.h5 --chip typical --seed 3

A recording that was interrupted goes on where it ended when the command is repeated.

See :mod:`bss2emu.twin` for all steps.
"""

from __future__ import annotations

import argparse
import datetime
import os
import pathlib
import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._operands import INPUT_RANGE, WEIGHT_RANGE, integers
from .._progress import Bar
from .._library import whole
from ..errors import TwinError
from . import _protocol, _record_file

#: Seconds of measuring between two writes of the file.
_PERIOD = 15.0
#: Calls of the step of rows after which the pattern must show.
_CALLS_OF_CHECK = 8
#: Correlation of the columns' gains in one half of the repeats and the other.
_LEAST_CORRELATION = 0.5


def record(
    path: str | os.PathLike[str], *, is_quick: bool = False, mock: bool = False,
    calibration: str | os.PathLike[str] | None = None,
    inputs: Any = None, weights: Any = None, num_sends: int = 1,
) -> None:
    """Records the connected chip in a file; an incomplete file of this name is completed.

    >>> hxtorch.init_hardware(ann=True)
    >>> record("my_record.h5", is_quick=True)

    :param path: HDF5 file.
    :param is_quick: a tenth of the vectors.
    :param mock: multiply with hxtorch's mock, which has no pattern to record.
    :param calibration: the calibration file with which the chip was connected; it is kept in the
        recording, because its registers tell more than products do.
    :param inputs: vectors of one's own, 0...31, (B, K), K at most 128, for validation.
    :param weights: the matrix for them, -63...63, (K, N), N at most 512.
    :param num_sends: how often each of these vectors is sent.
    :raises TwinError: for a file that cannot be completed, and for the mock.
    """
    steps = _protocol.steps(is_quick)
    if inputs is not None or weights is not None:
        steps.append(_own_step(inputs, weights, num_sends))
    place = pathlib.Path(path)
    content = _record_file.Content(
        is_quick, _identifier(mock), _now(), _bytes(calibration))
    _Recorder(place, content, steps, mock).run()


def _own_step(inputs: Any, weights: Any, num_sends: int) -> _protocol.Step:
    x = _numbers(inputs, "inputs", np.uint8, INPUT_RANGE)
    w = _numbers(weights, "weights", np.int8, WEIGHT_RANGE)
    if (x.ndim != 2 or w.ndim != 2 or x.shape[1] != len(w) or not x.size or not w.size
            or len(w) > _protocol.ROWS or w.shape[1] > _protocol.COLUMNS):
        raise TwinError(
            f"inputs have shape {x.shape} and weights {w.shape}; allowed are (B, K) and (K, N) "
            f"with at most {_protocol.ROWS} rows and {_protocol.COLUMNS} columns.")
    return _protocol.own_products(x, w, whole(num_sends, "num_sends", 1, 1000))


def _numbers(values: Any, name: str, dtype: type, limits: tuple[int, int]) -> NDArray[Any]:
    numbers = integers(values, name, dtype, *limits)
    if numbers.size and (numbers.min() < limits[0] or numbers.max() > limits[1]):
        raise TwinError(
            f"{name} range from {numbers.min()} to {numbers.max()}; allowed is "
            f"{limits[0]}...{limits[1]}.")
    return numbers


class _Recorder:
    """A recording under way."""

    def __init__(
        self, path: pathlib.Path, content: _record_file.Content, steps: list[_protocol.Step],
        mock: bool,
    ):
        self._path, self._content, self._steps, self._mock = path, content, steps, mock
        if path.exists():
            self._results = _record_file.read(path, content, steps)
        else:
            self._results = {
                step.name: _record_file.Results(np.zeros(step.shape, np.int8)) for step in steps}
        # A recording of the mock leaves no file.
        self._has_pattern = path.exists()
        self._last_write = time.monotonic()

    def run(self) -> None:
        """Measures what has no result yet."""
        whole_time = sum(step.vectors for step in self._steps)
        bar, done = Bar("recording"), 0
        try:
            for step in self._steps:
                self._measure(step, lambda part, n=done: bar(step.name, (n + part) / whole_time))
                done += step.vectors
        finally:
            bar.close()
            if self._has_pattern:
                self._write()

    def _measure(self, step: _protocol.Step, show: Any) -> None:
        results = self._results[step.name]
        while results.calls < step.calls:
            matrix = step.weights[results.calls % len(step.weights)]
            results.add(_product(step, matrix, self._mock))
            if step.name == "rows" and results.calls == _CALLS_OF_CHECK:
                _check_pattern(results.values[:_CALLS_OF_CHECK // len(step.weights)])
                self._has_pattern = True
            if self._has_pattern and time.monotonic() - self._last_write > _PERIOD:
                self._write()
            show(results.calls * len(step.inputs))

    def _write(self) -> None:
        _record_file.write(self._path, self._content, self._steps, self._results)
        self._last_write = time.monotonic()


def _product(step: _protocol.Step, matrix: NDArray[np.int8], mock: bool) -> NDArray[np.int8]:
    """The results of one call."""
    import torch
    from hxtorch import perceptron

    result = perceptron.matmul(
        torch.from_numpy(step.inputs.astype(np.float32)),
        torch.from_numpy(matrix.astype(np.float32)), num_sends=step.num_sends,
        wait_between_events=step.wait_between_events, mock=mock)
    values: NDArray[np.int8] = np.clip(result.detach().numpy(), -128, 127).astype(np.int8)
    return values


def _check_pattern(results: NDArray[np.int8]) -> None:
    """Compares the columns' gains of even and odd repeats.

    :raises TwinError: where they have nothing in common.
    """
    first, second = (results[half::2, 0].mean((0, 1), dtype=float) for half in (0, 1))
    spread = first.std() * second.std()
    correlation = np.mean((first - first.mean()) * (second - second.mean())) / max(spread, 1e-9)
    if correlation < _LEAST_CORRELATION:
        raise TwinError(
            "All columns have the same gain within the noise: this is the mock, or an ideal chip, "
            "which has no pattern to record; record a chip.")


def _identifier(mock: bool) -> str:
    """The connected chips by the names that hxtorch gives them."""
    import hxtorch

    return "mock" if mock else ", ".join(map(str, hxtorch.get_unique_identifier()))


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")


def _bytes(calibration: str | os.PathLike[str] | None) -> bytes:
    if calibration is None:
        return b""
    try:
        return pathlib.Path(calibration).read_bytes()
    except OSError as error:
        raise TwinError(
            f"{calibration} cannot be read ({error.strerror}); give the calibration file of the "
            "chip.") from None


# ---- command line


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of a recording to a parser.

    See :func:`main`.
    """
    parser.add_argument("record", help="HDF5 file to write, or to complete")
    parser.add_argument("--quick", action="store_true", help="a tenth of the vectors")
    parser.add_argument("--calibration", help="calibration file of the chip, such as .pbin")
    parser.add_argument(
        "--products", help="npz file with inputs (B, K), weights (K, N) and num_sends of a layer "
        "of one's own, for validation")
    parser.add_argument("--mock", action="store_true", help="multiply with the mock, to "
                        "try the command; it ends with an error, as the mock has no pattern")


def run(options: argparse.Namespace) -> int:
    """Connects the chip and records it; a mistake is one sentence and the exit status 1.

    See :func:`main`.
    """
    try:
        own = _loaded(options.products)
        if not options.mock:
            _connect(options.calibration)
        record(
            options.record, is_quick=options.quick, mock=options.mock,
            calibration=options.calibration, **own)
    except (TwinError, OSError, RuntimeError) as error:
        print(f"twin record: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("twin record: interrupted; repeat the command to go on.", file=sys.stderr)
        return 130
    print(options.record)
    return 0


def _connect(calibration: str | None) -> None:
    import hxtorch

    if calibration is None:
        hxtorch.init_hardware(ann=True)
    else:
        hxtorch.init_hardware(hxtorch.CalibrationPath(calibration))


def _loaded(path: str | None) -> dict[str, Any]:
    """Inputs, weights and sends of a file."""
    if path is None:
        return {}
    try:
        with np.load(path) as file:
            sends = int(file["num_sends"]) if "num_sends" in file else 1
            return {"inputs": file["inputs"], "weights": file["weights"], "num_sends": sends}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise TwinError(
            f"{path} cannot be used ({error}); give an npz file with arrays inputs and weights."
        ) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Records the chip to which hxtorch connects.

    >>> main(["my_record.h5", "--quick"])
    0
    """
    parser = argparse.ArgumentParser(
        prog="python -m bss2emu.twin.record", description="Record the pattern of a chip.")
    add_options(parser)
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
