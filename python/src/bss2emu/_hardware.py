"""The connection to a chip: one for the process, as hxtorch has it."""

from __future__ import annotations

import contextlib
import os
import pathlib
import threading
import warnings
from collections.abc import Iterator
from typing import Any

from . import _logger as logger
from . import environment
from .calibration import Calibration
from .chip import Chip
from .errors import CalibrationWarning, ConnectionLostError

_log = logger.get("hxtorch.core")


class HWDBPath:
    """Path of a hardware database, and the version of its calibrations.

    >>> hxtorch.init_hardware(hxtorch.HWDBPath(version="stable/latest"))
    """

    def __init__(self, path: str | None = None, version: str = "stable/latest"):
        self.path = path
        self.version = version

    def __repr__(self) -> str:
        return f"HWDBPath(path={self.path!r}, version={self.version!r})"


class CalibrationPath:
    """The path of a calibration file.

    >>> hxtorch.init_hardware(hxtorch.CalibrationPath("hagen_cocolist.pbin"))
    """

    def __init__(self, value: str):
        if not isinstance(value, (str, os.PathLike)):
            raise TypeError(f"CalibrationPath takes a path, not {type(value).__name__}")
        self.value = os.fspath(value)

    def __repr__(self) -> str:
        return f"CalibrationPath({self.value!r})"


class _State:
    """State of the chip of this process."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.chip: Any = None
        self.is_connected = False


_state = _State()
os.register_at_fork(after_in_child=lambda: setattr(_state, "lock", threading.RLock()))

_NO_CONNECTION = (
    "No connection allocated: call hxtorch.init_hardware() first, or set mock=True.")


def init_hardware(hwdb_path: Any = None, ann: bool = False, *, calibration_path: Any = None) -> None:
    """init_hardware(hwdb_path: HWDBPath = None, ann: bool = False)
    init_hardware(calibration_path: CalibrationPath)

    Opens the connection to the chip. With a :class:`CalibrationPath`, that file is loaded; with
    ``ann=True`` the chip's own calibration. Otherwise a chip that was loaded before stays, and
    without one a calibrated chip is made.

    >>> hxtorch.init_hardware(ann=True)

    :raises RuntimeError: when the calibration file is missing or broken.
    """
    if isinstance(hwdb_path, CalibrationPath):
        if calibration_path is not None:
            raise TypeError("init_hardware: two calibration paths were given; give one")
        hwdb_path, calibration_path = None, hwdb_path
    for value, allowed in ((hwdb_path, HWDBPath), (calibration_path, CalibrationPath)):
        if value is not None and not isinstance(value, allowed):
            raise TypeError(
                f"init_hardware takes {allowed.__name__}, not {type(value).__name__}")
    if not isinstance(ann, bool):
        raise TypeError(f"init_hardware: ann must be a bool, not {type(ann).__name__}")
    with _state.lock:
        if calibration_path is not None:
            _state.chip = _load(calibration_path.value)
        elif ann or _state.chip is None:
            chip = environment.new_chip()
            chip.calibrate(progress=logged_progress())
            _state.chip = chip
        _state.is_connected = True


def logged_progress() -> Any:
    """Logs each step of a calibration."""
    last = [""]

    def show(step: str, fraction: float) -> None:
        if step != last[0]:
            last[0] = step
            _log.info(f"calibrating the virtual chip: {step} ({fraction:.0%})")

    return show


def _load(path: str) -> Chip:
    from . import cocolist

    place = environment.mapped(path)
    chip = environment.new_chip()
    if not pathlib.Path(place).is_file():
        raise RuntimeError(f"Calibration file does not exist: {path}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CalibrationWarning)  # said below, with the path
            identity = cocolist.apply_file(chip, place)
    except Exception as error:
        _log.error(f"{path}: {error}")
        raise RuntimeError(f"{path}: the calibration cannot be loaded: {error}") from error
    if identity is not None and identity != chip.identifier:
        warnings.warn(
            f"{path} was made for chip {identity}, but the connected chip is {chip.identifier}: "
            "its results will be wrong; calibrate this chip or load its own file",
            CalibrationWarning, stacklevel=4)
    return chip


def init_hardware_minimal() -> None:
    """init_hardware_minimal() -> None

    Opens the connection with a chip in its reset state, without calibration.

    >>> hxtorch.init_hardware_minimal()
    """
    with _state.lock:
        _state.chip = environment.new_chip()
        _state.is_connected = True


def release_hardware() -> None:
    """release_hardware() -> None

    Ends the connection; does nothing without one. The chip stays loaded for the next one.

    >>> hxtorch.release_hardware()
    """
    with _state.lock:
        _state.is_connected = False


def get_unique_identifier(hwdb_path: HWDBPath | None = None) -> list[str]:
    """get_unique_identifier(hwdb_path: HWDBPath = None) -> List[str]

    The identifiers of the chips at hand: "emulated-" and the kind and seed of the chip.

    >>> hxtorch.get_unique_identifier()
    """
    with _state.lock:
        if _state.chip is not None:
            return [f"emulated-{_state.chip.identifier}"]
    return [f"emulated-{environment.identifier()}"]


# ---- beyond hxtorch


def connect(chip: Any) -> None:
    """Opens the connection to a chip of one's own.

    >>> hxtorch.connect(bss2emu.calibrated("typical", seed=3))
    >>> hxtorch.current_chip().identifier
    'typical-3'
    """
    with _state.lock:
        _state.chip = chip
        _state.is_connected = True


def loaded_chip() -> Any:
    """The chip of this process, whether connected or not; without one, a chip in its reset state."""
    with _state.lock:
        if _state.chip is None:
            _state.chip = environment.new_chip()
        return _state.chip


def current_chip() -> Any:
    """The connected chip.

    See :func:`connect`.

    :raises RuntimeError: without a connection.
    """
    with _state.lock:
        if not _state.is_connected or _state.chip is None:
            raise RuntimeError(_NO_CONNECTION)
        return _state.chip


@contextlib.contextmanager
def use_chip(chip: Any) -> Iterator[Any]:
    """Connects a chip for a while; afterwards everything is as it was before.

    >>> with hxtorch.use_chip(bss2emu.calibrated("typical", seed=3)):
    ...     hxtorch.perceptron.matmul(torch.full((1, 100), 15.0), torch.full((100, 10), 21.0))
    """
    with _state.lock:
        before = (_state.chip, _state.is_connected)
        connect(chip)
    try:
        yield chip
    finally:
        with _state.lock:
            _state.chip, _state.is_connected = before


def multiply(inputs: Any, weights: Any, num_sends: int, wait: int) -> Any:
    """One product on the connected chip, for numbers that have been rounded and checked."""
    chip = current_chip()
    if environment.is_noise_frozen():
        chip.seek_noise(0)
    try:
        return chip.mac(inputs, weights, num_sends=num_sends, wait_between_events=wait)
    except ConnectionLostError:
        release_hardware()
        raise


def calibration() -> Calibration | None:
    """The calibration of the connected chip."""
    chip: Chip = current_chip()
    return chip.calibration
