"""Chips: products, registers, traces, copies, refusals."""

import copy
import gc
import json
import os
import pickle
import re
import subprocess
import sys
import threading

import numpy as np
import pytest

import bss2emu

KEY = "synram.synapse.slew_rate"


def product(rng, batch=4, rows=100, columns=30):
    return rng.integers(0, 32, (batch, rows)), rng.integers(-63, 64, (rows, columns))


def test_equal_seeds_give_equal_bytes(chip, rng):
    x, w = product(rng)
    assert np.array_equal(chip.copy().mac(x, w), chip.mac(x, w))


def test_other_seeds_are_other_chips(chip, rng):
    x, w = product(rng)
    other = bss2emu.Chip("typical", 1)
    other.apply(chip.calibration)
    assert not np.array_equal(other.mac(x, w), chip.mac(x, w))


def test_threads_and_splits_change_nothing(chip, rng):
    x, w = product(rng, batch=37, rows=300, columns=300)
    # Every call is a run of the chip, and runs drift apart.
    steady = {"run.drift": 0}
    one = bss2emu.Chip("typical", 0, threads=1, effects=steady)
    one.apply(chip.calibration)
    two = bss2emu.Chip("typical", 0, threads=2, effects=steady)
    two.apply(chip.calibration)
    parts = np.concatenate([one.mac(x[:5], w), one.mac(x[5:], w)])
    assert np.array_equal(parts, two.mac(x, w))


def test_the_first_product_of_the_tutorial_is_near_its_printed_one(chip):
    # brainscales2-demos tp_01: ten columns, mean 58.6; five seeds of typical: 59.3 to 61.6.
    result = chip.mac([15] * 100, np.full((100, 10), 21))
    assert 54 < result.mean() < 66


def test_a_vector_gives_a_vector(chip):
    assert chip.mac([1, 2], np.ones((2, 5), int)).shape == (5,)
    assert chip.mac([[1, 2]], np.ones((2, 5), int)).shape == (1, 5)
    assert chip.mac([[1, 2]], np.ones((2, 5), int)).dtype == np.int8


def test_an_ideal_chip_computes_the_product(rng):
    ideal = bss2emu.calibrated("ideal")
    x, w = rng.integers(0, 32, (8, 128)), rng.integers(-20, 21, (128, 64))
    exact = x @ w
    result = ideal.mac(x, w)
    inside = abs(result) < 80
    gain = np.median(result[inside & (abs(exact) > 4000)] / exact[inside & (abs(exact) > 4000)])
    assert abs(result - exact * gain)[inside].max() < 2.5


@pytest.mark.parametrize("inputs, weights, error", [
    ([32], [[1]], bss2emu.OutOfRangeError), ([-1], [[1]], OverflowError),
    ([1], [[64]], OverflowError), ([1], [[-64]], OverflowError),
    ([0.5], [[1]], OverflowError), ([float("nan")], [[1]], OverflowError),
    ([1, 2], [[1]], ValueError), ([[[1]]], [[1]], ValueError), ([1], [1], ValueError),
    (["a"], [[1]], TypeError), (np.zeros((0, 1), int), [[1]], RuntimeError),
    (np.zeros((1, 0), int), np.zeros((0, 1), int), RuntimeError),
])
def test_wrong_operands_are_refused(chip, inputs, weights, error):
    with pytest.raises(error):
        chip.mac(inputs, weights)


@pytest.mark.parametrize("option", [
    {"num_sends": 0}, {"num_sends": -1}, {"wait_between_events": 0}, {"num_sends": 10**9},
    {"stream": -1}, {"stream": 2**24}])
def test_wrong_options_are_refused(chip, option):
    with pytest.raises(bss2emu.OutOfRangeError):
        chip.mac([1], [[1]], **option)


def test_counts_that_are_not_whole_are_refused(chip):
    with pytest.raises(TypeError):
        chip.mac([1], [[1]], num_sends=1.5)


def test_a_pickled_chip_goes_on_where_it_was(chip, rng):
    x, w = product(rng)
    chip.mac(x, w)
    copied = pickle.loads(pickle.dumps(chip))
    assert np.array_equal(copied.mac(x, w), chip.mac(x, w))
    assert copy.deepcopy(chip).identifier == chip.identifier


def test_a_state_is_saved_and_restored(chip, rng):
    x, w = product(rng)
    chip.write_container("SynapseDriverConfig", 0, hagen_dac_offset=3)
    state = chip.save()
    first = chip.mac(x, w)
    chip.write_container("SynapseDriverConfig", 0, hagen_dac_offset=40)
    chip.restore(state)
    assert np.array_equal(chip.mac(x, w), first)
    copied = pickle.loads(pickle.dumps(chip))
    assert np.array_equal(copied.mac(x, w), chip.mac(x, w))
    assert copied.read_container("SynapseDriverConfig", 0)["hagen_dac_offset"] == 3
    for damaged in (b"", state[:-1], state[:100], b"x" + state):
        with pytest.raises(bss2emu.ChipError):
            chip.restore(damaged)
    with pytest.raises(bss2emu.ChipError, match="typical-0"):
        bss2emu.Chip("typical", 1).restore(state)


def test_noise_can_be_repeated(chip, rng):
    x, w = product(rng)
    position = chip.noise_position()
    first = chip.mac(x, w)
    assert chip.noise_position() == position + len(x)
    assert not np.array_equal(chip.mac(x, w), first)
    chip.seek_noise(position)
    assert np.array_equal(chip.mac(x, w), first)


def test_registers_are_read_back(chip):
    # A hagen DAC offset of a driver lies in its configuration word. haldls: SynapseDriverConfig
    word = chip.read([0x110400])
    chip.write([0x110400], word)
    assert chip.read([0x110400]) == word
    with pytest.raises(bss2emu.ChipError, match="0x"):
        chip.read([0xdeadbeef])


def test_cadc_reads_near_the_calibrated_rest(chip):
    causal, acausal = chip.read_cadc(0)
    assert causal.shape == acausal.shape == (256,)
    with pytest.raises(bss2emu.OutOfRangeError):
        chip.read_cadc(2)


def test_a_probe_sees_the_membrane_step_up_and_down(chip):
    up = chip.probe([31], [[63]], 0)
    down = chip.probe([31], [[-63]], 0)
    # Where no event leaves it; the trace begins before the reset, at any potential.
    rest = chip.probe([0], [[63]], 0).membrane[-1]
    assert up.membrane[-1] > rest + 0.001
    assert down.membrane[-1] < rest - 0.001
    assert len(up.seconds) == len(up.excitatory) == len(up.membrane)


def test_the_madc_records(chip):
    trace = chip.record(3, duration=20e-6)
    assert len(trace.values) == len(trace.seconds) > 100
    with pytest.raises(ValueError):
        chip.record(3, labels=[1])


def test_threads_queue_on_one_chip(chip, rng):
    x, w = product(rng, batch=50)
    alone = [chip.copy().mac(x, w, stream=s) for s in range(4)]
    results = [None] * 4

    def run(stream):
        results[stream] = chip.mac(x, w, stream=stream)

    threads = [threading.Thread(target=run, args=(s,)) for s in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for expected, found in zip(alone, results):
        assert np.array_equal(expected, found)


def test_the_library_survives_a_fork(chip, rng):
    x, w = product(rng, batch=300, rows=128, columns=256)
    chip.mac(x, w)
    expected = chip.copy().mac(x, w)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, bytes([np.array_equal(chip.mac(x, w), expected)]))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 1) == b"\x01"
    assert np.array_equal(chip.mac(x, w), expected)


def test_a_freed_handle_is_an_error(chip):
    from bss2emu._library import library

    copied = chip.copy()
    handle = copied._handle
    del copied
    gc.collect()
    assert library.bss2_chip_status(handle, None, None) == -3
    assert b"freed" in library.bss2_last_error()


def test_calibrations_are_kept_in_files(chip, tmp_path):
    pytest.importorskip("h5py")
    for name in ("c.npz", "c.h5"):
        chip.calibration.save(tmp_path / name)
        assert bss2emu.Calibration.load(tmp_path / name) == chip.calibration
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.h5", "c.npz"]
    (tmp_path / "bad.npz").write_bytes(b"PK\x03\x04nonsense")
    with pytest.raises(bss2emu.CalibrationFileError):
        bss2emu.Calibration.load(tmp_path / "bad.npz")


def test_calibrations_are_found_in_the_cache(chip, tmp_path, monkeypatch):
    from bss2emu import _cache

    monkeypatch.setenv("BSS2EMU_CACHE", str(tmp_path))
    path = _cache.path(chip._handle)
    _cache.store(path, chip.calibration)
    fresh = bss2emu.Chip("typical", 0)
    assert fresh.calibrate(progress=lambda *_: pytest.fail("calibrated anew")) == chip.calibration
    content = path.read_bytes()
    for damaged in (b"damaged", content[:-9], content[:40] + b"x" + content[41:]):
        path.write_bytes(damaged)
        assert _cache.load(path) is None


def test_names_in_the_cache_depend_on_all_that_a_calibration_depends_on(chip):
    from bss2emu import _cache

    def name(*arguments, request=None, **options):
        other = bss2emu.Chip(*arguments, **options)
        return _cache.path(other._handle, request).name

    own = name("typical", 0)
    assert own == name("typical", 0, run_seed=7, threads=1)
    assert own == name("typical", 0, request=chip.calibration)
    parameters = chip.configuration.with_parameters(synram__synapse__spread=0.02)
    others = {name("typical", 1), name("ideal", 0), name(parameters, 0),
              name("typical", 0, effects={"cadc.noise": 0.5}), own}
    assert len(others) == 5 and all(len(other.encode()) < 255 for other in others)
    assert re.fullmatch(r"hagen-typical-0-[0-9a-f]{32}\.calibration", own)
    assert re.fullmatch(r"[0-9a-f]{12}", bss2emu.__physics__)


def test_the_program_shares_the_cache(request, chip, tmp_path, monkeypatch):
    program = request.config.getoption("--bss2")
    if not program:
        pytest.skip("give the program with --bss2 PATH")
    monkeypatch.setenv("BSS2EMU_CACHE", str(tmp_path / "cache"))
    for target in ("hagen", "hagen_synin"):
        subprocess.run([program, "calibrate", "--chip", "ideal", "--target", target, "--no-pictures",
                        "--out", str(tmp_path / "out")], check=True, capture_output=True)
        bss2emu.Chip("ideal").calibrate(
            target, progress=lambda *_: pytest.fail("calibrated anew"))
    bss2emu.Chip("ideal", 1).calibrate()
    done = subprocess.run([program, "calibrate", "--chip", "ideal", "--seed", "1", "--no-pictures",
                           "--out", str(tmp_path / "out")], check=True, capture_output=True, text=True)
    assert "from the cache" in done.stdout
    shown = [subprocess.run([*command, "cache", "info"], check=True, capture_output=True, text=True)
             for command in ([program], [sys.executable, "-m", "bss2emu"])]
    assert shown[0].stdout == shown[1].stdout and shown[0].stdout.startswith("kept: 3 files")
    versions = [subprocess.run([*command, "--version"], check=True, capture_output=True, text=True)
                for command in ([program], [sys.executable, "-m", "bss2emu"])]
    assert f"bss2emu {versions[0].stdout}" == versions[1].stdout


def test_configurations_name_what_is_wrong(tmp_path):
    with pytest.raises(bss2emu.ConfigurationError, match="typical"):
        bss2emu.ChipConfiguration.load("typcal")
    with pytest.raises(bss2emu.ConfigurationError, match="cadc.noise"):
        bss2emu.Chip("typical", effects="cadc.noize=0")
    with pytest.raises(bss2emu.ConfigurationError, match="0 to 100"):
        bss2emu.Chip("typical", effects={"cadc.noise": -1})
    pytest.importorskip("yaml")
    own = tmp_path / "own.yaml"
    own.write_text(
        "name: own\nextends: typical\nparameters:\n"
        f"  {KEY}: {{value: 62.5 kV/s, source: me, status: assumed}}\neffects: {{cadc.noise: 0}}\n")
    config = bss2emu.ChipConfiguration.load(own)
    assert config.parameters[KEY] == pytest.approx(62.5e3)
    own.write_text(own.read_text().replace("62.5 kV/s", "62.5 kV"))
    with pytest.raises(bss2emu.ConfigurationError, match=KEY):
        bss2emu.ChipConfiguration.load(own)


def test_presets_are_those_of_the_repository(repository):
    pytest.importorskip("yaml")
    sys.path.insert(0, str(repository / "python" / "tools"))
    import make_presets

    fresh = make_presets.read(repository / "configs" / "chips")
    assert sorted(fresh) == bss2emu.presets()
    assert fresh == bss2emu.configuration._presets()
    for name in fresh:
        path = repository / "configs" / "chips" / f"{name}.yaml"
        assert bss2emu.ChipConfiguration.load(path) == bss2emu.ChipConfiguration.load(name)
        assert set(bss2emu.ChipConfiguration.load(name).parameters) == set(bss2emu.parameters())
    assert bss2emu.ChipConfiguration.load("v2").effects["temperature"] == 0


def test_chip_files_are_read_and_refused_as_the_program_does(repository, tmp_path):
    pytest.importorskip("yaml")
    table = repository / "Tests" / "ChipConfigurationTests" / "Golden" / "chip_files.json"
    path = tmp_path / "own.yaml"
    for row in json.loads(table.read_text(encoding="utf-8")):
        path.write_text(row["text"], encoding="utf-8")
        if "settings" in row:
            config = bss2emu.ChipConfiguration.load(path)
            values = {
                **config.parameters, **{f"effects.{k}": v for k, v in config.effects.items()},
                **{f"drivers.{k}": v for k, v in config.drivers.items()},
                **{f"calibration.{k}": v for k, v in config.calibration.items()}}
            assert row["settings"].items() <= values.items(), row["text"]
            continue
        with pytest.raises(bss2emu.ConfigurationError) as caught:
            bss2emu.ChipConfiguration.load(path)
        sentence = f"{path}: {row['sentence']}"
        if sentence.endswith("("):
            assert str(caught.value).startswith(sentence) and len(str(caught.value)) > len(sentence)
        else:
            assert str(caught.value) == sentence


def test_files_that_cannot_be_read_are_named(tmp_path):
    pytest.importorskip("yaml")
    (tmp_path / "a.yaml").write_text("name: a\nextends: b.yaml\n")
    (tmp_path / "b.yaml").write_text("name: b\nextends: a.yaml\n")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x80")
    unreadable = "cannot be read (not a readable UTF-8 file); give the path of a readable UTF-8 file."
    for name, sentence in [
            ("a.yaml", "'extends' leads back to the file itself; extend another preset or file."),
            ("bytes.yaml", unreadable),
            (".", unreadable)]:
        with pytest.raises(bss2emu.ConfigurationError) as caught:
            bss2emu.ChipConfiguration.load(tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: {sentence}"


def test_quantities_are_judged_by_the_library():
    parse = bss2emu.configuration.parse_quantity
    assert parse(KEY, "62.5 kV/s") == 62.5e3
    with pytest.raises(bss2emu.ConfigurationError, match="use the unit V/s"):
        parse(KEY, "62.5 kV")
    with pytest.raises(bss2emu.ConfigurationError, match="did you mean"):
        bss2emu.ChipConfiguration.load("typical").with_parameters(cadc__noize=1)


def test_fixed_driver_registers_stay_as_they_are():
    config = bss2emu.configuration.from_document(
        {"name": "own", "extends": "typical",
         "drivers": {"stp_i_ramp": 420, "hagen_dac_offset": 3}}, "own.yaml")
    assert set(config.drivers) == {"stp_i_ramp", "hagen_dac_offset"}
    chip = bss2emu.Chip(config, 2)
    result = chip.calibrate(cache=False)
    offsets = np.asarray(result["synapse_driver/hagen_dac_offset"])
    assert set(offsets.ravel()) == {config.drivers["hagen_dac_offset"]}
    assert chip.copy().configuration.drivers == config.drivers


def test_chips_of_revision_2_are_calibrated_as_in_2021():
    config = bss2emu.ChipConfiguration.load("v2")
    assert config.calibration == {"calix": 2021}
    chip = bss2emu.Chip(config, 2)
    result = chip.calibrate(cache=False)
    # The synapse DACs stay at their largest bias.
    assert set(np.asarray(result["neuron/syn_i_bias_dac"]).ravel()) == {1022}
    assert chip.copy().configuration.calibration == config.calibration


@pytest.mark.parametrize("drivers", [
    {"stp_i_ramp": 400}, {"stp_i_ramp": 1023, "hagen_dac_offset": 3},
    {"stp_i_ramp": 1.5, "hagen_dac_offset": 3}, {"ramp": 1}, 7])
def test_wrong_driver_registers_are_refused(drivers):
    with pytest.raises(bss2emu.ConfigurationError, match="drivers"):
        bss2emu.configuration.from_document(
            {"name": "own", "extends": "typical", "drivers": drivers}, "own.yaml")


def test_importing_takes_less_than_a_third_of_a_second_beyond_numpy():
    code = (
        "import time, numpy; start = time.process_time(); import bss2emu; "
        "print(time.process_time() - start); import sys; assert 'torch' not in sys.modules")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(out.stdout) < 0.3


def test_results_are_those_of_the_program(request, chip, rng, tmp_path):
    program = request.config.getoption("--bss2")
    if not program:
        pytest.skip("give the program with --bss2 PATH")
    x, w = product(rng, batch=20, rows=200, columns=300)
    np.savetxt(tmp_path / "x.csv", x, "%d", ",")
    np.savetxt(tmp_path / "w.csv", w, "%d", ",")
    subprocess.run(
        [program, "mac", "--inputs", tmp_path / "x.csv", "--weights", tmp_path / "w.csv",
         "--num-sends", "2", "--wait", "3", "--out", tmp_path / "y.npy"], check=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)})
    assert np.array_equal(
        np.load(tmp_path / "y.npy"), chip.mac(x, w, num_sends=2, wait_between_events=3))


def test_a_fleet_is_several_chips(chip):
    fleet = bss2emu.Fleet([0])
    assert fleet[0].identifier == "typical-0"
    assert fleet.mac([1], [[1, 2]]).shape == (1, 2)
    assert next(fleet.cycle()) is fleet[0]
    with pytest.raises(ValueError):
        bss2emu.Fleet([])


def test_chips_for_a_training_change_every_few_steps():
    options = {"every": 2, "seeds": [0, 1], "config": "ideal", "threads": 1}
    chips = list(bss2emu.draw_chips(5, **options))
    assert [chip.seed for chip in chips] == [0, 0, 1, 1, 0]
    assert chips[0] is chips[1] and chips[0].calibration is not None
    hot = list(bss2emu.draw_chips(3, **options, schedules={
        "noise": (0, 2), "ota.offset": lambda progress: progress**2,
        "columns.temperature.chip": (300, 340)}))
    kinds = [chip.configuration for chip in hot]
    assert [kind.effects["ota.offset"] for kind in kinds] == [0, 0.25, 1]
    assert [kind.parameters["columns.temperature.chip"] for kind in kinds] == [300, 320, 340]
    # A group is a factor on strengths, and an ideal chip has no noise.
    assert {kind.effects["cadc.noise"] for kind in kinds} == {0}
    assert [chip.run_seed for chip in hot] == [0, 1, 2]
    assert all(chip.calibration == chips[0].calibration for chip in hot[:2])


@pytest.mark.parametrize("options, sentence", [
    ({"every": 0}, "must be 1 or more"), ({"seeds": []}, "seeds are empty"),
    ({"schedules": {"nois": (0, 1)}}, "'nois' is not an effect, a group of effects or a parameter"),
    ({"schedules": {"noise": 3}}, "must be .first, last. or a function"),
    ({"schedules": {"cadc.noise": (0, 1000)}}, "cadc.noise"),
    ({"schedules": {"columns.temperature.chip": (300, 3000)}}, "columns.temperature.chip")])
def test_schedules_that_cannot_be_followed_are_refused_at_once(options, sentence):
    with pytest.raises(ValueError, match=sentence):
        bss2emu.draw_chips(10, **options)


def test_containers_are_read_and_changed_by_their_fields(chip):
    before = chip.read_container("SynapseDriverConfig", 5)
    assert before["hagen_dac_offset"] == chip.calibration["synapse_driver/hagen_dac_offset"][5]
    chip.write_container("SynapseDriverConfig", 5, hagen_dac_offset=7)
    assert chip.read_container("SynapseDriverConfig", 5) == {**before, "hagen_dac_offset": 7}
    for wrong in ({"hagen_dac_ofset": 1}, {"hagen_dac_offset": 10**6}):
        with pytest.raises(bss2emu.ChipError, match="hagen_dac_of"):
            chip.write_container("SynapseDriverConfig", 5, **wrong)
    with pytest.raises(bss2emu.UnknownNameError):
        chip.read_container("NoSuchConfig", 0)
    with pytest.raises(bss2emu.OutOfRangeError):
        chip.read_container("SynapseDriverConfig", 10**6)


@pytest.mark.parametrize("name", ["hagen_cocolist.pbin", "hagen_cocolist.json.gz"])
def test_files_of_the_lab_hold_the_same_settings(chip, rng, tmp_path, name):
    from bss2emu import cocolist

    cocolist.write_file(chip, tmp_path / name)
    fresh = bss2emu.Chip("typical", 0)
    assert cocolist.apply_file(fresh, tmp_path / name) == "typical-0"
    x, w = product(rng, batch=20)
    expected = chip.mac(x, w)
    assert np.array_equal(pickle.loads(pickle.dumps(fresh)).mac(x, w), expected)
    assert np.array_equal(fresh.mac(x, w), expected)
    content = (tmp_path / name).read_bytes()
    for damaged in (b"", content[:-3], content[:len(content) // 2], b"nonsense", content + b"x"):
        with pytest.raises(RuntimeError):
            fresh.apply_cocolist(damaged)
