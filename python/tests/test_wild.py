"""Wild arguments through Python and the C interface: errors, never a crash, leak or hang."""

import ctypes
import subprocess
import sys

import numpy as np
import pytest

import bss2emu
from bss2emu import _library

WILD_NUMBERS = [0, 1, -1, 2, 31, 32, 63, 64, 127, 255, 256, 2**15, 2**31, -2**31, 2**62, -2**62]
WILD_FLOATS = [0.0, -1.0, 1e300, -1e300, float("inf"), float("-inf"), float("nan"), 0.5, 1e-300]


def is_function(kind):
    """Returns whether an argument is a function, of which no wild ones are passed."""
    return getattr(kind, "element", None) == "function"


def test_ten_thousand_wild_calls_through_the_c_interface():
    """Handles, numbers, names and NULL at random; buffers are as large as the comments ask."""
    generator = np.random.default_rng(11)
    library = _library.library
    chip = bss2emu.Chip("typical", 0)
    handles = [chip._handle, library.bss2_chip_new(), library.bss2_calibration_new(), 0, 999999,
               2**64 - 1]
    keep = chip._handle
    names = [None, b"", b"no.such", b"effects.", b"effects.all", b"synram.synapse.slew_rate",
             b"chip", b"\xff\xfe", b"x" * 10000, b"neuron/v_leak"]
    buffer = ctypes.create_string_buffer(1 << 16)
    signatures = {
        name: signature for name, signature in _library._SIGNATURES.items()
        # These take sizes of buffers; they have a test of their own.
        if name not in SIZED and not any(map(is_function, signature[1]))}

    def pick(kind):
        if kind is ctypes.c_char_p:
            return names[generator.integers(len(names))]
        if issubclass(kind, ctypes.c_void_p):
            return None if generator.random() < 0.3 else ctypes.addressof(buffer)
        if kind is ctypes.c_double:
            return WILD_FLOATS[generator.integers(len(WILD_FLOATS))]
        bits = 8 * ctypes.sizeof(kind)
        value = WILD_NUMBERS[generator.integers(len(WILD_NUMBERS))]
        low, high = (0, 2**bits - 1) if kind in (ctypes.c_uint64, ctypes.c_uint32) else (
            -2**(bits - 1), 2**(bits - 1) - 1)
        return min(max(value, low), high)

    functions = sorted(signatures)
    for _ in range(10_000):
        name = functions[generator.integers(len(functions))]
        kinds = signatures[name][1]
        arguments = [pick(kind) for kind in kinds]
        if kinds and kinds[0] is ctypes.c_uint64:
            arguments[0] = handles[generator.integers(len(handles))]
        if name == "bss2_free" and arguments[0] == keep:
            continue
        if name in ("bss2_chip_new", "bss2_calibration_new"):
            library.bss2_free(getattr(library, name)())
            continue
        getattr(library, name)(*arguments)
    library.bss2_free(handles[1])
    library.bss2_free(handles[2])


#: Functions whose pointers must have the size that other arguments state.
SIZED = {
    "bss2_chip_multiply", "bss2_chip_multiply_part", "bss2_chip_multiply_recorded",
    "bss2_recording_rows",
    "bss2_container_describe", "bss2_container_set", "bss2_chip_probe",
    "bss2_mock_multiply", "bss2_mac_round", "bss2_narrow", "bss2_measure_mock_parameter", "bss2_add",
    "bss2_relu", "bss2_converting_relu", "bss2_argmax", "bss2_conv_windows", "bss2_conv_matrix",
    "bss2_conv_results", "bss2_chip_write",
    "bss2_chip_read", "bss2_chip_record", "bss2_calibration_name", "bss2_calibration_integers",
    "bss2_calibration_doubles", "bss2_calibration_text", "bss2_calibration_put_integers",
    "bss2_calibration_put_doubles", "bss2_calibration_put_texts", "bss2_chip_calibrate", "bss2_calibration_cocolist",
    "bss2_chip_apply_cocolist", "bss2_chip_save", "bss2_chip_restore", "bss2_program_run",
    "bss2_catalogue_json", "bss2_cocolist_encode", "bss2_cocolist_decode", "bss2_effects_json",
    "bss2_text", "bss2_chip_multiply_part", "bss2_cocolist_differences", "bss2_calibration_encode",
    "bss2_calibration_decode", "bss2_chip_verify_cocolist"}


def test_ten_thousand_wild_calls_through_python(chip):
    generator = np.random.default_rng(12)
    arrays = [
        [], [[]], 3, "text", None, [1, 2], [[1, 2]], [[1], [2]], [[1, 2], [3, 4]], [[[1]]],
        np.zeros((0, 2)), np.zeros((2, 0)), np.full((2, 2), np.nan), np.full((2, 2), np.inf),
        np.full((2, 2), 2**70, object), np.ones((2, 2), bool), np.ones((2, 2), complex),
        np.ones((2, 2), "U3"), np.arange(4, dtype=np.uint64).reshape(2, 2), [[1], [2, 3]],
        np.ones((2, 300), np.int8), np.ones((300, 2), np.int8), np.ones((2, 2))[::-1]]
    scalars = [0, 1, -1, 2**70, 1.5, float("nan"), "1", None, True, np.int8(3), [1], 2**24]
    calls = [
        lambda a, b, s, t: chip.mac(a, b, num_sends=s, wait_between_events=t),
        lambda a, b, s, t: chip.mac(a, b, stream=s),
        lambda a, b, s, t: bss2emu.mock_mac(a, b, num_sends=s, run_seed=t),
        lambda a, b, s, t: chip.probe(a, b, s),
        lambda a, b, s, t: chip.write(a, b), lambda a, b, s, t: chip.read(a),
        lambda a, b, s, t: chip.read_cadc(s), lambda a, b, s, t: chip.seek_noise(s, t),
        lambda a, b, s, t: bss2emu.Chip("typical", s, run_seed=t, threads=1),
        lambda a, b, s, t: bss2emu.Chip(s, 0)]
    allowed = (RuntimeError, ValueError, TypeError, OverflowError, KeyError)

    def pick(values):
        return values[generator.integers(len(values))]

    for _ in range(10_000):
        try:
            calls[generator.choice(len(calls), p=[0.2] + [0.1] * 7 + [0.02, 0.08])](
                pick(arrays), pick(arrays), pick(scalars), pick(scalars))
        except allowed:
            pass


def test_nothing_leaks(chip):
    """Memory after 300 chips, products and errors is what it was after 30, but for 20 MB."""
    pytest.importorskip("resource")
    code = """
import resource, gc, numpy as np, bss2emu
def rounds(n):
    for _ in range(n):
        chip = bss2emu.Chip("typical", 0, threads=1)
        chip.mac(np.ones((50, 128), int), np.ones((128, 256), int))
        for bad in ([64], [[64]]):
            try:
                chip.mac([1], bad)
            except Exception:
                pass
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
first = rounds(30)
print((rounds(300) - first) / 1024)
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(out.stdout) < 20
