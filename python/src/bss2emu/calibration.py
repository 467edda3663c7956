"""Calibrations: settings of a chip, found by measuring it.

See the examples of :class:`bss2emu.Calibration`.
"""

from __future__ import annotations

import ctypes
import io
import os
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _hdf5, _html, _npz, _whole
from ._library import address, build, check, library
from ._names import suggestion
from .errors import CalibrationFileError, UnknownNameError

_INTEGERS, _MASK, _DOUBLES, _TEXT, _TEXTS = 1, 2, 3, 4, 5
_KINDS = {_INTEGERS: "integers", _MASK: "mask", _DOUBLES: "doubles", _TEXT: "string",
          _TEXTS: "strings"}
_CALIBRATION_KINDS = ("hagen", "hagen_synin")
_NUMBERS = {name: number for number, name in _KINDS.items()}


class Calibration(Mapping[str, Any]):
    """Named arrays: settings, success of every instance, targets and the report of all steps.

    It behaves as a read-only mapping: ``calibration["neuron/v_leak"]`` is an array of 512 CapMem
    codes. Names ending in ``success`` hold masks. Files hold the same names.

    >>> calibration = bss2emu.calibrated("typical", seed=3).calibration
    >>> calibration["neuron/v_leak"].mean()
    >>> calibration.save("chip3.npz")
    >>> bss2emu.Calibration.load("chip3.npz") == calibration
    True
    >>> calibration.chip, calibration.kind
    ('typical-3', 'hagen')
    >>> calibration.yields["neuron"], calibration.success["neuron/success"].sum()
    """

    def __init__(self, values: Mapping[str, Any]):
        self._values = dict(values)

    def __getitem__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise UnknownNameError(
                f"The calibration has no value {name!r}{suggestion(name, self._values)}; "
                f"list(calibration) gives all names.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Calibration) or set(self) != set(other):
            return NotImplemented if not isinstance(other, Calibration) else False
        return all(np.array_equal(self[name], other[name]) for name in self)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Calibration(chip={self.chip!r}, {len(self)} values)"

    @property
    def chip(self) -> str:
        """Identifier of the calibrated chip."""
        return str(self._values.get("chip", ""))

    @property
    def kind(self) -> str:
        """Kind of calibration: "hagen" or "hagen_synin"."""
        return str(self._values.get("kind", ""))

    @property
    def success(self) -> dict[str, NDArray[np.bool_]]:
        """Masks of all parts: whether each instance reached its target."""
        return {
            name: value for name, value in self.items()
            if name.rpartition("/")[2] == "success" and _kind(value) == _MASK}

    @property
    def yields(self) -> dict[str, float]:
        """Shares of the instances of each part that reached their targets."""
        return {
            name.rpartition("/")[0]: float(np.mean(mask)) for name, mask in self.success.items()}

    def _repr_html_(self) -> str:
        shares = {name: f"{share:.1%}" for name, share in self.yields.items()}
        return _html.table(f"bss2emu.Calibration {self.chip}", {"kind": self.kind, **shares})

    # ---- the library's side

    @classmethod
    def _from_handle(cls, handle: int) -> Calibration:
        values = {}
        for index in range(check(library.bss2_calibration_count(handle))):
            name = _copy(lambda b, n, i=index: library.bss2_calibration_name(handle, i, b, n))
            values[name] = _get(handle, name.encode())
        return cls(values)

    def _to_handle(self) -> int:
        handle: int = library.bss2_calibration_new()
        try:
            for name, value in self.items():
                _put(handle, name.encode(), value)
        except BaseException:
            library.bss2_free(handle)
            raise
        return handle

    # ---- files

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the calibration to a file: HDF5 for .h5 and .hdf5 (needs h5py), NumPy for .npz.

        The HDF5 layout is the one of the program ``bss2``. The file appears whole or not at all.
        """
        path = pathlib.Path(path)
        writers = {".npz": _write_npz, ".h5": _write_hdf5, ".hdf5": _write_hdf5}
        if path.suffix not in writers:
            raise ValueError(
                f"{path}: the name of a calibration file must end in .npz, .h5 or .hdf5.")
        _atomically(path, lambda file: writers[path.suffix](file, self))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Calibration:
        """Reads a calibration that ``save`` or the program ``bss2`` has written.

        :raises FileNotFoundError: when there is no such file.
        :raises CalibrationFileError: when the file holds no calibration.
        """
        path = pathlib.Path(path)
        with open(path, "rb") as file:
            magic = file.read(_hdf5.BLOCK + 8)
        try:
            if _hdf5.is_hdf5(magic):
                values = _read_hdf5(path)
            elif magic[:2] == b"PK":
                values = _read_npz(path)
            else:
                raise CalibrationFileError(
                    f"{path} is neither an HDF5 nor an NPZ file; give a calibration file.")
        except _npz.DAMAGE as error:
            raise CalibrationFileError(
                f"{path} is damaged or holds no calibration ({error}); give another.") from None
        if values.get("kind") not in _CALIBRATION_KINDS:
            raise CalibrationFileError(
                f"{path} holds no calibration of the kinds {', '.join(_CALIBRATION_KINDS)}; "
                "calibrate the chip again.")
        return cls(values)


def _kind(value: Any) -> int:
    if isinstance(value, str):
        return _TEXT
    if isinstance(value, list):
        return _TEXTS
    return {"b": _MASK, "f": _DOUBLES}.get(np.asarray(value).dtype.kind, _INTEGERS)


def _copy(read: Any) -> str:
    length = check(read(None, 0))
    buffer = ctypes.create_string_buffer(length + 1)
    check(read(buffer, length + 1))
    return buffer.value.decode()


def _get(handle: int, name: bytes) -> Any:
    kind = check(library.bss2_calibration_kind(handle, name))
    count = check(library.bss2_calibration_length(handle, name))
    if kind in (_INTEGERS, _MASK):
        values = np.zeros(count, np.int64)
        check(library.bss2_calibration_integers(handle, name, address(values), count))
        return values.astype(bool) if kind == _MASK else values
    if kind == _DOUBLES:
        numbers = np.zeros(count)
        check(library.bss2_calibration_doubles(handle, name, address(numbers), count))
        return numbers
    texts = [
        _copy(lambda b, n, i=index: library.bss2_calibration_text(handle, name, i, b, n))
        for index in range(count)]
    return texts[0] if kind == _TEXT else texts


def _put(handle: int, name: bytes, value: Any) -> None:
    kind = _kind(value)
    if kind in (_TEXT, _TEXTS):
        texts = [value] if kind == _TEXT else value
        array = (ctypes.c_char_p * max(1, len(texts)))(*[str(text).encode() for text in texts])
        check(library.bss2_calibration_put_texts(handle, name, kind, array, len(texts)))
    elif kind == _DOUBLES:
        numbers = np.ascontiguousarray(value, np.float64).ravel()
        check(library.bss2_calibration_put_doubles(handle, name, address(numbers), numbers.size))
    else:
        whole = np.ascontiguousarray(value, np.int64).ravel()
        check(
            library.bss2_calibration_put_integers(handle, name, kind, address(whole), whole.size))


# ---- files


def _atomically(path: pathlib.Path, write: Any) -> None:
    with _whole.aside(path) as name:
        write(str(name))


def _write_npz(path: str, calibration: Calibration) -> None:
    arrays: dict[str, Any] = {
        f"{_KINDS[_kind(value)]}:{name}": np.asarray(value) for name, value in calibration.items()}
    with open(path, "wb") as file:
        np.savez_compressed(file, **arrays)


def _read_npz(path: pathlib.Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    with np.load(path, allow_pickle=False) as file:
        for full in file.files:
            kind, _, name = full.partition(":")
            values[name] = _revived(_NUMBERS[kind], file[full])
    return values


def _revived(kind: int, value: np.ndarray) -> Any:
    if kind == _TEXT:
        return str(value.reshape(-1)[0]) if value.ndim else str(value)
    if kind == _TEXTS:
        return [str(text) for text in value.reshape(-1)]
    return value.astype({_INTEGERS: np.int64, _MASK: bool, _DOUBLES: float}[kind]).reshape(-1)


def _h5py() -> Any:
    try:
        import h5py
    except ImportError:
        raise ImportError("HDF5 files need h5py: pip install 'bss2emu[files]'.") from None
    return h5py


def _write_hdf5(path: str, calibration: Calibration) -> None:
    h5py = _h5py()
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", userblock_size=_hdf5.BLOCK) as file:
        file.attrs["content"] = "calibration"
        file.attrs["emulator_version"] = build()
        file.attrs["chip"] = calibration.chip
        for name, value in calibration.items():
            kind = _kind(value)
            if kind in (_TEXT, _TEXTS):
                texts = [value] if kind == _TEXT else list(value)
                data = file.create_dataset(
                    name, shape=(len(texts),), dtype=h5py.string_dtype("utf-8"))
                if texts:
                    data[:] = texts
            else:
                data = file.create_dataset(
                    name, data=np.asarray(value).astype(np.uint8 if kind == _MASK else None)
                    if kind == _MASK else np.asarray(value))
            data.attrs["kind"] = _KINDS[kind]
    pathlib.Path(path).write_bytes(_hdf5.sealed(buffer.getvalue()))


def _read_hdf5(path: pathlib.Path) -> dict[str, Any]:
    h5py = _h5py()
    values: dict[str, Any] = {}

    def collect(name: str, item: Any) -> None:
        if not isinstance(item, h5py.Dataset):
            return
        kind = item.attrs["kind"]
        number = _NUMBERS[kind.decode() if isinstance(kind, bytes) else kind]
        if number in (_TEXT, _TEXTS):
            texts = [t.decode() if isinstance(t, bytes) else str(t) for t in item[()].reshape(-1)]
            values[name] = texts[0] if number == _TEXT else texts
        else:
            values[name] = _revived(number, np.asarray(item[()]))

    with _hdf5.opened(path) as file:
        file.visititems(collect)
    return values

