"""PyNN for BrainScaleS-2 below the threshold: the calls of the demos' notebooks."""

import numpy as np
import pytest

from bss2emu import standin

neo = pytest.importorskip("neo", reason="neo is not installed (bss2emu[notebooks])")


@pytest.fixture
def pynn(chip_of_all):
    from bss2emu import hxtorch

    standin.activate(children=False)
    import pynn_brainscales.brainscales2 as pynn

    with hxtorch.use_chip(chip_of_all.copy()):
        yield pynn
    pynn.end()
    standin.deactivate()


def recorded(population):
    """The samples of the last run in one axis, and their times in microseconds."""
    signal = population.get_data("v").segments[-1].irregularlysampledsignals[0]
    return np.asarray(signal)[:, 0], np.asarray(signal.times) * 1e3


def experiment(pynn, calibration, place=0, weight=63, times=(0.005,), duration=0.02, **parameters):
    """One neuron and one source; returns samples and their times."""
    pynn.setup(initial_config=calibration, neuronPermutation=[place])
    neuron = pynn.Population(1, pynn.cells.HXNeuron(**parameters))
    source = pynn.Population(1, pynn.cells.SpikeSourceArray(spike_times=list(times)))
    pynn.Projection(
        source, neuron, pynn.AllToAllConnector(),
        synapse_type=pynn.standardmodels.synapses.StaticSynapse(weight=weight),
        receptor_type="excitatory" if weight >= 0 else "inhibitory")
    neuron.record(["v", "spikes"])
    pynn.run(duration)
    return recorded(neuron)


def step(trace, at=5.0):
    """The change of the membrane by an event at a time in microseconds."""
    samples, times = trace
    before = samples[(times > at - 3) & (times < at)].mean()
    return samples[(times > at + 2) & (times < at + 6)].mean() - before


def test_an_integrator_neuron(pynn, chip_of_all):
    """The experiment of the first tutorial: each input is a step of the membrane."""
    excitatory, inhibitory = np.array([1, 3, 4, 5, 7, 8, 9, 10]), np.array([2, 6])
    pynn.setup(initial_config=chip_of_all)
    pynn.Population(2, pynn.cells.HXNeuron())
    neuron = pynn.Population(1, pynn.cells.HXNeuron())
    for times, weight, receptor in ((excitatory, 63, "excitatory"), (inhibitory, -63, "inhibitory")):
        source = pynn.Population(
            1, pynn.cells.SpikeSourceArray(spike_times=times / 1e3))
        pynn.Projection(
            source, neuron, pynn.AllToAllConnector(),
            synapse_type=pynn.synapses.StaticSynapse(weight=weight), receptor_type=receptor)
    neuron.record(["v", "spikes"])
    pynn.run(50e-3)
    samples, times = recorded(neuron)
    assert abs(times[-1] - 50) < 0.1
    up = samples[(times > 12) & (times < 14)].mean() - samples[times < 1].mean()
    single = samples[(times > 1.5) & (times < 2)].mean() - samples[times < 1].mean()
    assert 2 < single < 15 and 4 * single < up < 9 * single
    spikes = neuron.get_data("spikes").segments[-1].spiketrains[0]
    assert len(spikes) == 0 and float(spikes.t_stop) == 0.05


@pytest.mark.parametrize("place", [0, 1, 7, 130, 255, 256, 300, 511])
def test_weights_reach_their_neuron_with_their_sign(pynn, chip_of_all, place):
    drift = step(experiment(pynn, chip_of_all, place, weight=0))
    assert step(experiment(pynn, chip_of_all, place)) - drift > 2
    assert step(experiment(pynn, chip_of_all, place, weight=-63)) - drift < -2
    assert abs(drift) < 5


def test_large_weights_use_several_synapses(pynn, chip_of_all):
    drift, one, three = (
        step(experiment(pynn, chip_of_all, weight=weight)) for weight in (0, 63, 189))
    assert 2 * (one - drift) < three - drift < 4 * (one - drift)


def test_many_sources_have_synapses_of_their_own(pynn, chip_of_all):
    pynn.setup(initial_config=chip_of_all)
    neuron = pynn.Population(1, pynn.cells.HXNeuron())
    times = 0.005 + 0.004 * np.arange(100)
    source = pynn.Population(
        100, pynn.cells.SpikeSourceArray(spike_times=times.reshape(-1, 1).tolist()))
    projection = pynn.Projection(
        source, neuron, pynn.AllToAllConnector(), synapse_type=pynn.synapses.StaticSynapse(0))
    neuron.record("v")
    for chosen in (3, 97):
        weights = np.zeros(100)
        weights[chosen] = 63
        projection.set(weight=weights)
        pynn.run(0.41)
        samples, microseconds = recorded(neuron)
        at = times * 1e3
        steps = [
            samples[(microseconds > t + 0.5) & (microseconds < t + 3)].mean()
            - samples[(microseconds > t - 2) & (microseconds < t)].mean() for t in at]
        assert np.argmax(steps) == chosen
        pynn.reset()


def test_parameters_are_codes_of_the_neuron(pynn, chip_of_all):
    weak = step(experiment(pynn, chip_of_all, excitatory_input_i_bias_gm=100))
    assert weak < 0.7 * step(experiment(pynn, chip_of_all))
    with pytest.raises(KeyError, match="leak_v_lek"):
        pynn.cells.HXNeuron(leak_v_lek=3)


def test_runs_are_segments_with_noise_of_their_own(pynn, chip_of_all):
    pynn.setup(initial_config=chip_of_all)
    neuron = pynn.Population(1, pynn.cells.HXNeuron())
    neuron.record("v")
    for _ in range(3):
        pynn.run(0.01)
        pynn.reset()
    segments = neuron.get_data().segments
    traces = [np.asarray(segment.irregularlysampledsignals[0]) for segment in segments]
    assert len(segments) == 3 and not np.array_equal(traces[0], traces[1])
    assert all(3 < trace.std() + 3 < 20 for trace in traces)


def test_the_chip_of_the_process_is_left_alone(pynn, chip_of_all):
    from bss2emu import _hardware

    before = _hardware.current_chip().save()
    experiment(pynn, chip_of_all)
    assert _hardware.current_chip().save() == before


@pytest.mark.parametrize("action, error, sentence", [
    (lambda pynn: pynn.Population(1, pynn.cells.HXNeuron(threshold_enable=True)),
     NotImplementedError, "do not fire"),
    (lambda pynn: pynn.cells.SpikeSourcePoisson(rate=3), NotImplementedError, "SpikeSourcePoisson"),
    (lambda pynn: pynn.synapses.SpikePairRule(), NotImplementedError, "StaticSynapse"),
    (lambda pynn: pynn.FixedProbabilityConnector(0.5), NotImplementedError, "not modelled; the emulator has AllToAllConnector, "),
    (lambda pynn: pynn.Projection(
        pynn.Population(1, pynn.cells.HXNeuron()), pynn.Population(1, pynn.cells.HXNeuron()),
        pynn.AllToAllConnector()), NotImplementedError, "do not fire"),
    (lambda pynn: pynn.Population(2, pynn.cells.HXNeuron()).record("v"),
     NotImplementedError, "one neuron"),
    (lambda pynn: pynn.Population(600, pynn.cells.HXNeuron()), ValueError, "600 neurons"),
    (lambda pynn: pynn.run(1e6), ValueError, "at most 100 ms"),
    (lambda pynn: pynn.setup(initial_config="file"), TypeError, "chip_from_file"),
    (lambda pynn: pynn.setup(injected_config=3), NotImplementedError, "injected_config"),
    (lambda pynn: pynn.Projection(
        pynn.Population(1, pynn.cells.SpikeSourceArray(spike_times=[])),
        pynn.Population(1, pynn.cells.HXNeuron()), pynn.AllToAllConnector(),
        synapse_type=pynn.synapses.StaticSynapse(weight=-3)), ValueError, "0 and above"),
])
def test_what_is_not_modelled_is_refused_by_name(pynn, action, error, sentence):
    pynn.setup()
    with pytest.raises(error, match=sentence):
        action(pynn)


def test_without_setup_the_error_says_so(pynn):
    pynn.end()
    with pytest.raises(RuntimeError, match="setup"):
        pynn.run(1)
