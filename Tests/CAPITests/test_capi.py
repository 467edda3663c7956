"""The C library from Python's ctypes: no toolchain, no Foundation, no YAML, no HDF5 behind it.

Usage: python3 test_capi.py PATH/libbss2emu.so
"""

import ctypes
import json
import math
import pathlib
import re
import subprocess
import sys
import threading
import unittest

LIBRARY = pathlib.Path(sys.argv.pop()).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
CONFIGS = ROOT / "configs" / "chips"
HEADER = ROOT / "Sources" / "CAPI" / "bss2emu.h"
REFERENCE = ROOT / "Tests" / "PerceptronTests" / "Golden" / "mock_reference_cases.json"
FAILURE, BAD_HANDLE, UNKNOWN_NAME, OUT_OF_RANGE = -1, -3, -4, -2
BAD_SHAPE, BAD_INDEX, INTERRUPTED = -5, -6, -7

handle, size, text = ctypes.c_uint64, ctypes.c_ssize_t, ctypes.c_char_p


def load():
    library = ctypes.CDLL(str(LIBRARY))
    library.bss2_last_error.restype = text
    library.bss2_chip_new.restype = handle
    library.bss2_free.argtypes = [handle]
    library.bss2_chip_set.argtypes = [handle, text, ctypes.c_double]
    library.bss2_chip_set_text.argtypes = [handle, text, text]
    library.bss2_parse_quantity.argtypes = [text, text, ctypes.POINTER(ctypes.c_double)]
    library.bss2_chip_file_new.restype = handle
    library.bss2_chip_file_wanted.argtypes = [handle, ctypes.c_void_p, size]
    library.bss2_chip_file_wanted.restype = size
    library.bss2_chip_file_give.argtypes = [handle, text, ctypes.c_void_p]
    library.bss2_chip_file_refuse.argtypes = [handle, ctypes.c_int32, text]
    library.bss2_chip_file_count.argtypes = [handle]
    library.bss2_chip_file_count.restype = size
    library.bss2_chip_power.argtypes = [handle, ctypes.c_uint64, ctypes.c_uint64, ctypes.c_int32]
    library.bss2_chip_multiply.argtypes = [
        handle, text, size, size, text, size, size, size, ctypes.c_uint32, text]
    library.bss2_calibration_new.restype = handle
    library.bss2_calibration_length.restype = size
    library.bss2_calibration_count.restype = size
    library.bss2_calibration_count.argtypes = [handle]
    return library


def parameters():
    """Key and text of every parameter of a preset."""
    typical = (CONFIGS / "typical.yaml").read_text()
    return re.findall(r"^  (\S+): \{value: ([^,]+),", typical, re.M)


def effects_off():
    text = (CONFIGS / "typical.yaml").read_text()
    return re.findall(r"^  (\S+): 0$", text, re.M)


def resident_bytes():
    status = pathlib.Path("/proc/self/status").read_text()
    return 1024 * int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])


class CAPITests(unittest.TestCase):
    def setUp(self):
        self.library = load()
        self.handles = []

    def tearDown(self):
        for own in self.handles:
            self.library.bss2_free(own)

    def new(self):
        own = self.library.bss2_chip_new()
        self.handles.append(own)
        return own

    def chip(self, seed=0):
        own = self.new()
        for key, value in parameters():
            self.check(self.library.bss2_chip_set_text(own, key.encode(), value.encode()))
        for name in effects_off():
            self.check(self.library.bss2_chip_set(own, b"effects." + name.encode(), 0))
        self.check(self.library.bss2_chip_power(own, seed, 0, 2))
        return own

    def check(self, code):
        self.assertEqual(code, 0, self.library.bss2_last_error())

    def multiply(self, own, stream=0):
        inputs = bytes(i % 32 for i in range(4 * 128))
        weights = bytes((i * 7 % 127 - 63) & 255 for i in range(128 * 256))
        results = ctypes.create_string_buffer(4 * 256)
        self.check(self.library.bss2_chip_multiply(
            own, inputs, 4, 128, weights, 256, 1, 5, stream, results))
        return results.raw

    def test_equal_seeds_give_equal_bytes(self):
        self.assertEqual(self.multiply(self.chip(3)), self.multiply(self.chip(3)))

    def test_errors_are_sentences_and_kinds(self):
        own = self.new()
        self.assertEqual(self.library.bss2_chip_set(own, b"no.such.key", 1.0), UNKNOWN_NAME)
        self.assertIn(b"no.such.key", self.library.bss2_last_error())
        self.assertEqual(
            self.library.bss2_chip_set(own, b"effects.cadc.noise", -1.0), OUT_OF_RANGE)
        self.assertEqual(self.library.bss2_chip_power(0, 0, 0, 1), BAD_HANDLE)
        self.assertIn(b"Handle", self.library.bss2_last_error())

    def test_drivers_are_fixed_by_both_registers_or_none(self):
        own = self.chip()
        for key, value, code in [
                (b"drivers.stp_i_ramp", 1023, OUT_OF_RANGE), (b"drivers.stp_i_ramp", 0.5, OUT_OF_RANGE),
                (b"drivers.nonsense", 1, UNKNOWN_NAME), (b"drivers.stp_i_ramp", 600, 0)]:
            self.assertEqual(self.library.bss2_chip_set(own, key, value), code, key)
        made = handle()
        self.assertEqual(
            self.library.bss2_chip_calibrate(handle(own), None, None, ctypes.byref(made)), FAILURE)
        self.assertIn(b"driver register hagen_dac_offset is not given", self.library.bss2_last_error())

    def test_another_thread_interrupts_a_calibration(self):
        own, made, codes = self.chip(), handle(), []

        def calibrate():
            codes.append(self.library.bss2_chip_calibrate(
                handle(own), None, None, ctypes.byref(made)))
            codes.append(self.library.bss2_last_error())

        thread = threading.Thread(target=calibrate)
        thread.start()
        while thread.is_alive():
            self.assertEqual(self.library.bss2_chip_interrupt(handle(own)), 0)
            thread.join(0.02)
        self.assertEqual(codes[0], INTERRUPTED)
        self.assertIn(b"interrupted", codes[1])
        self.assertEqual(made.value, 0)

    def test_a_request_holds_kind_and_targets(self):
        own, made = self.chip(), handle()
        request = self.library.bss2_chip_calibration_request
        self.assertEqual(request(handle(own), b"nosuch", ctypes.byref(made)), FAILURE)
        self.assertIn(b"hagen_synin", self.library.bss2_last_error())
        self.assertEqual(request(handle(own), b"hagen", ctypes.byref(made)), 0)
        self.assertEqual(self.library.bss2_calibration_length(made, b"target/neuron/leak"), 512)
        empty = handle(self.library.bss2_calibration_new())
        self.assertEqual(
            self.library.bss2_chip_calibrate_to(handle(own), empty, None, None, None), FAILURE)
        self.assertIn(b"has no value 'kind'", self.library.bss2_last_error())

    def test_quantities_are_read_and_refused_in_sentences(self):
        parse, value = self.library.bss2_parse_quantity, ctypes.c_double()
        for written in ("500 mV", "0.5 V", "500000 uV", "500000 \u00b5V", "500000 \u03bcV"):
            self.check(parse(b"columns.line.idle_potential", written.encode(), value))
            self.assertAlmostEqual(value.value, 0.5)
        for key, written, code, sentence in [
                ("columns.line.idle_potential", "6 ns", FAILURE,
                 "columns.line.idle_potential: '6 ns' is not in V; use the unit V or a multiple such as mV."),
                ("columns.line.idle_potential", "11 V", OUT_OF_RANGE,
                 "columns.line.idle_potential is 11 V; allowed is 0.1 to 3.0 V."),
                ("columns.line.idle_potental", "1 V", UNKNOWN_NAME,
                 "'columns.line.idle_potental' is not a known key; did you mean 'columns.line.idle_potential'?"),
                ("effects.cadc.noise", "101", OUT_OF_RANGE,
                 "the scale of effect cadc.noise is 101.0; allowed is 0 to 100."),
                ("drivers.hagen_dac_offset", "64", OUT_OF_RANGE,
                 "drivers.hagen_dac_offset is 64; allowed is a whole number from 0 to 63.")]:
            for call in (lambda: parse(key.encode(), written.encode(), None),
                         lambda: self.library.bss2_chip_set_text(
                             self.new(), key.encode(), written.encode())):
                self.assertEqual(call(), code, written)
                self.assertEqual(self.library.bss2_last_error().decode(), sentence)

    def chip_file(self, name=b"own.yaml"):
        own = self.library.bss2_chip_file_new(name)
        self.handles.append(own)
        return own

    def give(self, own, events, *texts):
        return self.library.bss2_chip_file_give(own, events, (text * len(texts))(*texts))

    def test_a_chip_file_is_read_from_the_events_of_a_parser(self):
        own, buffer = self.chip_file(), ctypes.create_string_buffer(20)
        self.assertEqual(self.library.bss2_chip_file_count(own), FAILURE)
        self.assertIn(b"'own.yaml' is needed", self.library.bss2_last_error())
        self.check(self.give(own, b"{tttt}", b"extends", b"base.yaml", b"name", b"own"))
        self.assertEqual(self.library.bss2_chip_file_wanted(own, buffer, 20), 9)
        self.assertEqual(buffer.value, b"base.yaml")
        self.check(self.give(own, b"{tt}", b"name", b"base"))
        self.assertEqual(self.library.bss2_chip_file_wanted(own, None, 0), 0)
        self.assertEqual(self.library.bss2_chip_file_count(own), FAILURE)
        self.assertIn(b"'parameters.synram.driver.slot' is missing", self.library.bss2_last_error())

    def test_events_that_are_no_tree_and_missing_files_are_refused(self):
        for events in (b"", b"{", b"{t}", b"[t", b"}", b"tt", b"x", b"[" * 1000):
            self.assertEqual(self.give(self.chip_file(), events, b"a", b"b"), FAILURE, events)
        for reason, sentence in enumerate(
                [b"There is no chip 'own.yaml'", b"own.yaml: cannot be read (not a readable",
                 b"own.yaml: is not a YAML mapping (line 3"]):
            self.assertEqual(
                self.library.bss2_chip_file_refuse(self.chip_file(), reason, b"line 3"), FAILURE)
            self.assertTrue(self.library.bss2_last_error().startswith(sentence))
        self.assertEqual(
            self.library.bss2_chip_file_refuse(self.chip_file(), 3, None), OUT_OF_RANGE)

    def test_freed_foreign_and_invented_handles_are_errors(self):
        own = self.library.bss2_chip_new()
        self.check(self.library.bss2_free(own))
        for bad in (own, 0, 12345678, 2**64 - 1):
            self.assertEqual(self.library.bss2_free(bad), BAD_HANDLE)
            self.assertEqual(self.library.bss2_chip_power(bad, 0, 0, 1), BAD_HANDLE)
        self.assertEqual(self.library.bss2_calibration_count(self.new()), BAD_HANDLE)

    def check_memory(self):
        """In a process of its own, which nothing has used before."""
        before = resident_bytes()
        own = self.chip(5)
        vectors = 500
        inputs = bytes(i % 32 for i in range(vectors * 256))
        results = ctypes.create_string_buffer(vectors * 256)
        held = []
        for batch in range(24):
            weights = bytes(((i + batch) * 7 % 127 - 63) & 255 for i in range(256 * 256))
            self.check(self.library.bss2_chip_multiply(
                own, inputs, vectors, 256, weights, 256, 1, 5, 0, results))
            held.append(resident_bytes() - before)
        self.assertLess(max(held), 100e6)
        # Whatever a chip keeps it has after some batches.
        self.assertLess(max(held[8:]) - max(held[:8]), 1e6)

    def test_a_chip_needs_less_than_100_megabytes_and_batches_add_nothing(self):
        outcome = subprocess.run(
            [sys.executable, __file__, "CAPITests.check_memory", str(LIBRARY)],
            capture_output=True, text=True)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)

    def test_threads_queue(self):
        own = self.chip()
        alone = [self.multiply(self.chip(), stream) for stream in range(4)]
        together = [None] * 4

        def work(stream):
            together[stream] = self.multiply(own, stream)

        threads = [threading.Thread(target=work, args=(stream,)) for stream in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(alone, together)

    def test_every_parameter_of_the_preset_is_known(self):
        self.assertGreater(len(parameters()), 60)
        self.chip()

    def symbols(self):
        return subprocess.run(
            ["nm", "-D", "--defined-only", LIBRARY], capture_output=True, text=True,
            check=True).stdout

    def test_header_and_library_have_the_same_functions(self):
        header = re.sub(r"/\*.*?\*/", "", HEADER.read_text(), flags=re.S)
        declared = set(re.findall(r"\b(bss2_\w+)\(", header))
        exported = set(re.findall(r" T (bss2_\w+)$", self.symbols(), re.M))
        self.assertEqual(declared, exported)

    def test_neither_foundation_nor_yaml_nor_hdf5_is_linked(self):
        needed = subprocess.run(
            ["ldd", LIBRARY], capture_output=True, text=True, check=True).stdout.lower()
        for name in ("foundation", "yaml", "hdf5", "swiftcore", "gsl", "blas"):
            self.assertNotIn(name, needed)
        self.assertNotIn("$s10Foundation", self.symbols())
        self.assertNotIn("yaml_parser", self.symbols())


class Block:
    """A row-major block of floats and its shape, as the library takes them."""

    def __init__(self, shape, data=None):
        self.shape = list(shape)
        count = math.prod(self.shape)
        self.floats = (ctypes.c_float * max(1, count))(*(data or []))
        self.lengths = (size * max(1, len(self.shape)))(*self.shape)

    def arguments(self):
        return self.floats, self.lengths, size(len(self.shape))

    def values(self):
        return list(self.floats)[:math.prod(self.shape)]


class RuleTests(unittest.TestCase):
    """hxtorch's rules on blocks of floats."""

    def setUp(self):
        self.library = load()
        self.library.bss2_add_shape.restype = size

    def check(self, code):
        self.assertGreaterEqual(code, 0, self.library.bss2_last_error())

    def mac(self, inputs, weights, gain, sends=1):
        results = Block(inputs.shape[:-1] + weights.shape[1:])
        return results, self.library.bss2_mock_multiply(
            *inputs.arguments(), *weights.arguments(), ctypes.c_int64(sends),
            ctypes.c_double(gain), ctypes.c_double(0), ctypes.c_uint64(0), ctypes.c_uint32(0),
            ctypes.c_uint64(0), 1, results.floats)

    def matmul(self, case, input, other):
        inputs = Block([math.prod(input.shape[:-1]), input.shape[-1]], input.values())
        weights = other if len(other.shape) == 2 else Block(other.shape + [1], other.values())
        results, code = self.mac(inputs, weights, case["gain"], case["args"].get("num_sends", 1))
        self.check(code)
        return Block(input.shape[:-1] + other.shape[1:], results.values())

    def convolution(self, case, input, weight, bias=None):
        axes = len(input.shape) - 2
        stride = case["args"].get("stride", 1)
        strides = (size * axes)(*(stride if isinstance(stride, list) else [stride] * axes))
        copies = size(case["args"].get("num_expansions", 1))
        sizes = (size * (4 + axes))()
        self.check(self.library.bss2_conv_sizes(
            input.lengths, size(axes + 2), weight.lengths, size(axes + 2),
            bias.lengths if bias else None, size(1), strides, size(axes), copies, sizes))
        rows, length, columns, _, *spatial = sizes
        shapes = input.lengths, weight.lengths, strides, size(axes), copies
        windows, matrix = Block([rows, length]), Block([length, columns])
        self.check(self.library.bss2_conv_windows(input.floats, *shapes, windows.floats))
        self.check(self.library.bss2_conv_matrix(weight.floats, *shapes, matrix.floats))
        products, code = self.mac(
            windows, matrix, case["gain"], case["args"].get("num_sends", 1))
        self.check(code)
        results = Block([input.shape[0], weight.shape[0], *spatial])
        self.check(self.library.bss2_conv_results(
            products.floats, bias.floats if bias else None, *shapes, results.floats))
        return results

    def add(self, case, input, other):
        lengths = (size * 8)()
        axes = self.library.bss2_add_shape(
            *input.arguments()[1:], *other.arguments()[1:], ctypes.c_double(1), 1, lengths)
        self.check(axes)
        results = Block(lengths[:axes])
        self.check(self.library.bss2_add(
            *input.arguments(), *other.arguments(), results.floats))
        return results

    def relu(self, case, input):
        results = Block(input.shape)
        self.check(self.library.bss2_relu(*input.arguments(), 1, results.floats))
        return results

    def converting_relu(self, case, input):
        results = Block(input.shape)
        self.check(self.library.bss2_converting_relu(
            *input.arguments(), ctypes.c_int64(case["args"].get("shift", 2)), 1, results.floats))
        return results

    def argmax(self, case, input):
        dim = case["args"].get("dim")
        places = (ctypes.c_int64 * len(input.floats))()
        self.check(self.library.bss2_argmax(
            *input.arguments(), None if dim is None else ctypes.byref(size(dim)), places))
        shape = case["output"]["shape"]
        return Block(shape, list(places)[:math.prod(shape)])

    conv1d = conv2d = expanded_conv1d = convolution

    def test_the_53_cases_of_the_original_software(self):
        cases = json.loads(REFERENCE.read_text())["cases"]
        self.assertEqual(len(cases), 53)
        for number, case in enumerate(cases):
            with self.subTest(number=number, op=case["op"]):
                blocks = {
                    name: Block(block["shape"], block["data"])
                    for name, block in case["inputs"].items()}
                found = getattr(self, case["op"])(case, **blocks)
                self.assertEqual(found.shape, case["output"]["shape"])
                self.assertEqual(found.values(), case["output"]["data"])

    def test_a_mistake_has_a_kind_a_sentence_and_its_value(self):
        value = ctypes.c_double()
        weights, row = Block([2, 1], [3, 70]), Block([1, 1], [4])
        for inputs, matrix, code, sentence in [
                (Block([1, 1], [40]), weights, OUT_OF_RANGE,
                 b"weights: 70 is above the allowed range -63...63"),
                (Block([1, 1], [40]), row, OUT_OF_RANGE,
                 b"inputs: 40 is above the allowed range 0...31"),
                (row, Block([2, 1], [3, 4]), BAD_SHAPE, b"rows"),
                (Block([1, 300], [1] * 300), Block([2, 1], [3, 4]), BAD_INDEX, b"rows"),
                (Block([0, 1]), row, BAD_SHAPE, b"empty"),
                (Block([1, 1, 1], [1]), row, BAD_SHAPE, b"1-D or 2-D")]:
            self.assertEqual(self.mac(inputs, matrix, 0.002)[1], code)
            self.assertIn(sentence, self.library.bss2_last_error())
            has_value = self.library.bss2_last_value(ctypes.byref(value)) == 0
            self.assertEqual(has_value, code == OUT_OF_RANGE)
        self.mac(Block([1, 2], [40, 50]), Block([2, 1], [3, 3]), 0.002)
        self.assertEqual((self.library.bss2_last_value(ctypes.byref(value)), value.value), (0, 40))

    def test_the_way_to_a_chip_rounds_half_away_from_zero(self):
        inputs = Block([4], [0.5, 2.5, 0.49999997, 30.5])
        weights = Block([4, 1], [-0.5, -2.5, 3, 63])
        x, w = (ctypes.c_uint8 * 4)(), (ctypes.c_int8 * 4)()
        self.check(self.library.bss2_mac_round(*inputs.arguments(), *weights.arguments(), x, w))
        self.assertEqual((list(x), list(w)), ([1, 3, 0, 31], [-1, -3, 3, 63]))
        low = Block([4, 1], [0, 0, 0, -64])
        self.assertEqual(
            self.library.bss2_mac_round(*inputs.arguments(), *low.arguments(), x, w), FAILURE)

    def test_narrowing_decides_no_tie(self):
        values = (ctypes.c_double * 3)(0.5000000001, -1e-12, 2.5)
        floats = (ctypes.c_float * 3)()
        self.check(self.library.bss2_narrow(values, size(3), 0, floats))
        self.assertEqual(list(floats), [1, 0, 2])
        self.check(self.library.bss2_narrow(values, size(3), 1, floats))
        self.assertEqual(list(floats), [0, -1, 2])

    def test_the_measurement_finds_the_gain_of_the_mock(self):
        uniform = ctypes.CFUNCTYPE(
            ctypes.c_int32, size, ctypes.POINTER(ctypes.c_double), ctypes.c_void_p)
        product = ctypes.CFUNCTYPE(
            ctypes.c_int32, ctypes.POINTER(ctypes.c_float), size, size,
            ctypes.POINTER(ctypes.c_float), size, ctypes.POINTER(ctypes.c_float), ctypes.c_void_p)

        @uniform
        def draw(count, values, _):
            for index in range(count):
                values[index] = index * 0.6180339887 % 1
            return 0

        @product
        def multiply(inputs, batch, rows, weights, columns, results, _):
            x = Block([batch, rows], inputs[:batch * rows])
            w = Block([rows, columns], weights[:rows * columns])
            found, code = self.mac(x, w, 0.002)
            ctypes.memmove(results, found.floats, 4 * batch * columns)
            return code

        noise, gain = ctypes.c_double(), ctypes.c_double()
        self.check(self.library.bss2_measure_mock_parameter(
            draw, multiply, None, ctypes.byref(noise), ctypes.byref(gain), None))
        # The mock rounds 15.5 to 16, and each of two reads down, by 2 of 63 at most.
        self.assertAlmostEqual(gain.value, 0.002 * 16 / 15.5, delta=0.002 * 2 / 63)
        stopped = uniform(lambda count, values, _: 1)
        self.assertEqual(self.library.bss2_measure_mock_parameter(
            stopped, multiply, None, None, None, None), FAILURE)


if __name__ == "__main__":
    unittest.main(verbosity=2)
