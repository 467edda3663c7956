"""One virtual chip.

See the examples of :class:`bss2emu.Chip` and :func:`bss2emu.calibrated`.
"""

from __future__ import annotations

import ctypes
import dataclasses
import os
import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _calibrating, _html, _pattern, _threads, containers
from ._interrupt import interruptible
from ._library import address, check, library, seed_number, whole
from ._operands import INPUT_RANGE as INPUT_RANGE
from ._operands import RESULT_RANGE as RESULT_RANGE
from ._operands import WEIGHT_RANGE as WEIGHT_RANGE
from ._operands import integers, operands, parts
from ._operands import words as word_array
from ._progress import Bar
from .calibration import Calibration
from .configuration import ChipConfiguration
from .errors import ConfigurationError

#: Inputs and outputs of one hemisphere's matrix.
MATRIX_HEIGHT = 128
MATRIX_WIDTH = 256


@dataclasses.dataclass(frozen=True)
class ProbeTrace:
    """Potentials of one column during a product: volts over seconds, without noise.

    Returned by :meth:`Chip.probe`.
    """

    results: NDArray[np.int8]
    seconds: NDArray[np.float64]
    membrane: NDArray[np.float64]
    excitatory: NDArray[np.float64]
    inhibitory: NDArray[np.float64]

    def __repr__(self) -> str:
        return _trace_text(self, self.seconds)


@dataclasses.dataclass(frozen=True)
class MADCTrace:
    """Samples of the MADC, 10 bits, over seconds.

    Returned by :meth:`Chip.record`.
    """

    seconds: NDArray[np.float64]
    values: NDArray[np.uint16]

    def __repr__(self) -> str:
        return _trace_text(self, self.seconds)


def _trace_text(trace: Any, seconds: NDArray[np.float64]) -> str:
    """A class of traces, the number of samples and their time."""
    duration = float(seconds[-1]) * 1e6 if len(seconds) else 0.0
    return f"<bss2emu.{type(trace).__name__}, {len(seconds)} samples in {duration:.6g} us>"


class Chip:
    """A virtual BrainScaleS-2 chip.

    >>> chip = bss2emu.Chip("typical", seed=3)
    >>> chip.identifier, chip.seed, chip.run_seed
    ('typical-3', 3, 0)
    >>> chip.configuration, chip.fingerprint, chip.seconds, chip.lost_events
    >>> with chip:                                   # as the hardware of hxtorch
    ...     chip.calibrate()
    >>> chip.calibration["neuron/v_leak"]

    :param config: a preset's name ("typical", "ideal"), a path or a :class:`ChipConfiguration`.
    :param seed: selects the chip: its fixed pattern. A generator of NumPy draws one. Of the file of
        a measured chip it selects a member of the family: 0 the best estimate, others chips that the
        measurement allows.
    :param run_seed: the temporal noise.
    :param threads: threads for batches, 1 to 256; results do not depend on them. Default: all
        processors that this process may use.
    :param effects: strengths of effects, as :meth:`ChipConfiguration.with_effects` takes them.

    Calls from several threads queue and release the interpreter lock meanwhile. A chip can be
    pickled and copied, with its whole state. In a ``with`` statement it is hxtorch's hardware.
    """

    def __init__(
        self, config: str | os.PathLike[str] | ChipConfiguration = "typical",
        seed: int | np.random.Generator = 0, *, run_seed: int | np.random.Generator = 0,
        threads: int | None = None, effects: Mapping[str, float | str] | str | None = None,
    ):
        if not isinstance(config, ChipConfiguration):
            config = ChipConfiguration.load(config)
        if effects:
            config = config.with_effects(effects)
        self._configuration = config
        self._seed = seed_number(seed, "seed")
        self._run_seed = seed_number(run_seed, "run_seed")
        own = min(_threads.available(), 256) if threads is None else threads
        self._threads = whole(own, "threads", 1, 256)
        self._calibration: Calibration | None = None
        self._cocolist: bytes | None = None
        self._handle = library.bss2_chip_new()
        self._connections: list[Any] = []
        self._end = weakref.finalize(self, _free, self._handle, os.getpid())
        self._power()

    def _power(self) -> None:
        check(library.bss2_chip_set_name(self._handle, self._configuration.name.encode()))
        for key, value in self._configuration.parameters.items():
            check(library.bss2_chip_set(self._handle, key.encode(), float(value)))
        for section in ("drivers", "calibration"):
            for name, code in getattr(self._configuration, section).items():
                setting = f"{section}.{name}".encode()
                check(library.bss2_chip_set(self._handle, setting, float(code)))
        scales = sorted(self._configuration.effects.items(), key=lambda item: item[0] != "all")
        for name, scale in scales:
            check(library.bss2_chip_set(self._handle, f"effects.{name}".encode(), float(scale)))
        self._set_pattern()
        check(
            library.bss2_chip_power(self._handle, self._seed, self._run_seed, self._threads))

    def _known_rows(self) -> list[_pattern.Row]:
        """Rows of the pattern that the configuration knows."""
        if not self._configuration.pattern:
            return []
        return _pattern.rows(self._configuration.pattern, self._configuration.pattern_digest)

    def _set_pattern(self) -> None:
        for row in self._known_rows():
            key = row.place.encode(), row.name.encode()
            if row.mean.shape != row.deviation.shape:
                raise ConfigurationError(
                    f"{self._configuration.pattern}: {row.place}/{row.name} has {row.mean.size} "
                    f"means, but {row.deviation.size} deviations; write the file again.")
            check(library.bss2_chip_set_pattern(
                self._handle, *key, address(row.mean), address(row.deviation), row.mean.size))
            for source, loading in row.loadings.items():
                check(library.bss2_chip_set_loading(
                    self._handle, *key, source.encode(), address(loading), loading.size))

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
    def fingerprint(self) -> str:
        """Digest of the parameters and effects, whatever the temperature."""
        buffer = ctypes.create_string_buffer(64)
        check(library.bss2_chip_fingerprint(self._handle, buffer, len(buffer)))
        return buffer.value.decode()

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
        return f"<bss2emu.Chip {self.identifier}, {self._state}>"

    @property
    def _state(self) -> str:
        known = self._calibration is not None or self._cocolist is not None
        return "calibrated" if known else "not calibrated"

    def _repr_html_(self) -> str:
        rows = {"state": self._state, "run seed": self._run_seed, "threads": self._threads}
        yields = self._calibration.yields if self._calibration is not None else {}
        shares = {name: f"{share:.1%}" for name, share in yields.items()}
        changed = {name: f"{scale:g}x" for name, scale in self._configuration.effects.items()}
        return _html.table(f"bss2emu.Chip {self.identifier}", {**rows, **shares, **changed})

    def __enter__(self) -> Chip:
        from . import _hardware

        self._connections.append(_hardware.use_chip(self))
        self._connections[-1].__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._connections.pop().__exit__(*error)

    # ---- calibration

    def calibrate(
        self, kind: str = "hagen", *, target: Mapping[str, Any] | None = None,
        options: Mapping[str, Any] | None = None, start: Calibration | None = None,
        only: Sequence[str] = (), cache: bool = True,
        progress: Callable[[str, float], Any] | bool | None = None,
    ) -> Calibration:
        """Calibrates the chip, as calix does, or takes the result from the cache.

        ``chip.calibrate(start=calibration, only=["neuron"])`` calibrates a part anew for the targets
        of ``start`` and keeps the other parts.

        >>> chip.calibrate(target={"neuron.tau_mem_seconds": 30e-6})

        :param kind: "hagen" for products on membranes, "hagen_synin" for products on lines.
        :param target: targets that differ from the default ones, such as
            ``{"neuron.tau_mem_seconds": 30e-6}``: one number, or one for each instance.
            :meth:`calibration_request` shows all names and values.
        :param options: options in the same form.
        :param start: a calibration for hagen mode of this chip; needs ``only``.
        :param only: parts to calibrate anew: "cadc", "neuron", "synapse_driver".
        :param cache: whether to look into the cache and to keep the result there.
        :param progress: told each step's name and the fraction that is done; None shows tqdm's
            bar in terminals and notebooks, False nothing.
        :raises KeyError: for an unknown kind, target or option.
        :raises KeyboardInterrupt: within a second of Ctrl-C; the chip stays as it was.
        """
        request = _calibrating.wanted(
            self._handle, kind, target or {}, options or {}, start, tuple(only))
        before = self.save(), self._calibration, self._cocolist
        try:
            self._calibration = _calibrating.calibrated(
                self, self._handle, request, cache and start is None, progress)
            self._cocolist = None
            return self._calibration
        except BaseException:
            # Also where the calibration has ended, and only its values are still being read.
            self.restore(before[0])
            self._calibration, self._cocolist = before[1:]
            raise

    def calibration_request(self, kind: str = "hagen") -> dict[str, Any]:
        """The default targets and options of a kind of calibration by their names.

        >>> chip.calibration_request()["target.neuron.tau_mem_seconds"]
        """
        return _calibrating.defaults(self._handle, kind)

    def apply(self, calibration: Calibration) -> None:
        """Writes all settings of a calibration to the chip.

        A calibration of another chip is written too, with a warning, and makes that chip's
        results wrong, as on the real one.

        >>> chip.apply(bss2emu.Calibration.load("chip3.npz"))
        """
        _calibrating.warn_of_another(calibration, self.identifier)
        handle = calibration._to_handle()
        try:
            check(library.bss2_chip_apply(self._handle, handle))
        finally:
            library.bss2_free(handle)
        self._calibration, self._cocolist = calibration, None

    def apply_cocolist(self, content: bytes) -> None:
        """Applies a calibration file of the lab (.pbin, .json or .json.gz), given as its bytes.

        Such a file says neither for which chip it was made nor how well the calibration went;
        ``calibration`` is None afterwards.

        >>> chip.apply_cocolist(pathlib.Path("hagen_cocolist.pbin").read_bytes())
        """
        data = np.frombuffer(bytes(content), np.uint8)
        check(library.bss2_chip_apply_cocolist(self._handle, address(data), data.size))
        self._calibration, self._cocolist = None, bytes(content)

    def copy_settings(self, other: Chip) -> None:
        """Applies this chip's calibration, or file of the lab, to another one.

        >>> chip.copy_settings(bss2emu.Chip("typical", seed=3, run_seed=1))
        """
        if self._calibration is not None:
            other.apply(self._calibration)
        elif self._cocolist is not None:
            other.apply_cocolist(self._cocolist)

    # ---- products

    def mac(
        self, inputs: Any, weights: Any, *, num_sends: int = 1, wait_between_events: int = 5,
        stream: int = 0,
    ) -> NDArray[np.int8]:
        """Multiplies vectors with a matrix on the chip: int8 results, (B, N) or (N).

        >>> chip.mac([[12] * 100] * 5, [[21] * 10] * 100, num_sends=2).shape
        (5, 10)

        :param inputs: whole numbers 0...31, (B, K) or (K).
        :param weights: whole numbers -63...63, (K, N); any size, larger ones are cut into tiles.
        :param num_sends: how often each vector is sent.
        :param wait_between_events: FPGA cycles of 8 ns between two events.
        :param stream: sets callers apart that share a chip: their noise is independent.
        :raises OutOfRangeError: for numbers out of range.
        :raises ValueError: for shapes that do not fit.
        """
        x, w, batch = operands(inputs, weights)
        sends = whole(num_sends, "num_sends", 1, 1_000_000)
        wait = whole(wait_between_events, "wait_between_events", 1, 1_000_000)
        stream = whole(stream, "stream", 0, 2**24 - 1)
        results = np.empty((len(batch), w.shape[1]), np.int8)
        position, bar = self.noise_position(stream), Bar("product")
        try:
            # In parts of one run, so that Ctrl-C takes effect between them.
            for first, last in parts(len(batch), w.size * sends):
                check(
                    library.bss2_chip_multiply_part(
                        self._handle, address(batch[first:last]), last - first, batch.shape[1],
                        address(w), w.shape[1], sends, wait, stream, position,
                        address(results[first:last])))
                bar("", last / max(1, len(batch)))
            bar.close()
            return results.reshape(x.shape[:-1] + (w.shape[1],))
        except BaseException:
            bar.close()
            self.seek_noise(position, stream)
            raise

    def mac_recorded(
        self, inputs: Any, weights: Any, neuron: int, path: str | os.PathLike[str] | None = None,
        *, num_sends: int = 1, wait_between_events: int = 5, stream: int = 0,
    ) -> Any:
        """Multiplies as :meth:`mac` does while the MADC records an atomic neuron (0...511).

        >>> results, samples = chip.mac_recorded([12] * 100, [[21] * 10] * 100, neuron=0)

        :param path: a file to which the samples are appended, as hxtorch does: columns
            ExecutionIndex, batch, time (FPGA cycles) and value, separated by tabs. A neuron that
            the product does not use writes nothing.
        :returns: the results; without a path the results and the samples, (samples, 4).
        """
        x, w, batch = operands(inputs, weights)
        results = np.empty((len(batch), w.shape[1]), np.int8)
        handle = ctypes.c_uint64()
        numbers = (
            whole(num_sends, "num_sends", 1, 1_000_000),
            whole(wait_between_events, "wait_between_events", 1, 1_000_000),
            whole(stream, "stream", 0, 2**24 - 1), whole(neuron, "neuron", 0, 511))

        def record(_: Any) -> int:
            return check(
                library.bss2_chip_multiply_recorded(
                    self._handle, address(batch), *batch.shape, address(w), w.shape[1], *numbers,
                    address(results), ctypes.byref(handle)))

        # Recorded products take a millisecond a vector; Ctrl-C takes effect between vectors.
        interruptible(self._handle, record, lambda *_: None)
        try:
            flat = np.empty(check(library.bss2_recording_rows(handle, None, 0)), np.int64)
            check(library.bss2_recording_rows(handle, address(flat), flat.size))
        finally:
            library.bss2_free(handle)
        rows = flat.reshape(-1, 4)
        shaped = results.reshape(x.shape[:-1] + (w.shape[1],))
        if path is None:
            return shaped, rows
        if len(rows):
            is_new = not os.path.exists(path)
            with open(path, "a", encoding="utf-8") as file:
                if is_new:
                    file.write("ExecutionIndex\tbatch\ttime\tvalue\n")
                np.savetxt(file, rows, "%d", "\t")
        return shaped

    def probe(
        self, inputs: Any, weights: Any, column: int, *, num_sends: int = 1,
        wait_between_events: int = 5, period: float = 8e-9,
    ) -> ProbeTrace:
        """Multiplies one vector with a matrix of at most 128 x 256 and watches a column.

        >>> chip.probe([12] * 100, [[21] * 10] * 100, column=3).membrane.max()

        :param column: 0...255.
        :param period: seconds between samples, a multiple of 2 ns, 4 ns or more.
        """
        x = integers(inputs, "inputs", np.uint8, *INPUT_RANGE)
        w = integers(weights, "weights", np.int8, *WEIGHT_RANGE)
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
                return ProbeTrace(results, np.arange(count, dtype=np.float64) * ticks * 2e-9, *rows)
            capacity = count
            self.seek_noise(position)

    def noise_position(self, stream: int = 0) -> int:
        """The number of the next vector in a stream of noise.

        >>> position = chip.noise_position()
        >>> chip.seek_noise(position)                    # the next product has the noise of this moment
        """
        vector = ctypes.c_uint64()
        check(
            library.bss2_chip_noise_position(
                self._handle, whole(stream, "stream", 0, 2**24 - 1), ctypes.byref(vector)))
        return vector.value

    def seek_noise(self, vector: int, stream: int = 0) -> None:
        """Goes to a vector in a stream of noise, so that products can be repeated bit by bit.

        See :meth:`noise_position`.
        """
        check(
            library.bss2_chip_seek_noise(
                self._handle, whole(stream, "stream", 0, 2**24 - 1),
                whole(vector, "vector", 0, 2**40)))

    # ---- registers and traces

    def write(self, addresses: Any, words: Any, *, wait: float = 0.0) -> None:
        """Writes words to bus addresses, then waits ``wait`` seconds of chip time.

        >>> addresses = bss2emu.containers.addresses("NeuronConfig", 3)
        >>> chip.write(addresses, chip.read(addresses))
        """
        a, w = word_array(addresses, "addresses"), word_array(words, "words")
        if a.shape != w.shape:
            raise ValueError(
                f"There are {a.size} addresses, but {w.size} words; give one word for each "
                f"address.")
        check(library.bss2_chip_write(self._handle, address(a), address(w), a.size, wait * 1e6))

    def read(self, addresses: Any) -> NDArray[np.uint32]:
        """Reads words from bus addresses.

        See :meth:`write`, and :meth:`read_container` for fields with names.
        """
        a = word_array(addresses, "addresses")
        words = np.zeros(a.shape, np.uint32)
        check(library.bss2_chip_read(self._handle, address(a), a.size, address(words)))
        return words

    def read_container(self, name: str, coordinate: int) -> dict[str, Any]:
        """Reads a container, such as "NeuronConfig", at a place: integer codes by haldls' names.

        >>> chip.read_container("AtomicNeuron", 3)["leak.v_leak"]

        :param coordinate: the place, counted as halco's ``toEnum`` does.
        """
        return containers.fields(name, self.read(containers.addresses(name, coordinate)))

    def write_container(self, name: str, coordinate: int, **fields: Any) -> None:
        """Changes fields of a container at a place; all others keep what they are.

        Dots and brackets of names cannot be written as keywords: pass ``**{"a[0].b": 1}``.

        >>> chip.write_container("AtomicNeuron", 3, **{"leak.v_leak": 600})
        """
        addresses = containers.addresses(name, coordinate)
        words = containers.changed(name, self.read(addresses), fields)
        self.write(addresses, words)

    def read_cadc(
        self, hemisphere: int = 0
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Converts all columns of hemisphere 0 (top) or 1: causal and acausal samples, 0...255.

        >>> causal, acausal = chip.read_cadc(0)
        """
        samples = np.empty((2, MATRIX_WIDTH), np.uint8)
        check(
            library.bss2_chip_read_cadc(
                self._handle, whole(hemisphere, "hemisphere", 0, 1), address(samples)))
        return samples[0], samples[1]

    def record(
        self, neuron: int, *, labels: Any = (), cycles: Any = (), duration: float = 50e-6
    ) -> MADCTrace:
        """Records the readout of an atomic neuron (0...511) with the MADC.

        >>> chip.record(neuron=3, duration=20e-6).values.mean()

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
        seconds = np.arange(count, dtype=np.float64) * ticks.value * 2e-9
        return MADCTrace(seconds, values[:count].copy())

    # ---- saving

    def save(self) -> bytes:
        """The chip's whole state: registers, analog state, time and the position in its noise.

        >>> state = chip.save()
        >>> chip.restore(state)
        """
        size = check(library.bss2_chip_save(self._handle, None, 0))
        buffer = np.empty(size, np.uint8)
        check(library.bss2_chip_save(self._handle, address(buffer), size))
        return buffer.tobytes()

    def restore(self, state: bytes) -> None:
        """Goes to a state that this chip, or another of the same kind and seeds, has saved.

        See :meth:`save`.
        """
        data = np.frombuffer(bytes(state), np.uint8)
        check(library.bss2_chip_restore(self._handle, address(data), data.size))

    def __getstate__(self) -> dict[str, Any]:
        calibration = dict(self._calibration) if self._calibration is not None else None
        return {
            "name": self._configuration.name, "parameters": dict(self._configuration.parameters),
            "effects": dict(self._configuration.effects),
            "drivers": dict(self._configuration.drivers),
            "chip_calibration": dict(self._configuration.calibration),
            "pattern": self._configuration.pattern,
            "pattern_digest": self._configuration.pattern_digest, "seed": self._seed,
            "run_seed": self._run_seed, "threads": self._threads, "calibration": calibration,
            "cocolist": self._cocolist, "state": self.save()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        configuration = ChipConfiguration(
            state["name"], state["parameters"], state["effects"], state["drivers"],
            state["chip_calibration"], state.get("pattern", ""),
            state.get("pattern_digest", ""))
        Chip.__init__(
            self, configuration, state["seed"], run_seed=state["run_seed"],
            threads=state["threads"])
        self.restore(state["state"])
        if state["calibration"] is not None:
            self._calibration = Calibration(state["calibration"])
        self._cocolist = state["cocolist"]

    def copy(self) -> Chip:
        """Another chip in the same state, with the same noise to come.

        >>> np.array_equal(chip.copy().mac([31], [[63]]), chip.mac([31], [[63]]))
        True
        """
        copied = Chip.__new__(type(self))
        copied.__setstate__(self.__getstate__())
        return copied


def calibrated(
    config: str | os.PathLike[str] | ChipConfiguration = "typical",
    seed: int | np.random.Generator = 0, *, run_seed: int | np.random.Generator = 0,
    threads: int | None = None, effects: Mapping[str, float | str] | str | None = None,
    progress: Callable[[str, float], Any] | bool | None = None,
) -> Chip:
    """A chip with its calibration, which is made once and then cached.

    Parameters are those of :class:`Chip` and of :meth:`Chip.calibrate`.

    >>> bss2emu.calibrated("typical", seed=3, effects="cadc.noise=0").identifier
    'typical-3'
    """
    chip = Chip(config, seed, run_seed=run_seed, threads=threads, effects=effects)
    chip.calibrate(progress=progress)
    return chip


def _free(handle: int, process: int) -> None:
    # A forked child has a copy of its own, which ends with it.
    if os.getpid() == process:
        library.bss2_free(handle)
