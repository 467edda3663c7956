"""Registers of calibrated chips: the calibration turned them until all columns and drivers looked
alike, so that each of them measures a mismatch."""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _hdf5, cocolist
from .._tables import Cocolist
from ..calibration import Calibration
from ..errors import CalibrationFileError, ChipError, TwinError
from ._features import Floats

#: CapMem codes at which an input's register counts as not found: the ends of the range.
_LOWEST, _HIGHEST = 1, 1020


@dataclasses.dataclass(frozen=True)
class Register:
    """A register of each column."""

    name: str
    #: Names in calibrations, and in tables of AtomicNeuron of the lab's files.
    own: str
    field: str
    #: A function of the code that changes evenly with the mismatch, in LSB near usual codes.
    law: Callable[[Floats], Floats] = np.asarray


def _logarithm(factor: float) -> Callable[[Floats], Floats]:
    """A law of biases whose relative changes count.

    :param factor: usual code.
    """
    return lambda codes: factor * np.log(np.maximum(codes, 1))


def _shift(codes: Floats) -> Floats:
    return 35 * np.sqrt(codes)


#: Registers of neurons; those of CADC channels follow.
NEURONS = (
    Register("v_leak", "neuron/v_leak", "leak.v_leak"),
    Register("v_reset", "neuron/v_reset", "reset.v_reset"),
    Register("i_bias_leak", "neuron/i_bias_leak", "leak.i_bias", _logarithm(170)),
    *(Register(
        f"{kind}.{name}", f"neuron/{kind}/i_bias_{name}", f"{kind}_input.{field}", law)
      for kind in ("excitatory", "inhibitory")
      for name, field, law in (
        ("tau", "i_bias_tau", _logarithm(650)), ("shift", "i_shift_reference", _shift),
        ("gm", "i_bias_gm", _logarithm(400)))),
)
CHANNELS = ("causal.channel_offset", "acausal.channel_offset")
NAMES = (*(register.name for register in NEURONS), *CHANNELS)
DRIVERS = ("hagen_dac_offset",)


@dataclasses.dataclass(frozen=True)
class Shared:
    """A register of each quadrant."""

    name: str
    own: str
    #: Row of its cell in each CapMem block.
    row: int
    law: Callable[[Floats], Floats] = np.asarray


QUADRANTS = (
    Shared("v_ramp_offset", "cadc/v_ramp_offset", 4),
    Shared("i_ramp_slope", "cadc/i_ramp_slope", 15, _logarithm(400)),
    Shared("syn_i_bias_dac", "neuron/syn_i_bias_dac", 8, _logarithm(850)),
    Shared("stp_i_ramp", "synapse_driver/stp_i_ramp", 13, _logarithm(400)),
)
#: Cells of a CapMem block: rows, cells in a row, the one that all columns share.
_CAPMEM_ROWS, _CAPMEM_CELLS, _SHARED_CELL = 24, 130, 128


@dataclasses.dataclass(frozen=True)
class Registers:
    """Codes of the registers of one chip."""

    #: (512, registers), in the order of ``NAMES``.
    columns: Floats
    #: (256, 1).
    drivers: Floats
    #: (4, registers), in the order of ``QUADRANTS``.
    quadrants: Floats

    @property
    def of_columns(self) -> Floats:
        """Functions of the codes that change evenly with the mismatch: (512, registers)."""
        count = len(NEURONS)
        even = [register.law(self.columns[:, k]) for k, register in enumerate(NEURONS)]
        return np.column_stack([*even, self.columns[:, count:]])

    @property
    def of_quadrants(self) -> Floats:
        """Functions of the codes that change evenly with the mismatch: (4, registers)."""
        return np.column_stack([
            register.law(self.quadrants[:, k]) for k, register in enumerate(QUADRANTS)])

    @property
    def is_found(self) -> Floats:
        """1 for codes within the range of their search, 0 at its ends: (512, registers)."""
        inside = (self.columns > _LOWEST) & (self.columns < _HIGHEST)
        inside[:, len(NEURONS):] = True
        return inside.astype(float)


def of_calibration(calibration: Calibration) -> Registers:
    """The registers of a calibration."""
    return _gathered(
        [calibration[register.own] for register in NEURONS], calibration["cadc/channel_offset"],
        calibration["synapse_driver/hagen_dac_offset"],
        [calibration[register.own] for register in QUADRANTS])


def of_file(path: str | pathlib.Path) -> tuple[Registers, bytes]:
    """The registers of a calibration file, and all its registers as a cocolist.

    :param path: a file of the lab's formats (.pbin, .json, .json.gz), or a native one (.h5, .npz).
    :raises TwinError: for another file.
    """
    try:
        return of_content(pathlib.Path(path).read_bytes(), pathlib.Path(path))
    except OSError as error:
        raise TwinError(
            f"{path} cannot be read ({error.strerror}); give the calibration file of the "
            "chip.") from None


def of_content(content: bytes, path: pathlib.Path) -> tuple[Registers, bytes]:
    """The registers of the content of a calibration file.

    :param path: named in messages.
    """
    try:
        if content.startswith(b"PK") or _hdf5.is_hdf5(content):
            calibration = Calibration.load(path)
            return of_calibration(calibration), cocolist.encoded(calibration)
        found = _of_tables(Cocolist(content)), content
    except (CalibrationFileError, ChipError) as error:
        raise TwinError(
            f"{path} cannot be used as a calibration of hagen mode ({error}); give the "
            "calibration file of the chip.") from None
    if not found[0].columns[:, 0].any():
        raise TwinError(
            f"{path} sets no leak potentials; give a calibration file of hagen mode.")
    return found


def _of_tables(file: Cocolist) -> Registers:
    neurons = file.table("AtomicNeuron")
    cells = file.table("CapMemCell")["value"].reshape(-1, _CAPMEM_ROWS, _CAPMEM_CELLS)
    return _gathered(
        [neurons[register.field] for register in NEURONS],
        file.table("CADCChannelConfig")["offset"],
        file.table("SynapseDriverConfig")["hagen_dac_offset"],
        [cells[:, register.row, _SHARED_CELL] for register in QUADRANTS])


def _gathered(
    neurons: list[Any], channels: NDArray[Any], drivers: NDArray[Any], quadrants: list[Any]
) -> Registers:
    by_kind = np.asarray(channels, float).reshape(2, len(CHANNELS), -1)   # hemisphere, kind, column
    columns = np.column_stack([*neurons, *by_kind.transpose(1, 0, 2).reshape(len(CHANNELS), -1)])
    return Registers(
        columns.astype(float), np.asarray(drivers, float).reshape(-1, len(DRIVERS)),
        np.column_stack(quadrants).astype(float))
