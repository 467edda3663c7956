"""The C library from Python's ctypes: no toolchain, no Foundation, no YAML, no HDF5 behind it.

Usage: python3 test_capi.py PATH/libbss2emu.so
"""

import ctypes
import pathlib
import re
import subprocess
import sys
import unittest

LIBRARY = pathlib.Path(sys.argv.pop()).resolve()
CONFIGS = pathlib.Path(__file__).resolve().parents[2] / "configs" / "chips"
PREFIXES = {"": 1, "f": 1e-15, "p": 1e-12, "n": 1e-9, "u": 1e-6, "m": 1e-3, "M": 1e6, "G": 1e9}
UNIT = re.compile(r"^(?P<number>\S+)(?: (?P<prefix>[fpnumMG]?)(?P<unit>V/s|V|A|F|S|s|Hz|\S.*))?$")
BARE = ("1/V^2", "1/V^4", "A^2/Hz")


def load():
    library = ctypes.CDLL(str(LIBRARY))
    library.bss2_last_error.restype = ctypes.c_char_p
    library.bss2_chip_new.restype = ctypes.c_void_p
    library.bss2_chip_free.argtypes = [ctypes.c_void_p]
    library.bss2_chip_set.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_double]
    library.bss2_chip_power.argtypes = [
        ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64, ctypes.c_int32]
    library.bss2_chip_multiply.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_ssize_t, ctypes.c_ssize_t, ctypes.c_char_p,
        ctypes.c_ssize_t, ctypes.c_ssize_t, ctypes.c_ssize_t, ctypes.c_char_p]
    return library


def si_value(text):
    number, _, unit = text.partition(" ")
    if not unit or unit in BARE:
        return float(number)
    match = UNIT.match(text)
    return float(number) * PREFIXES[match["prefix"] or ""]


def parameters():
    text = (CONFIGS / "typical.yaml").read_text()
    return {key: si_value(value) for key, value in re.findall(r"^  (\S+): \{value: ([^,]+),", text, re.M)}


def effects_off():
    text = (CONFIGS / "typical.yaml").read_text()
    return re.findall(r"^  (\S+): 0$", text, re.M)


class CAPITests(unittest.TestCase):
    def setUp(self):
        self.library = load()
        self.handles = []

    def tearDown(self):
        for handle in self.handles:
            self.library.bss2_chip_free(handle)

    def chip(self, seed=0):
        handle = self.library.bss2_chip_new()
        self.handles.append(handle)
        for key, value in parameters().items():
            self.check(self.library.bss2_chip_set(handle, key.encode(), value))
        for name in effects_off():
            self.check(self.library.bss2_chip_set(handle, b"effects." + name.encode(), 0))
        self.check(self.library.bss2_chip_power(handle, seed, 0, 2))
        return handle

    def check(self, code):
        self.assertEqual(code, 0, self.library.bss2_last_error())

    def multiply(self, handle):
        inputs = bytes(i % 32 for i in range(4 * 128))
        weights = bytes((i * 7 % 127 - 63) & 255 for i in range(128 * 256))
        results = ctypes.create_string_buffer(4 * 256)
        self.check(self.library.bss2_chip_multiply(
            handle, inputs, 4, 128, weights, 256, 1, 5, results))
        return results.raw

    def test_equal_seeds_give_equal_bytes(self):
        self.assertEqual(self.multiply(self.chip(3)), self.multiply(self.chip(3)))

    def test_errors_are_sentences(self):
        handle = self.library.bss2_chip_new()
        self.handles.append(handle)
        self.assertNotEqual(self.library.bss2_chip_set(handle, b"no.such.key", 1.0), 0)
        self.assertIn(b"no.such.key", self.library.bss2_last_error())
        self.assertNotEqual(self.library.bss2_chip_power(None, 0, 0, 1), 0)
        self.assertIn(b"handle", self.library.bss2_last_error())

    def test_every_parameter_of_the_preset_is_known(self):
        self.assertGreater(len(parameters()), 60)
        self.chip()

    def test_neither_foundation_nor_yaml_nor_hdf5_is_linked(self):
        needed = subprocess.run(
            ["ldd", LIBRARY], capture_output=True, text=True, check=True).stdout.lower()
        for name in ("foundation", "yaml", "hdf5", "swiftcore"):
            self.assertNotIn(name, needed)
        symbols = subprocess.run(
            ["nm", "-D", LIBRARY], capture_output=True, text=True, check=True).stdout
        self.assertNotIn("$s10Foundation", symbols)
        self.assertNotIn("yaml_parser", symbols)


if __name__ == "__main__":
    unittest.main(verbosity=2)
