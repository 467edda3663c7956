"""Our HDF5 files as NumPy arrays or xarray data sets.

>>> from bss2emu import files
>>> record = files.load("calibration/hagen.h5")
>>> record["neuron/v_leak"], record.attributes
>>> files.load_xarray("calibration/hagen.h5")
"""

from __future__ import annotations

import dataclasses
import os
from typing import Any

import numpy as np

from . import _axes, _hdf5
from .calibration import _h5py
from .errors import CalibrationFileError


@dataclasses.dataclass(frozen=True)
class Record:
    """The content of a file: arrays by path, with their units, and the file's attributes.

    See :func:`load`.
    """

    attributes: dict[str, Any]
    arrays: dict[str, np.ndarray]
    units: dict[str, str]

    def __getitem__(self, path: str) -> np.ndarray:
        return self.arrays[path]


def load(path: str | os.PathLike[str]) -> Record:
    """Reads a file of results, traces, training or a calibration.

    >>> record = files.load("calibration/hagen.h5")
    >>> record["neuron/v_leak"].shape, record.units, record.attributes

    :raises CalibrationFileError: when it is no HDF5 file.
    """
    h5py = _h5py()
    try:
        file = _hdf5.opened(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CalibrationFileError(
            f"{path} is not a readable HDF5 file ({error}); give a file that bss2 or bss2emu "
            f"wrote.") from None
    arrays: dict[str, np.ndarray] = {}
    units: dict[str, str] = {}

    def collect(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset):
            arrays[name] = _array(item)
            if "unit" in item.attrs:
                units[name] = _text(item.attrs["unit"])

    with file:
        file.visititems(collect)
        attributes = {name: _text(value) for name, value in file.attrs.items()}
    return Record(attributes, arrays, units)


def load_xarray(path: str | os.PathLike[str], separator: str = "/") -> Any:
    """Reads a file as an ``xarray.Dataset``; arrays that share an axis share its name.

    >>> data = files.load_xarray("calibration/hagen.h5")
    >>> data["neuron/v_leak"].where(data["neuron/success"] == 1).mean("neuron")
    >>> data = files.load_xarray("calibration/hagen.h5", separator=".")
    >>> data.to_netcdf("hagen.nc", engine="h5netcdf")

    Where the package is installed, ``xarray.open_dataset(path)`` and
    ``xarray.open_datatree(path)`` read such files as well.

    :param separator: what stands between the parts of a name; netCDF takes no slashes.
    """
    try:
        import xarray
    except ImportError:
        raise ImportError("load_xarray needs xarray: pip install 'bss2emu[xarray]'.") from None
    record = load(path)
    shapes = {name: values.shape for name, values in record.arrays.items()}
    axes = _axes.names(str(record.attributes.get("content", "")), shapes)
    variables = {
        name.replace("/", separator): xarray.DataArray(
            values, dims=axes[name],
            attrs={"units": record.units[name]} if name in record.units else {})
        for name, values in record.arrays.items()}
    data = xarray.Dataset(variables, attrs=record.attributes)
    seeds = np.asarray(record.attributes.get("chip_seeds", ()))
    has_chips = data.sizes.get("chip") == seeds.size
    return data.assign_coords(chip=seeds) if has_chips else data


def _array(dataset: Any) -> np.ndarray:
    value = dataset[()]
    if dataset.dtype.kind == "O":
        texts = np.asarray(value).reshape(-1)
        return np.array([_text(text) for text in texts], dtype=str).reshape(dataset.shape)
    return np.asarray(value)


def _text(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value
