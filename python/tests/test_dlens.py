"""The stand-in for dlens_vx_v3 and pyccalix, as programs of our own use it."""

import copy
import pickle

import numpy as np
import pytest

from bss2emu import _hardware
from bss2emu.lowlevel.connection import Connection
from bss2emu.standin import pyccalix
from bss2emu.standin.dlens_vx_v3 import hal, halco, hxcomm, lola, sta


@pytest.fixture
def connection(chip):
    return Connection(chip)


def run(connection, build):
    """Runs what a function adds to a builder; returns what it returned and the program."""
    builder = sta.PlaybackProgramBuilder()
    given = build(builder)
    program = builder.done()
    sta.run(connection, program)
    return given, program


# ---- values, places, containers


@pytest.mark.parametrize(("error", "make"), [
    (TypeError, lambda: hal.CapMemCell.Value(1.0)),
    (TypeError, lambda: hal.CapMemCell.Value(np.float64(1))),
    (TypeError, lambda: hal.CapMemCell.Value("1")),
    (OverflowError, lambda: hal.CapMemCell.Value(1023)),
    (OverflowError, lambda: hal.CapMemCell(-1)),
    (OverflowError, lambda: halco.SynramOnDLS(2)),
    (TypeError, lambda: halco.SynramOnDLS(0.0)),
    (TypeError, lambda: halco.AtomicNeuronOnDLS(x=0, z=1)),
    (TypeError, lambda: halco.AtomicNeuronOnDLS(halco.SynramOnDLS(0))),
    (TypeError, lambda: halco.CADCSampleRowOnDLS(row=halco.SynapseRowOnSynram(0))),
    (TypeError, lambda: setattr(hal.CADCConfig(), "enable", "yes")),
    (TypeError, lambda: setattr(hal.CADCConfig(), "reset_wait", 1.5)),
    (AttributeError, lambda: setattr(hal.CADCConfig(), "enabled", True)),
    (AttributeError, lambda: setattr(lola.AtomicNeuron().readout, "amplifier", True)),
    (TypeError, lambda: hal.CADCConfig(enable=True)),
    (TypeError, lambda: setattr(hal.SynapseDriverConfig(), "row_mode_top", 1)),
    (TypeError, lambda: hal.PadMultiplexerConfig().capmem_v_out_mux[halco.SynramOnDLS(0)]),
    (TypeError, lambda: sta.PlaybackProgramBuilder().write(halco.TimerOnDLS(), hal.CADCConfig())),
    (AttributeError, lambda: setattr(pyccalix.CADCCalibOptions(), "offsets", True)),
    (OverflowError, lambda: pyccalix.HagenCalibTarget().neuron_target.leak.fill(256)),
])
def test_wrong_values_are_refused(error, make):
    with pytest.raises(error):
        make()


def test_places_are_the_same_object_and_differ_between_types():
    assert halco.SynramOnDLS(1) is halco.SynramOnDLS.bottom
    assert halco.SynramOnDLS(1) == 1 and halco.SynramOnDLS(1) != halco.HemisphereOnDLS(1)
    both = {halco.SynramOnDLS(1): "array", halco.HemisphereOnDLS(1): "hemisphere"}
    assert len(both) == 2
    neuron = halco.AtomicNeuronOnDLS(x=3, y=1)
    assert neuron is halco.AtomicNeuronOnDLS(halco.common.Enum(259))
    assert pickle.loads(pickle.dumps(neuron)) is neuron and copy.deepcopy(neuron) is neuron
    assert [int(place) for place in halco.iter_all(halco.SynramOnDLS)] == [0, 1]


def test_containers_are_views_on_words():
    config = hal.ColumnCurrentQuad()
    switch = hal.ColumnCurrentQuad.ColumnCurrentSwitch()
    switch.enable_debug_excitatory = True
    config.set_switch(halco.EntryOnQuad(2), switch)
    assert config.get_switch(halco.EntryOnQuad(2)) == switch
    assert config.get_switch(halco.EntryOnQuad(1)) != switch
    mux = hal.PadMultiplexerConfig()
    mux.capmem_v_out_mux[halco.CapMemBlockOnDLS(3)] = True
    assert list(mux.capmem_v_out_mux) == [False, False, False, True]
    other = hal.PadMultiplexerConfig(mux)
    other.capmem_v_out_mux[halco.CapMemBlockOnDLS(3)] = False
    assert mux != other and pickle.loads(pickle.dumps(mux)) == mux


def test_a_neuron_takes_over_configurations():
    neuron, config = lola.AtomicNeuron(), hal.NeuronConfig()
    config.enable_readout_amplifier = True
    config.readout_source = hal.NeuronConfig.ReadoutSource.exc_synin
    neuron.set_from(config)
    assert neuron.readout.enable_amplifier
    assert neuron.readout.source is lola.AtomicNeuron.Readout.Source.exc_synin
    assert neuron.asNeuronConfig() == config


# ---- programs


def test_containers_are_encoded_when_they_are_written(connection):
    config = hal.CADCConfig()
    config.reset_wait = 7

    def build(builder):
        builder.write(halco.CADCConfigOnDLS(1), config)
        config.reset_wait = 9
        return builder.read(halco.CADCConfigOnDLS(1))

    ticket, _ = run(connection, build)
    assert ticket.get().reset_wait == 7


def test_tickets_survive_merging_and_wait_for_the_run(connection):
    first, second = sta.PlaybackProgramBuilder(), sta.PlaybackProgramBuilder()
    before = first.read(halco.CADCConfigOnDLS(0))
    after = second.read(halco.AtomicNeuronOnDLS(x=5, y=1))
    first.merge_back(second)
    assert second.empty()
    with pytest.raises(RuntimeError, match="not run"):
        after.get()
    sta.run(connection, [first.done()])
    assert before.fpga_time < after.fpga_time
    assert isinstance(after.get(), lola.AtomicNeuron) and isinstance(before.get(), hal.CADCConfig)


def test_waits_and_host_latency_take_chip_time(connection):
    connection.host_latency = 125_000

    def build(builder):
        builder.write(halco.TimerOnDLS(), hal.Timer())
        builder.block_until(halco.TimerOnDLS(), hal.Timer.Value(1000))
        return builder.read(halco.TimerOnDLS()), builder.read(halco.NullPayloadReadableOnFPGA())

    before = connection.chip.seconds
    (timer, null), _ = run(connection, build)
    assert timer.get().value == 1000 == timer.fpga_time and null.fpga_time > 1000
    assert connection.chip.seconds - before == pytest.approx(1e-3 + 8e-6, abs=3e-6)


def test_a_row_of_samples_is_one_conversion(connection):
    place = halco.CADCSampleRowOnDLS(block=halco.SynapseRowOnSynram(), synram=halco.SynramOnDLS(1))
    ticket, _ = run(connection, lambda builder: builder.read(place))
    row = ticket.get()
    assert row.causal.to_numpy().shape == row.acausal.to_numpy().shape == (256,)
    assert 0 < np.median(row.causal.to_numpy()) < 255


def test_a_synapse_matrix_reads_back(connection, rng):
    matrix = lola.SynapseMatrix()
    for grid, end in ((matrix.weights, 64), (matrix.labels, 64), (matrix.amp_calibs, 4),
                      (matrix.time_calibs, 4)):
        grid.from_numpy(rng.integers(0, end, (256, 256)))

    def build(builder):
        builder.write(halco.SynramOnDLS(1), matrix)
        quad = halco.SynapseQuadOnDLS(
            halco.SynapseQuadOnSynram(halco.SynapseQuadColumnOnDLS(9), halco.SynapseRowOnSynram(7)),
            halco.SynramOnDLS(1))
        return builder.read(halco.SynramOnDLS(1)), builder.read(quad)

    (ticket, quad), _ = run(connection, build)
    assert ticket.get() == matrix
    columns = [int(one) for one in halco.SynapseQuadColumnOnDLS(9).toSynapseOnSynapseRow()]
    assert [int(one) for one in quad.get().weights] == (
        matrix.weights.to_numpy()[7, columns].tolist())


def test_files_hold_whole_synapse_arrays(rng):
    matrix = lola.SynapseMatrix()
    matrix.weights.from_numpy(rng.integers(0, 64, (256, 256)))
    matrix.time_calibs.from_numpy(rng.integers(0, 4, (256, 256)))
    entries = [(halco.SynramOnDLS(1), matrix), (halco.CADCConfigOnDLS(1), hal.CADCConfig())]
    back = sta.DumperDone()
    sta.from_portablebinary(back, sta.to_portablebinary(sta.DumperDone(entries)))
    assert back.tolist() == entries


def test_a_refused_program_leaves_the_chip_as_it_was(connection):
    before = connection.chip.save()
    builder = sta.PlaybackProgramBuilder()
    builder.write(halco.CADCConfigOnDLS(0), hal.CADCConfig())
    builder._add(0, 0xFFFF_FFFF, 1)
    with pytest.raises(RuntimeError, match="0xffffffff|4294967295|no register"):
        sta.run(connection, builder.done())
    assert connection.chip.save() == before


def test_the_madc_records_a_neuron_in_cycles_of_8_ns(connection):
    def build(builder):
        config = hal.MADCConfig()
        config.number_of_samples = 100
        builder.write(halco.MADCConfigOnDLS(), config)
        neuron = hal.NeuronConfig()
        neuron.enable_readout = neuron.enable_readout_amplifier = True
        builder.write(halco.NeuronConfigOnDLS(halco.common.Enum(4)), neuron)
        buffer = hal.ReadoutSourceSelection.SourceMultiplexer()
        buffer.neuron_even[halco.HemisphereOnDLS(0)] = True
        sources = hal.ReadoutSourceSelection()
        sources.set_buffer(halco.SourceMultiplexerOnReadoutSourceSelection(0), buffer)
        builder.write(halco.ReadoutSourceSelectionOnDLS(), sources)
        builder.write(halco.TimerOnDLS(), hal.Timer())
        for start in (1000, 3000):
            builder.block_until(halco.TimerOnDLS(), hal.Timer.Value(start))
            control = hal.MADCControl()
            control.start_recording = True
            builder.write(halco.MADCControlOnDLS(), control)
        builder.block_until(halco.TimerOnDLS(), hal.Timer.Value(5000))
        return builder.read(halco.NullPayloadReadableOnFPGA())

    _, program = run(connection, build)
    samples = program.madc_samples.to_numpy()
    assert samples.dtype.names == ("value", "channel", "fpga_time", "chip_time")
    assert len(samples) == 200 and len(program.spikes) == 0
    rate = hal.MADCConfig().calculate_sample_rate(
        hal.ADPLL().calculate_output_frequency(output=hal.ADPLL.Output.dco))
    assert np.diff(samples["chip_time"][:100].astype(int)).mean() * 8e-9 == pytest.approx(
        1 / rate, rel=0.02)
    assert samples["chip_time"][100] - samples["chip_time"][0] == 2000


def test_the_board_drives_the_converters(connection):
    """The board's converter, through the pad, at all CADC channels."""

    def build(builder, volts):
        mux = hal.PadMultiplexerConfig()
        mux.cadc_debug_acausal_to_synapse_intermediate_mux = True
        mux.cadc_debug_causal_to_synapse_intermediate_mux = True
        mux.synapse_intermediate_mux_to_pad = True
        builder.write(halco.PadMultiplexerConfigOnDLS(), mux)
        register = hal.ShiftRegister()
        register.select_analog_readout_mux_1_input = (
            register.AnalogReadoutMux1Input.readout_chain_0)
        register.select_analog_readout_mux_2_input = register.AnalogReadoutMux2Input.v_reset
        builder.write(halco.ShiftRegisterOnBoard(), register)
        block = lola.DACChannelBlock().default_ldo_2
        block.set_voltage(halco.DACChannelOnBoard.mux_dac_25, volts)
        builder.write(halco.DACChannelBlockOnBoard(), block)
        quad = hal.ColumnCorrelationQuad()
        switch = hal.ColumnCorrelationQuad.ColumnCorrelationSwitch()
        switch.enable_debug_causal = switch.enable_debug_acausal = True
        for entry in halco.iter_all(halco.EntryOnQuad):
            quad.set_switch(entry, switch)
        for place in halco.iter_all(halco.ColumnCorrelationQuadOnDLS):
            builder.write(place, quad)
        return builder.read(halco.CADCSampleRowOnDLS())

    tickets = [
        run(connection, lambda builder, v=volts: build(builder, v))[0] for volts in (0.4, 0.6, 0.8)]
    means = [ticket.get().causal.to_numpy().mean() for ticket in tickets]
    assert means[0] + 20 < means[1] and means[1] + 20 < means[2]


# ---- lists


def test_a_recorded_list_is_a_file_that_a_chip_takes(chip):
    dumper = sta.PlaybackProgramBuilderDumper()
    config = hal.CADCConfig()
    config.reset_wait = 33
    dumper.write(halco.TimerOnDLS(), hal.Timer())
    dumper.block_until(halco.TimerOnDLS(), hal.Timer.Value(5))
    dumper.write(halco.CADCConfigOnDLS(0), hal.CADCConfig())
    dumper.write(halco.CADCConfigOnDLS(0), config)
    done = dumper.done()
    chip.apply_cocolist(sta.to_portablebinary(done))
    assert chip.read_container("CADCConfig", 0)["reset_wait"] == 33
    assert "reset_wait" in sta.to_json(done)
    done.remove_block_until()
    done.squash()
    assert len(done.tolist()) == 2
    left = sta.convert_to_chip(done, lola.Chip())
    assert left.get(hal.CADCConfig, halco.CADCConfigOnDLS(0)) == config


def test_the_default_chip_has_every_container_once():
    chip = lola.Chip()
    neuron = chip.neuron_block.atomic_neurons[halco.AtomicNeuronOnDLS()]
    assert neuron == lola.AtomicNeuron() and chip == pickle.loads(pickle.dumps(chip))
    neuron.leak.v_leak = 500
    chip.neuron_block.atomic_neurons[halco.AtomicNeuronOnDLS()] = neuron
    assert chip != lola.Chip()


# ---- connections, refusals, targets


def test_the_chip_is_that_of_hxtorch(chip):
    with _hardware.use_chip(chip):
        with hxcomm.ManagedConnection() as connection:
            assert connection.chip is chip and len(connection) == 1
            assert connection.get_unique_identifier() == _hardware.get_unique_identifier()


def test_a_mock_connection_reads_zeros():
    manager = hxcomm.ManagedMultiZeroMockConnection()
    connection = manager.__enter__()
    ticket, _ = run(connection, lambda builder: builder.read(halco.CADCSampleRowOnDLS()))
    assert not ticket.get().causal.to_numpy().any()
    manager.__exit__()


@pytest.mark.parametrize("use", [
    hal.SpikeCounterRead, hal.PPUControlRegister, sta.AbsoluteTimePlaybackProgramBuilder,
    hxcomm.launch_quiggeldy_locally_from_env])
def test_what_is_not_modelled_says_so_when_it_is_used(use):
    with pytest.raises(RuntimeError, match="not modelled: "):
        use()


def test_targets_are_pickled_and_checked():
    target = pyccalix.HagenCalibTarget()
    place = halco.AtomicNeuronOnDLS(7, 1)
    target.neuron_target.tau_mem[place] = 20e-6
    target.neuron_target.tau_syn[place][halco.SynapticInputOnNeuron.inhibitory] = 1e-6
    other = pickle.loads(pickle.dumps(target))
    assert other.neuron_target.tau_mem[place] == 20e-6
    assert other.neuron_target.tau_syn.to_numpy()[263].tolist() == [0.32e-6, 1e-6]
    assert target.cadc_target.dynamic_range.to_tuple() == (150, 500)
    with pytest.raises(TypeError):
        target.neuron_target.tau_mem[place] = "20 us"


def test_vectors_become_events_of_their_rows():
    builder = sta.PlaybackProgramBuilder()
    vector = np.zeros(256, int)
    vector[[0, 3]] = 5, 7
    pyccalix.hagen.send_vectors(
        builder, vector, num_sends=2, wait_period=5, synram_coord=halco.SynramOnDLS(1),
        synram_selection_bit=13)
    assert len(builder) == 1 + 2 * 2 * 2
    events = [int(one) for one in builder._records[1::2]][1::2]
    labels = [halco.SpikeLabel(one) for one in events]
    assert [int(label.get_synapse_label()) for label in labels] == [37, 7, 37, 7]
    assert {int(label.get_neuron_label()) >> 13 for label in labels} == {1}
    assert [int(label.get_spl1_address()) for label in labels] == [0, 1, 0, 1]


def test_a_chip_refuses_to_count_spikes_by_name(connection):
    with pytest.raises(RuntimeError, match="SpikeCounterRead"):
        run(connection, lambda builder: builder.read(halco.SpikeCounterReadOnDLS()))


def recorded_list():
    """A list with everything that calix's results write, and waits."""
    dumper = sta.PlaybackProgramBuilderDumper()
    neuron = lola.AtomicNeuron()
    neuron.leak.v_leak = hal.CapMemCell.Value(500)
    neuron.refractory_period.input_clock = neuron.RefractoryPeriod.InputClock(1)
    dumper.write(halco.AtomicNeuronOnDLS(x=7, y=1), neuron)
    dumper.write(halco.TimerOnDLS(), hal.Timer())
    dumper.block_until(halco.TimerOnDLS(), hal.Timer.Value(2**32 - 1))
    dumper.block_until(halco.BarrierOnFPGA(), hal.Barrier.omnibus | hal.Barrier.jtag)
    register = hal.ShiftRegister()
    register.select_analog_readout_mux_1_input = register.AnalogReadoutMux1Input.readout_chain_1
    register.select_analog_readout_mux_2_input = register.AnalogReadoutMux2Input.v_reset
    register.enable_led[halco.LEDOnBoard.led_3] = True
    dumper.write(halco.ShiftRegisterOnBoard(), register)
    block = lola.DACChannelBlock.default_ldo_2
    block.set_voltage(halco.DACChannelOnBoard.mux_dac_25, 1.2)
    dumper.write(halco.DACChannelBlockOnBoard(), block)
    dumper.write(halco.DACChannelOnBoard.v_res_meas, hal.DACChannel(77))
    dumper.write(halco.TimerOnDLS(), hal.Timer())
    return dumper.done()


def test_a_recorded_list_reads_back_equal_in_both_forms():
    done = recorded_list()
    for write, read in [
            (sta.to_portablebinary, sta.from_portablebinary), (sta.to_json, sta.from_json)]:
        back = sta.DumperDone()
        read(back, write(done))
        assert back == done
        assert write(back) == write(done)
    assert len(done.tolist()) == 8


def test_files_hold_nothing_else_and_damaged_ones_are_refused():
    dumper = sta.PlaybackProgramBuilderDumper()
    dumper.write(halco.SpikePack1ToChipOnDLS(), hal.SpikePack1ToChip([3]))
    with pytest.raises(RuntimeError, match="a SpikePack1ToChip cannot be stored"):
        sta.to_json(dumper.done())
    with pytest.raises(RuntimeError, match="before its content is complete"):
        sta.from_portablebinary(sta.DumperDone(), sta.to_portablebinary(recorded_list())[:-3])


def test_converters_and_switches_are_those_of_the_board():
    block = lola.DACChannelBlock()
    block.set_voltage(halco.DACChannelOnBoard.mux_dac_25, 1.2)
    assert block.value[halco.DACChannelOnBoard.mux_dac_25] == 1965
    assert block.get_voltage(halco.DACChannelOnBoard.mux_dac_25) == pytest.approx(1.2, abs=7e-4)
    block.set_voltage(halco.DACChannelOnBoard.v_reset, 1.2)
    assert block.value[halco.DACChannelOnBoard.v_reset] == 4095
    with pytest.raises(ValueError):
        block.set_voltage(halco.DACChannelOnBoard.vdd12_pll, 1.2)
    with pytest.raises(OverflowError):
        block.set_voltage(halco.DACChannelOnBoard.mux_dac_25, 2.6)
    assert lola.DACChannelBlock.default_ldo_2 == lola.DACChannelBlock().default_ldo_2
    assert halco.DACChannelOnBoard(halco.DACChannelOnDAC(7), halco.DACOnBoard(0)) is (
        halco.DACChannelOnBoard.mux_dac_25)
    for value in (block, hal.ShiftRegister(), hal.Barrier.omnibus):
        assert pickle.loads(pickle.dumps(value)) == value and copy.deepcopy(value) == value


def test_the_madc_records_a_pad(connection):
    """The sweep of a converter that calix records with the MADC."""

    def build(builder):
        register = hal.ShiftRegister()
        register.select_analog_readout_mux_1_input = (
            register.AnalogReadoutMux1Input.readout_chain_0)
        register.select_analog_readout_mux_2_input = register.AnalogReadoutMux2Input.mux_dac_25
        builder.write(halco.ShiftRegisterOnBoard(), register)
        mux = hal.PadMultiplexerConfig()
        mux.debug_to_pad = True
        builder.write(halco.PadMultiplexerConfigOnDLS(0), mux)
        sources = hal.ReadoutSourceSelection()
        source = sources.SourceMultiplexer()
        source.debug_plus = True
        sources.set_buffer(halco.SourceMultiplexerOnReadoutSourceSelection(0), source)
        builder.write(halco.ReadoutSourceSelectionOnDLS(), sources)
        builder.write(halco.MADCConfigOnDLS(), hal.MADCConfig())
        control = hal.MADCControl()
        control.start_recording = control.enable_continuous_sampling = True
        builder.write(halco.TimerOnDLS(), hal.Timer())
        builder.write(halco.MADCControlOnDLS(), control)
        for step, volts in enumerate((0.2, 0.9)):
            block = lola.DACChannelBlock()
            block.set_voltage(halco.DACChannelOnBoard.mux_dac_25, volts)
            channel = hal.DACChannel(block.value[halco.DACChannelOnBoard.mux_dac_25])
            builder.write(halco.DACChannelOnBoard.mux_dac_25, channel)
            builder.block_until(halco.TimerOnDLS(), hal.Timer.Value(1250 * (step + 1)))
        control.start_recording, control.stop_recording = False, True
        builder.write(halco.MADCControlOnDLS(), control)

    _, program = run(connection, build)
    values = program.madc_samples.to_numpy()["value"].astype(float)
    half = len(values) // 2
    low, high = values[20:half - 20].mean(), values[half + 20:].mean()
    assert high / low == pytest.approx(0.9 / 0.2, rel=0.03) and low > 50


def test_targets_have_the_ranges_of_calix():
    ranges = {
        pyccalix.CADCCalibTarget: (70, 550), pyccalix.HagenCalibTarget: (150, 500),
        pyccalix.HagenSyninCalibTarget: (150, 340)}
    for kind, expected in ranges.items():
        target = kind()
        cadc = target if kind is pyccalix.CADCCalibTarget else target.cadc_target
        assert cadc.dynamic_range.to_tuple() == expected
        assert cadc.read_range.to_tuple() == (20, 220)


@pytest.mark.parametrize(("name", "reason"), [
    ("enable_threshold_comparator", "no spikes"), ("enable_membrane_offset", "offset current"),
    ("enable_synaptic_input_excitatory_coba_mode", "currents"),
    ("enable_multicomp_conductance", "one compartment"), ("enable_adaptation", "adapt")])
def test_switches_of_parts_that_are_left_out_are_refused_by_name(connection, name, reason):
    builder, config = sta.PlaybackProgramBuilder(), hal.NeuronConfig()
    builder.write(halco.NeuronConfigOnDLS(), config)
    sta.run(connection, builder.done())
    setattr(config, name, True)
    neuron = lola.AtomicNeuron()
    neuron.set_from(config)
    for place, container in [
            (halco.NeuronConfigOnDLS(), config), (halco.AtomicNeuronOnDLS(), neuron)]:
        inner = sta.PlaybackProgramBuilder()
        inner.write(place, container)
        builder.merge_back(inner)
        program = builder.done()
        with pytest.raises(RuntimeError, match=f"not modelled: NeuronConfig.{name} .*{reason}"):
            sta.run(connection, program)
        assert not program.valid
        with hxcomm.ManagedMultiZeroMockConnection() as mock:
            sta.run(mock, program)
    sta.run(connection, builder.done())


def test_short_term_plasticity_is_refused_and_hagen_modulation_is_not(connection):
    builder, config = sta.PlaybackProgramBuilder(), hal.SynapseDriverConfig()
    config.enable_stp = True
    builder.write(halco.SynapseDriverOnDLS(), config)
    with pytest.raises(RuntimeError, match="not modelled: SynapseDriverConfig.enable_stp"):
        sta.run(connection, builder.done())
    config.enable_hagen_modulation = True
    builder.write(halco.SynapseDriverOnDLS(), config)
    sta.run(connection, builder.done())


def test_correlation_sensors_are_refused_by_the_chip_and_read_zeros_without(connection):
    spiking, synram, quad = pyccalix.spiking, halco.SynramOnDLS(), halco.SynapseQuadColumnOnDLS()
    for name, arguments in [
            ("send_prepulse", (synram, 3)), ("send_postpulse", (quad, synram)),
            ("reset_correlation", (quad, synram)), ("read_correlation", (quad, synram))]:
        builder = sta.PlaybackProgramBuilder()
        tickets = getattr(spiking, name)(builder, *arguments)
        with pytest.raises(RuntimeError, match=f"not modelled: {name} "):
            sta.run(connection, builder.done())
    assert spiking.evaluate_correlation(tickets).shape == (4, 256, 2)


def test_targets_of_spiking_neurons_can_be_set_and_refuse_to_be_used():
    target = pyccalix.SpikingCalibTarget()
    target.neuron_target.leak.fill(80)
    place = halco.AtomicNeuronOnDLS(3)
    target.neuron_target.tau_syn[place].fill(2e-6)
    assert target.neuron_target.leak[place] == 80
    for use in (target.neuron_target.leak.to_numpy, target.neuron_target.tau_mem.as_quantity,
                target.stp_target.v_charge_0.to_numpy, lambda: target.neuron_target.tau_mem.size):
        with pytest.raises(RuntimeError, match="not modelled: (NeuronCalibTarget|STPCalibTarget)"):
            use()
    with pytest.raises(RuntimeError, match="not modelled: NeuronCalibTarget"):
        copy.copy(target).neuron_target.leak.to_numpy()


def test_arrays_of_spiking_neurons_can_be_used_outside_of_a_target():
    times = pyccalix.NeuronCalibTarget.PerNeuronTimeConstant()
    times.fill(2e-6)
    assert (times.to_numpy() == 2e-6).all()
