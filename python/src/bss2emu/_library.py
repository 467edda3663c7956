"""The C library: loading, signatures, and errors as exceptions."""

from __future__ import annotations

import ctypes
import os
import pathlib
from typing import Any

import numpy as np

from .errors import (
    BadHandleError, BadIndexError, ChipError, InterruptedCallError, OutOfRangeError, ShapeError,
    UnknownNameError)

SUFFIX = "libbss2emu.so"
ENVIRONMENT = "BSS2EMU_LIBRARY"

Progress = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_double, ctypes.c_void_p)

_size = ctypes.c_ssize_t
_handle = ctypes.c_uint64
_text = ctypes.c_char_p
_int32, _int64, _uint32, _uint64 = (
    ctypes.c_int32, ctypes.c_int64, ctypes.c_uint32, ctypes.c_uint64)
_double = ctypes.c_double


def _to(element: str) -> Any:
    """The type of an address of elements, called as the header calls them."""
    return type(f"to {element}", (ctypes.c_void_p,), {"element": element})


_floats, _doubles, _sizes = _to("float"), _to("double"), _to("ptrdiff_t")
_bytes, _int8s, _shorts, _words, _longs, _ulongs = (
    _to("uint8_t"), _to("int8_t"), _to("uint16_t"), _to("uint32_t"), _to("int64_t"),
    _to("uint64_t"))
_buffer, _texts, _handles = _to("char"), _to("char *"), _to("bss2_handle")
_user, _function, _records = _to("void"), _to("function"), _to("bss2_record")
_flags = _to("int32_t")

#: Result and arguments of every function, as bss2emu.h declares them.
_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "bss2_last_error": (_text, []),
    "bss2_last_value": (_int32, [_doubles]),
    "bss2_version": (_text, []),
    "bss2_physics": (_text, []),
    "bss2_free": (_int32, [_handle]),
    "bss2_parameter_count": (_size, []),
    "bss2_parameter_key": (_text, [_size]),
    "bss2_parameter_unit": (_text, [_size]),
    "bss2_parameter_summary": (_text, [_size]),
    "bss2_parameter_range": (_int32, [_size, _doubles, _doubles]),
    "bss2_effect_count": (_size, []),
    "bss2_effect_name": (_text, [_size]),
    "bss2_effects_json": (_size, [_buffer, _size]),
    "bss2_chip_new": (_handle, []),
    "bss2_chip_set_name": (_int32, [_handle, _text]),
    "bss2_chip_set": (_int32, [_handle, _text, _double]),
    "bss2_chip_set_text": (_int32, [_handle, _text, _text]),
    "bss2_parse_quantity": (_int32, [_text, _text, _doubles]),
    "bss2_chip_file_new": (_handle, [_text]),
    "bss2_chip_file_wanted": (_size, [_handle, _buffer, _size]),
    "bss2_chip_file_give": (_int32, [_handle, _text, _texts]),
    "bss2_chip_file_refuse": (_int32, [_handle, _int32, _text]),
    "bss2_chip_file_name": (_size, [_handle, _buffer, _size]),
    "bss2_chip_file_count": (_size, [_handle]),
    "bss2_chip_file_key": (_size, [_handle, _size, _buffer, _size]),
    "bss2_chip_file_value": (_int32, [_handle, _size, _doubles]),
    "bss2_chip_power": (_int32, [_handle, _uint64, _uint64, _int32]),
    "bss2_pattern_count": (_size, []),
    "bss2_pattern_name": (_text, [_size]),
    "bss2_pattern_summary": (_text, [_size]),
    "bss2_pattern_size": (_size, [_size, _flags]),
    "bss2_chip_set_pattern": (_int32, [_handle, _text, _text, _floats, _floats, _size]),
    "bss2_chip_set_loading": (_int32, [_handle, _text, _text, _text, _floats, _size]),
    "bss2_chip_fingerprint": (_size, [_handle, _buffer, _size]),
    "bss2_chip_interrupt": (_int32, [_handle]),
    "bss2_chip_status": (_int32, [_handle, _doubles, _longs]),
    "bss2_chip_save": (_size, [_handle, _bytes, _size]),
    "bss2_chip_restore": (_int32, [_handle, _bytes, _size]),
    "bss2_chip_multiply": (
        _int32,
        [_handle, _bytes, _size, _size, _int8s, _size, _size, _size, _uint32, _int8s]),
    "bss2_chip_multiply_part": (
        _int32,
        [_handle, _bytes, _size, _size, _int8s, _size, _size, _size, _uint32, _uint64, _int8s]),
    "bss2_chip_probe": (
        _size,
        [_handle, _bytes, _size, _int8s, _size, _size, _size, _size, _size, _int8s, _doubles,
         _size]),
    "bss2_chip_noise_position": (_int32, [_handle, _uint32, _ulongs]),
    "bss2_chip_seek_noise": (_int32, [_handle, _uint32, _uint64]),
    "bss2_constant": (_int32, [_text, _doubles]),
    "bss2_mac_round": (
        _int32, [_floats, _sizes, _size, _floats, _sizes, _size, _bytes, _int8s]),
    "bss2_narrow": (_int32, [_doubles, _size, _int32, _floats]),
    "bss2_mock_multiply": (
        _int32,
        [_floats, _sizes, _size, _floats, _sizes, _size, _int64, _double, _double, _uint64,
         _uint32, _uint64, _int32, _floats]),
    "bss2_mock_check_gain": (_int32, [_double]),
    "bss2_measure_mock_parameter": (
        _int32, [_function, _function, _user, _doubles, _doubles, _doubles]),
    "bss2_add_shape": (_size, [_sizes, _size, _sizes, _size, _double, _int32, _sizes]),
    "bss2_add": (_int32, [_floats, _sizes, _size, _floats, _sizes, _size, _floats]),
    "bss2_relu": (_int32, [_floats, _sizes, _size, _int32, _floats]),
    "bss2_converting_relu": (_int32, [_floats, _sizes, _size, _int64, _int32, _floats]),
    "bss2_argmax": (_int32, [_floats, _sizes, _size, _sizes, _longs]),
    "bss2_conv_sizes": (
        _int32,
        [_sizes, _size, _sizes, _size, _sizes, _size, _sizes, _size, _size, _sizes]),
    "bss2_conv_windows": (_int32, [_floats, _sizes, _sizes, _sizes, _size, _size, _floats]),
    "bss2_conv_matrix": (_int32, [_floats, _sizes, _sizes, _sizes, _size, _size, _floats]),
    "bss2_conv_results": (
        _int32, [_floats, _floats, _sizes, _sizes, _sizes, _size, _size, _floats]),
    "bss2_conv_copies": (_size, [_size, _size, _size]),
    "bss2_layer_law": (_int32, [_double, _size, _int64, _longs, _doubles, _doubles]),
    "bss2_scale": (_double, [_double, _int32]),
    "bss2_chip_write": (_int32, [_handle, _words, _words, _size, _double]),
    "bss2_chip_read": (_int32, [_handle, _words, _size, _words]),
    "bss2_chip_read_cadc": (_int32, [_handle, _int32, _bytes]),
    "bss2_chip_record": (
        _size,
        [_handle, _int32, _shorts, _longs, _size, _size, _shorts, _size, _longs]),
    "bss2_chip_multiply_recorded": (
        _int32,
        [_handle, _bytes, _size, _size, _int8s, _size, _size, _size, _uint32, _int32, _int8s,
         _handles]),
    "bss2_recording_rows": (_size, [_handle, _longs, _size]),
    "bss2_chip_calibrate": (_int32, [_handle, _function, _user, _handles]),
    "bss2_chip_calibration_request": (_int32, [_handle, _text, _handles]),
    "bss2_chip_calibrate_to": (_int32, [_handle, _handle, _function, _user, _handles]),
    "bss2_chip_calibration_key": (_size, [_handle, _handle, _buffer, _size]),
    "bss2_calibration_encode": (_size, [_handle, _bytes, _size]),
    "bss2_calibration_decode": (_int32, [_bytes, _size, _handles]),
    "bss2_chip_apply": (_int32, [_handle, _handle]),
    "bss2_program_run": (
        _int32, [_handle, _records, _size, _int64, _words, _longs, _size, _handles]),
    "bss2_catalogue_json": (_size, [_buffer, _size]),
    "bss2_container_words": (_size, [_text]),
    "bss2_container_places": (_size, [_text]),
    "bss2_container_address": (_int32, [_text, _size, _size, _words]),
    "bss2_container_describe": (_size, [_text, _words, _buffer, _size]),
    "bss2_container_set": (_int32, [_text, _words, _text, _longs, _size]),
    "bss2_calibration_new": (_handle, []),
    "bss2_calibration_count": (_size, [_handle]),
    "bss2_calibration_name": (_size, [_handle, _size, _buffer, _size]),
    "bss2_calibration_kind": (_size, [_handle, _text]),
    "bss2_calibration_length": (_size, [_handle, _text]),
    "bss2_calibration_integers": (_size, [_handle, _text, _longs, _size]),
    "bss2_calibration_doubles": (_size, [_handle, _text, _doubles, _size]),
    "bss2_calibration_text": (_size, [_handle, _text, _size, _buffer, _size]),
    "bss2_calibration_cocolist": (_size, [_handle, _int32, _bytes, _size]),
    "bss2_content_digest": (_size, [_bytes, _size, _buffer, _size]),
    "bss2_cocolist_encode": (
        _size, [_int32, _texts, _longs, _size, _words, _size, _bytes, _size]),
    "bss2_cocolist_decode": (_size, [_bytes, _size, _buffer, _size]),
    "bss2_cocolist_differences": (_size, [_bytes, _size, _bytes, _size, _buffer, _size]),
    "bss2_text": (_size, [_handle, _buffer, _size]),
    "bss2_chip_verify": (_int32, [_handle, _handle, _handles]),
    "bss2_chip_verify_cocolist": (_int32, [_handle, _bytes, _size, _handle, _handles]),
    "bss2_chip_characterize": (_int32, [_handle, _function, _user, _handles]),
    "bss2_chip_temperatures": (
        _int32, [_handle, _handle, _doubles, _size, _function, _user, _handles]),
    "bss2_chip_apply_cocolist": (_int32, [_handle, _bytes, _size]),
    "bss2_calibration_put_integers": (_int32, [_handle, _text, _int32, _longs, _size]),
    "bss2_calibration_put_doubles": (_int32, [_handle, _text, _doubles, _size]),
    "bss2_calibration_put_texts": (_int32, [_handle, _text, _int32, _texts, _size]),
}

_ERRORS: dict[int, type[ChipError]] = {
    -2: OutOfRangeError, -3: BadHandleError, -4: UnknownNameError, -5: ShapeError,
    -6: BadIndexError, -7: InterruptedCallError}


def _load() -> ctypes.CDLL:
    path = os.environ.get(ENVIRONMENT) or pathlib.Path(__file__).with_name(SUFFIX)
    try:
        library = ctypes.CDLL(str(path))
    except OSError as error:
        raise ImportError(
            f"The emulator's library cannot be loaded ({error}); install the wheel, or build it "
            f"with scripts/build-c-library and set {ENVIRONMENT} to its path.") from None
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name, None)
        if function is None:
            setattr(library, name, _missing(name))
            continue
        function.restype = result
        function.argtypes = arguments
    return library


def _missing(name: str) -> Any:
    """A replacement of a function that an older build of the library lacks."""
    def refuse(*_: Any) -> Any:
        raise ChipError(
            f"The emulator's library lacks {name}; build it again with scripts/build-c-library.")
    return refuse


library = _load()


def build() -> str:
    """Version and physics in one text, as files hold them: "0.2.0+physics.0123456789ab"."""
    version, physics = library.bss2_version().decode(), library.bss2_physics().decode()
    return f"{version}+physics.{physics}"


def check(code: int) -> int:
    """Passes a code or count on; raises what a negative one stands for."""
    if code >= 0:
        return code
    raise _ERRORS.get(code, ChipError)(last_error())


def last_error() -> str:
    """The sentence of this thread's last error."""
    text = library.bss2_last_error()
    return text.decode() if text else "unknown error of the emulator's library"


def callback(function: Any) -> int | None:
    """Returns the address of a function for the library; keep the function meanwhile."""
    return ctypes.cast(function, ctypes.c_void_p).value


def shape(lengths: Any) -> tuple[Any, int]:
    """The lengths of axes and their number, as two arguments of a function."""
    count = len(lengths)
    return (_size * count)(*lengths), count


def constant(name: str) -> float:
    """A constant of ``hxtorch.perceptron.constants``."""
    value = ctypes.c_double()
    check(library.bss2_constant(name.encode(), ctypes.byref(value)))
    return value.value


def address(array: np.ndarray) -> int:
    """Returns the address of an array's numbers; it must be contiguous."""
    return array.ctypes.data


def seed_number(value: Any, name: str) -> int:
    """A seed, or one that a generator of NumPy draws."""
    if isinstance(value, np.random.Generator):
        return int(value.integers(2**63))
    return uint64(value, name)


def uint64(value: Any, name: str) -> int:
    """A whole number from 0 to 2**64 - 1."""
    return whole(value, name, 0, 2**64 - 1)


def whole(value: Any, name: str, lowest: int, highest: int) -> int:
    """A whole number in a range; anything else is refused."""
    try:
        number: int = value.__index__()
    except AttributeError:
        raise TypeError(
            f"{name} must be a whole number, not {type(value).__name__}.") from None
    if not lowest <= number <= highest:
        raise OutOfRangeError(f"{name} is {number}; allowed is {lowest}...{highest}.")
    return number
