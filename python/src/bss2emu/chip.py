"""One virtual chip."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np

from . import calibration as calibrations
from . import containers
from ._library import Progress, address, callback, check, library, uint64, whole
from .calibration import Calibration
from .configuration import ChipConfiguration
from .errors import OutOfRangeError

#: Largest and smallest numbers of a product.
INPUT_RANGE = (0, 31)
WEIGHT_RANGE = (-63, 63)
RESULT_RANGE = (-128, 127)
#: Inputs and outputs of one hemisphere's matrix.
MATRIX_HEIGHT = 128
MATRIX_WIDTH = 256


@dataclasses.dataclass(frozen=True)
class ProbeTrace:
    """Potentials of one column during a product: volts over seconds, without noise."""

    results: np.ndarray
    seconds: np.ndarray
    membrane: np.ndarray
    excitatory: np.ndarray
    inhibitory: np.ndarray


@dataclasses.dataclass(frozen=True)
class MADCTrace:
    """Samples of the MADC, 10 bits, over seconds."""

    seconds: np.ndarray
    values: np.ndarray


class Chip:
    """A virtual BrainScaleS-2 chip.

    :param config: a preset's name ("typical", "ideal"), a path or a :class:`ChipConfiguration`.
    :param seed: selects the chip: its fixed pattern.
    :param run_seed: the temporal noise.
    :param threads: threads for batches, 1 to 256; results do not depend on them. Default: all.
    :param effects: strengths of effects, as :meth:`ChipConfiguration.with_effects` takes them.

    Calls from several threads queue and release the interpreter lock meanwhile. A chip can be
    pickled and copied, with its whole state.
    """

    def __init__(
        self, config: str | os.PathLike[str] | ChipConfiguration = "typical", seed: int = 0, *,
        run_seed: int = 0, threads: int | None = None,
        effects: dict[str, float] | str | None = None,
    ):
        if not isinstance(config, ChipConfiguration):
            config = ChipConfiguration.load(config)
        if effects:
            config = config.with_effects(effects)
        self._configuration = config
        self._seed = uint64(seed, "seed")
        self._run_seed = uint64(run_seed, "run_seed")
        self._threads = whole(threads or os.cpu_count() or 1, "threads", 1, 256)
        self._calibration: Calibration | None = None
        self._is_configured = False
        self._handle = library.bss2_chip_new()
        self._end = weakref.finalize(self, _free, self._handle, os.getpid())
        self._power()

    def _power(self) -> None:
        check(library.bss2_chip_set_name(self._handle, self._configuration.name.encode()))
        for key, value in self._configuration.parameters.items():
            check(library.bss2_chip_set(self._handle, key.encode(), float(value)))
        for name, code in self._configuration.drivers.items():
            check(library.bss2_chip_set(self._handle, f"drivers.{name}".encode(), float(code)))
        scales = sorted(self._configuration.effects.items(), key=lambda item: item[0] != "all")
        for name, scale in scales:
            check(library.bss2_chip_set(self._handle, f"effects.{name}".encode(), float(scale)))
        check(
            library.bss2_chip_power(self._handle, self._seed, self._run_seed, self._threads))

    # ---- identity

    @property
    def configuration(self) -> ChipConfiguration:
        """The kind of chip."""
        return self._configuration

    @property
    def seed(self) -> int:
        """Seed of the fixed pattern: it selects the chip."""
        return self._seed

    @property
    def run_seed(self) -> int:
        """Seed of the temporal noise."""
        return self._run_seed

    @property
    def identifier(self) -> str:
        """Kind and seed, such as "typical-3"."""
        return f"{self._configuration.name}-{self._seed}"

    @property
    def calibration(self) -> Calibration | None:
        """The calibration that was applied last, if any."""
        return self._calibration

    @property
    def seconds(self) -> float:
        """Chip time since its reset."""
        return self._status()[0]

    @property
    def lost_events(self) -> int:
        """Events that were lost, because a bus got two at once or none listened."""
        return self._status()[1]

    def _status(self) -> tuple[float, int]:
        seconds, lost = ctypes.c_double(), ctypes.c_int64()
        check(
            library.bss2_chip_status(self._handle, ctypes.byref(seconds), ctypes.byref(lost)))
        return seconds.value, lost.value

    def __repr__(self) -> str:
        known = self._calibration is not None or self._is_configured
        state = "calibrated" if known else "not calibrated"
        return f"<bss2emu.Chip {self.identifier}, {state}>"

    # ---- calibration

    def calibrate(
        self, *, cache: bool = True, progress: Callable[[str, float], None] | None = None
    ) -> Calibration:
        """Calibrates the chip for hagen mode, as calix does, or takes the result from the cache.

        :param cache: whether to look into the cache and to keep the result there.
        :param progress: told each step's name and the fraction that is done.
        """
        path = calibrations.cache_path(self._configuration, self._seed) if cache else None
        known = calibrations.load_cached(path)
        if known is not None and known.chip == self.identifier:
            self.apply(known)
            return known
        failures: list[BaseException] = []

        @Progress
        def report(step: bytes, fraction: float, _: Any) -> None:
            try:
                if progress is not None and not failures:
                    progress(step.decode(), fraction)
            except BaseException as error:  # it cannot pass through the library
                failures.append(error)

        handle = ctypes.c_uint64()
        check(
            library.bss2_chip_calibrate(
                self._handle, callback(report) if progress else None, None,
                ctypes.byref(handle)))
        try:
            result = Calibration._from_handle(handle.value)
        finally:
            library.bss2_free(handle.value)
        self._calibration = result
        calibrations.store_cached(path, result)
        if failures:
            raise failures[0]
        return result

    def apply(self, calibration: Calibration) -> None:
        """Writes all settings of a calibration to the chip.

        A calibration of another chip is written too, and makes that chip's results wrong, as on
        the real one; ``calibration.chip`` tells whose it is.
        """
        handle = calibration._to_handle()
        try:
            check(library.bss2_chip_apply(self._handle, handle))
        finally:
            library.bss2_free(handle)
        self._calibration = calibration

    def apply_cocolist(self, content: bytes) -> None:
        """Applies a calibration file of the lab (.pbin, .json or .json.gz), given as its bytes.

        Such a file says neither for which chip it was made nor how well the calibration went;
        ``calibration`` is None afterwards.
        """
        data = np.frombuffer(bytes(content), np.uint8)
        check(library.bss2_chip_apply_cocolist(self._handle, address(data), data.size))
        self._calibration, self._is_configured = None, True

    # ---- products

    def mac(
        self, inputs: Any, weights: Any, *, num_sends: int = 1, wait_between_events: int = 5,
        stream: int = 0,
    ) -> np.ndarray:
        """Multiplies vectors with a matrix on the chip: int8 results, (B, N) or (N).

        :param inputs: whole numbers 0...31, (B, K) or (K).
        :param weights: whole numbers -63...63, (K, N); any size, larger ones are cut into tiles.
        :param num_sends: how often each vector is sent.
        :param wait_between_events: FPGA cycles of 8 ns between two events.
        :param stream: sets callers apart that share a chip: their noise is independent.
        :raises OutOfRangeError: for numbers out of range.
        :raises ValueError: for shapes that do not fit.
        """
        x, w, batch = _operands(inputs, weights)
        results = np.empty((len(batch), w.shape[1]), np.int8)
        check(
            library.bss2_chip_multiply(
                self._handle, address(batch), *batch.shape, address(w), w.shape[1],
                whole(num_sends, "num_sends", 1, 1_000_000),
                whole(wait_between_events, "wait_between_events", 1, 1_000_000),
                whole(stream, "stream", 0, 2**24 - 1), address(results)))
        return results.reshape(x.shape[:-1] + (w.shape[1],))

    def mac_recorded(
        self, inputs: Any, weights: Any, neuron: int, path: str | os.PathLike[str] | None = None,
        *, num_sends: int = 1, wait_between_events: int = 5, stream: int = 0,
    ) -> Any:
        """Multiplies as :meth:`mac` does while the MADC records an atomic neuron (0...511).

        :param path: a file to which the samples are appended, as hxtorch does: columns
            ExecutionIndex, batch, time (FPGA cycles) and value, separated by tabs. A neuron that
            the product does not use writes nothing.
        :returns: the results; without a path the results and the samples, (samples, 4).
        """
        x, w, batch = _operands(inputs, weights)
        results = np.empty((len(batch), w.shape[1]), np.int8)
        handle = ctypes.c_uint64()
        check(
            library.bss2_chip_multiply_recorded(
                self._handle, address(batch), *batch.shape, address(w), w.shape[1],
                whole(num_sends, "num_sends", 1, 1_000_000),
                whole(wait_between_events, "wait_between_events", 1, 1_000_000),
                whole(stream, "stream", 0, 2**24 - 1), whole(neuron, "neuron", 0, 511),
                address(results), ctypes.byref(handle)))
        try:
            rows = np.empty(check(library.bss2_recording_rows(handle, None, 0)), np.int64)
            check(library.bss2_recording_rows(handle, address(rows), rows.size))
        finally:
            library.bss2_free(handle)
        rows = rows.reshape(-1, 4)
        results = results.reshape(x.shape[:-1] + (w.shape[1],))
        if path is None:
            return results, rows
        if len(rows):
            is_new = not os.path.exists(path)
            with open(path, "a", encoding="utf-8") as file:
                if is_new:
                    file.write("ExecutionIndex\tbatch\ttime\tvalue\n")
                np.savetxt(file, rows, "%d", "\t")
        return results

    def probe(
        self, inputs: Any, weights: Any, column: int, *, num_sends: int = 1,
        wait_between_events: int = 5, period: float = 8e-9,
    ) -> ProbeTrace:
        """Multiplies one vector with a matrix of at most 128 x 256 and watches a column.

        :param column: 0...255.
        :param period: seconds between samples, a multiple of 2 ns, 4 ns or more.
        """
        x = _integers(inputs, "inputs", np.uint8, *INPUT_RANGE)
        w = _integers(weights, "weights", np.int8, *WEIGHT_RANGE)
        if w.ndim != 2 or x.shape != w.shape[:1]:
            raise ValueError(
                f"inputs have shape {x.shape} and weights {w.shape}; allowed are (K) and (K, N).")
        ticks = round(period / 2e-9)
        capacity = 1 << 16
        while True:
            results = np.empty(w.shape[1], np.int8)
            samples = np.empty((3, capacity))
            position = self.noise_position()
            count = check(
                library.bss2_chip_probe(
                    self._handle, address(x), len(x), address(w), w.shape[1],
                    whole(num_sends, "num_sends", 1, 1_000_000),
                    whole(wait_between_events, "wait_between_events", 1, 1_000_000),
                    whole(column, "column", 0, MATRIX_WIDTH - 1), ticks, address(results),
                    address(samples), capacity))
            if count <= capacity:
                rows = samples[:, :count].copy()
                return ProbeTrace(results, np.arange(count) * ticks * 2e-9, *rows)
            capacity = count
            self.seek_noise(position)

    def noise_position(self, stream: int = 0) -> int:
        """The number of the next vector in a stream of noise."""
        vector = ctypes.c_uint64()
        check(
            library.bss2_chip_noise_position(
                self._handle, whole(stream, "stream", 0, 2**24 - 1), ctypes.byref(vector)))
        return vector.value

    def seek_noise(self, vector: int, stream: int = 0) -> None:
        """Goes to a vector in a stream of noise, so that products can be repeated bit by bit."""
        check(
            library.bss2_chip_seek_noise(
                self._handle, whole(stream, "stream", 0, 2**24 - 1),
                whole(vector, "vector", 0, 2**40)))

    # ---- registers and traces

    def write(self, addresses: Any, words: Any, *, wait: float = 0.0) -> None:
        """Writes words to bus addresses, then waits ``wait`` seconds of chip time."""
        a, w = _words(addresses, "addresses"), _words(words, "words")
        if a.shape != w.shape:
            raise ValueError(
                f"There are {a.size} addresses, but {w.size} words; give one word for each "
                f"address.")
        check(library.bss2_chip_write(self._handle, address(a), address(w), a.size, wait * 1e6))

    def read(self, addresses: Any) -> np.ndarray:
        """Reads words from bus addresses."""
        a = _words(addresses, "addresses")
        words = np.zeros(a.shape, np.uint32)
        check(library.bss2_chip_read(self._handle, address(a), a.size, address(words)))
        return words

    def read_container(self, name: str, coordinate: int) -> dict[str, Any]:
        """Reads a container, such as "NeuronConfig", at a place: integer codes by haldls' names.

        :param coordinate: the place, counted as halco's ``toEnum`` does.
        """
        return containers.fields(name, self.read(containers.addresses(name, coordinate)))

    def write_container(self, name: str, coordinate: int, **fields: Any) -> None:
        """Changes fields of a container at a place; all others keep what they are.

        Dots and brackets of names cannot be written as keywords: pass ``**{"a[0].b": 1}``.
        """
        addresses = containers.addresses(name, coordinate)
        words = containers.changed(name, self.read(addresses), fields)
        self.write(addresses, words)

    def read_cadc(self, hemisphere: int = 0) -> tuple[np.ndarray, np.ndarray]:
        """Converts all columns of hemisphere 0 (top) or 1: causal and acausal samples, 0...255."""
        samples = np.empty((2, MATRIX_WIDTH), np.uint8)
        check(
            library.bss2_chip_read_cadc(
                self._handle, whole(hemisphere, "hemisphere", 0, 1), address(samples)))
        return samples[0], samples[1]

    def record(
        self, neuron: int, *, labels: Any = (), cycles: Any = (), duration: float = 50e-6
    ) -> MADCTrace:
        """Records the readout of an atomic neuron (0...511) with the MADC.

        :param labels: 16-bit spike labels that are sent meanwhile.
        :param cycles: the FPGA cycle (8 ns) of each label.
        :param duration: seconds, up to 0.1.
        """
        names = np.ascontiguousarray(labels, np.uint16).reshape(-1)
        times = np.ascontiguousarray(cycles, np.int64).reshape(-1)
        if names.shape != times.shape:
            raise ValueError(
                f"There are {names.size} labels, but {times.size} cycles; give one cycle for "
                f"each label.")
        capacity = int(duration * 1e9 / 2) + 16
        values = np.empty(min(max(capacity, 1), 1 << 26), np.uint16)
        ticks = ctypes.c_int64()
        count = check(
            library.bss2_chip_record(
                self._handle, whole(neuron, "neuron", 0, 511), address(names), address(times),
                names.size, round(duration * 125e6), address(values), values.size,
                ctypes.byref(ticks)))
        return MADCTrace(np.arange(count) * ticks.value * 2e-9, values[:count].copy())

    # ---- saving

    def save(self) -> bytes:
        """The chip's whole state: registers, analog state, time and the position in its noise."""
        size = check(library.bss2_chip_save(self._handle, None, 0))
        buffer = np.empty(size, np.uint8)
        check(library.bss2_chip_save(self._handle, address(buffer), size))
        return buffer.tobytes()

    def restore(self, state: bytes) -> None:
        """Goes to a state that this chip, or another of the same kind and seeds, has saved."""
        data = np.frombuffer(bytes(state), np.uint8)
        check(library.bss2_chip_restore(self._handle, address(data), data.size))

    def __getstate__(self) -> dict[str, Any]:
        calibration = dict(self._calibration) if self._calibration is not None else None
        return {
            "name": self._configuration.name, "parameters": dict(self._configuration.parameters),
            "effects": dict(self._configuration.effects),
            "drivers": dict(self._configuration.drivers), "seed": self._seed,
            "run_seed": self._run_seed, "threads": self._threads, "calibration": calibration,
            "state": self.save()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        configuration = ChipConfiguration(
            state["name"], state["parameters"], state["effects"], state["drivers"])
        Chip.__init__(
            self, configuration, state["seed"], run_seed=state["run_seed"],
            threads=state["threads"])
        self.restore(state["state"])
        if state["calibration"] is not None:
            self._calibration = Calibration(state["calibration"])

    def copy(self) -> Chip:
        """Another chip in the same state, with the same noise to come."""
        copied = Chip.__new__(type(self))
        copied.__setstate__(self.__getstate__())
        return copied


def calibrated(
    config: str | os.PathLike[str] | ChipConfiguration = "typical", seed: int = 0, **options: Any
) -> Chip:
    """A chip with its calibration, which is made once and then cached."""
    progress = options.pop("progress", None)
    chip = Chip(config, seed, **options)
    chip.calibrate(progress=progress)
    return chip


def _free(handle: int, process: int) -> None:
    # A forked child has a copy of its own, which ends with it.
    if os.getpid() == process:
        library.bss2_free(handle)


def _operands(inputs: Any, weights: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Inputs, weights, and the inputs as a batch."""
    x = _integers(inputs, "inputs", np.uint8, *INPUT_RANGE)
    w = _integers(weights, "weights", np.int8, *WEIGHT_RANGE)
    if w.ndim != 2 or x.ndim not in (1, 2):
        raise ValueError(f"inputs {x.shape} must be 1-D or 2-D, and weights {w.shape} must be 2-D.")
    if x.shape[-1] != w.shape[0]:
        raise ValueError(f"inputs {x.shape} do not fit weights {w.shape}; give (B, K) and (K, N).")
    return x, w, x[None] if x.ndim == 1 else x


def _integers(
    values: Any, name: str, dtype: type, lowest: int, highest: int
) -> np.ndarray:
    """An array of whole numbers in a range; nothing is rounded or clamped in silence."""
    array = np.asarray(values)
    if array.dtype == dtype:
        return np.ascontiguousarray(array)  # the library looks at the range
    if array.dtype.kind not in "iufb":
        raise TypeError(f"{name} must be numbers, not {array.dtype}.")
    with np.errstate(invalid="ignore"):
        narrow = np.ascontiguousarray(array, dtype)
    if np.array_equal(narrow, array):
        return narrow
    if array.dtype.kind == "f" and array.size and not np.array_equal(array, np.rint(array)):
        raise OutOfRangeError(f"{name} must be whole numbers; round them first.")
    raise OutOfRangeError(
        f"{name} range from {array.min()} to {array.max()}; allowed is {lowest}...{highest}.")


def _words(values: Any, name: str) -> np.ndarray:
    array = np.asarray(values)
    if array.size == 0:
        return np.zeros(0, np.uint32)
    if array.dtype.kind not in "iu":
        raise TypeError(f"{name} must be whole numbers, not {array.dtype}.")
    if array.min() < 0 or array.max() > 2**32 - 1:
        raise OutOfRangeError(f"{name} must be 32-bit words, 0...4294967295.")
    return np.ascontiguousarray(array, np.uint32).reshape(-1)
