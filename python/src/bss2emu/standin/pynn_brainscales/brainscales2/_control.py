"""Functions that control an experiment."""

from __future__ import annotations

from typing import Any

import numpy as np

from bss2emu import _hardware, containers
from bss2emu.chip import Chip

from ._network import Network, Run, all_places, begin, current, leave
from ._routing import Routing

#: Seconds until analog parameters have settled, and until a reset membrane is free again.
_SETTLING, _RESET = 0.1, 4e-6
_CYCLES_PER_MS = 125_000
_chips: dict[tuple[Any, ...], Chip] = {}


def setup(
    timestep: Any = None, min_delay: Any = None, *, initial_config: Any = None,
    neuronPermutation: Any = None, connection: Any = None, **options: Any,
) -> int:
    """Begins an experiment.

    :param initial_config: a chip of ``helper.chip_from_file`` or ``get_nightly_calibration``; its
        calibration is applied before each run.
    :param neuronPermutation: atomic neurons in the order in which populations get them.
    :param connection: all connections lead to the same chip.
    :raises NotImplementedError: for other options of the real function.
    """
    del timestep, min_delay, connection
    if options:
        raise NotImplementedError(f"pynn.setup: {', '.join(sorted(options))} is not modelled")
    if initial_config is not None and not isinstance(initial_config, Chip):
        raise TypeError(
            "pynn.setup: initial_config must be a chip of helper.chip_from_file, not "
            f"{type(initial_config).__name__}")
    begin(Network(_chip(), initial_config, all_places(neuronPermutation)))
    return 0


def _chip() -> Chip:
    """A chip of the same kind and seeds as the process's, whose noise goes on from run to run."""
    own = _hardware.loaded_chip()
    key = (own.identifier, own.run_seed, repr(own.configuration.effects))
    if key not in _chips:
        _chips[key] = Chip(own.configuration, own.seed, run_seed=own.run_seed)
    return _chips[key]


def run(simtime: float) -> float:
    """Runs the network from its beginning for a time in milliseconds of the chip."""
    network = current()
    duration = float(simtime)
    if not 0 < duration <= 100:
        raise ValueError(
            f"pynn.run: the time is {simtime} ms; allowed is more than 0 and at most 100 ms.")
    routing = Routing.of(network)
    _configure(network, routing)
    labels, cycles = _events(network, routing, duration)
    traces = {
        cell: _trace(network.chip, network.neurons[cell], labels, cycles, duration)
        for cell in sorted(network.traced)}
    network.runs.append(Run(duration, frozenset(network.counted), traces))
    return duration


def reset(*_: Any, **__: Any) -> None:
    """Goes back to the beginning; recordings of earlier runs are kept as segments."""
    current()


def end(*_: Any, **__: Any) -> None:
    """Ends the experiment."""
    leave()


def _configure(network: Network, routing: Routing) -> None:
    """Writes the calibration, the network and the neurons' parameters; resets all membranes."""
    chip = network.chip
    if network.initial is not None:
        network.initial.copy_settings(chip)
    _write(chip, [
        *((name, place, {"values": [0] * 4}) for name, place in _written.pop(id(chip), ())),
        *routing.writes()])
    _written[id(chip)] = [
        (name, place) for name, place, _ in routing.writes() if name.startswith("Synapse")
        and name.endswith("Quad")]
    for cell, place in network.neurons.items():
        celltype, index = network.types[cell]
        codes = celltype.codes(index)  # type: ignore[union-attr]
        chip.write_container("AtomicNeuron", place, **{"readout.enable_amplifier": 1, **codes})
    chip.write([], [], wait=_SETTLING)
    resets = np.array(
        [containers.addresses("NeuronReset", place) for place in network.neurons.values()],
        np.uint32).reshape(-1)
    chip.write(resets, np.zeros(len(resets), np.uint32), wait=_RESET)


#: Quads of synapses that the last run of a chip has written.
_written: dict[int, list[tuple[str, int]]] = {}


def _write(chip: Chip, writes: Any) -> None:
    addresses, words = [], []
    for name, place, fields in writes:
        own = containers.addresses(name, place)
        addresses.append(own)
        words.append(containers.changed(name, np.zeros(len(own), np.uint32), fields))
    chip.write(np.concatenate(addresses), np.concatenate(words))


def _events(
    network: Network, routing: Routing, duration: float
) -> tuple[np.ndarray, np.ndarray]:
    """Labels and FPGA cycles of all spikes; those of one channel are at least one cycle apart."""
    found = []
    for cell, source in network.sources.items():
        celltype, index = network.types[cell]
        for time in celltype.times(index):  # type: ignore[union-attr]
            if not 0 <= time:
                raise ValueError(
                    f"SpikeSourceArray: a spike time is {time} ms; it must not be negative")
            found += [
                (round(time * _CYCLES_PER_MS), label) for label in routing.labels(source)
                if time < duration]
    last: dict[int, int] = {}
    labels, cycles = [], []
    for cycle, label in sorted(found):
        channel = label >> 13
        last[channel] = max(cycle, last.get(channel, -1) + 1)
        labels.append(label)
        cycles.append(last[channel])
    kept = np.asarray(cycles, np.int64) < round(duration * _CYCLES_PER_MS)
    return np.asarray(labels, np.uint16)[kept], np.asarray(cycles, np.int64)[kept]


def _trace(
    chip: Chip, neuron: int, labels: np.ndarray, cycles: np.ndarray, duration: float
) -> tuple[np.ndarray, np.ndarray]:
    """Times in milliseconds and samples of a neuron."""
    trace = chip.record(neuron, labels=labels, cycles=cycles, duration=duration * 1e-3)
    return trace.seconds * 1e3, trace.values
