"""Recordings of a chip: their content, interruptions, and files that cannot go on."""

import os
import pathlib
import subprocess
import sys

import h5py
import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (bss2emu[torch])")

from bss2emu import TwinError, _hdf5, standin  # noqa: E402
from bss2emu.twin import _protocol, record  # noqa: E402

#: A protocol of few products.
SHORT = _protocol._Repeats(zero=1, rows=4, curve=1, drivers=1, weights=1, times=1)


@pytest.fixture
def connected(hardware, monkeypatch):
    """The connected chip under the name ``hxtorch``, and a short protocol."""
    monkeypatch.setattr(_protocol, "_QUICK", SHORT)
    was_active = standin.is_active()
    standin.activate(children=False)
    yield hardware
    if not was_active:
        standin.deactivate()


@pytest.fixture
def counted(monkeypatch):
    """The number of products, and the number after which one is interrupted."""
    state = {"calls": 0, "limit": None}
    measure = record._product

    def product(*arguments):
        if state["calls"] == state["limit"]:
            raise KeyboardInterrupt
        state["calls"] += 1
        return measure(*arguments)

    monkeypatch.setattr(record, "_product", product)
    return state


def content(path):
    """All results of a file by step."""
    with h5py.File(path) as file:
        return {name: step["results"][()] for name, step in file["steps"].items()}


def calls():
    return sum(step.calls for step in _protocol.steps(True))


def test_full_and_quick_protocols_have_the_vectors_that_the_documentation_states():
    full, quick = (sum(step.vectors for step in _protocol.steps(is_quick))
                   for is_quick in (False, True))
    assert 24_000 < full < 30_000
    assert quick < full / 5


def test_a_recording_holds_the_products_of_the_chip(connected, chip, tmp_path):
    position = chip.noise_position()
    record.record(tmp_path / "chip.h5", is_quick=True)
    with h5py.File(tmp_path / "chip.h5") as file:
        assert file.attrs["is_complete"] and file.attrs["protocol"] == _protocol.VERSION
        assert file.attrs["chip"] == f"emulated-{chip.identifier}"
        assert len(file["registers"]) == 0
    chip.seek_noise(position)
    results = content(tmp_path / "chip.h5")
    for step in _protocol.steps(True)[:3]:
        assert results[step.name].shape == step.shape
        for repeat in range(step.repeats):
            for matrix, weights in enumerate(step.weights):
                expected = chip.mac(
                    step.inputs, weights, num_sends=step.num_sends,
                    wait_between_events=step.wait_between_events)
                assert np.array_equal(results[step.name][repeat, matrix], expected)


def test_rows_are_large_and_end_before_the_results_saturate(connected, tmp_path):
    record.record(tmp_path / "chip.h5", is_quick=True)
    results = content(tmp_path / "chip.h5")
    step = next(step for step in _protocol.steps(True) if step.name == "rows")
    active = step.inputs.any(1)
    positive, negative = results["rows"].mean(0)[:, active].astype(float)
    assert 45 < positive.mean() < 75 and -75 < negative.mean() < -40
    assert np.mean(np.abs(results["rows"][:, :, active]) > 100) < 0.001


def test_an_interrupted_recording_goes_on_where_it_ended(connected, counted, tmp_path):
    path = tmp_path / "chip.h5"
    counted["limit"] = 30
    with pytest.raises(KeyboardInterrupt):
        record.record(path, is_quick=True)
    with h5py.File(path) as file:
        assert not file.attrs["is_complete"]
    before = content(path)
    counted["limit"] = None
    record.record(path, is_quick=True)
    assert counted["calls"] == calls()
    with h5py.File(path) as file:
        assert file.attrs["is_complete"]
    after = content(path)
    assert np.array_equal(before["zero"], after["zero"])
    assert np.array_equal(before["rows"], after["rows"])
    record.record(path, is_quick=True)
    assert counted["calls"] == calls()


def test_own_products_are_recorded_for_validation(connected, chip, tmp_path, rng):
    inputs, weights = rng.integers(0, 32, (5, 40)), rng.integers(-63, 64, (40, 10))
    record.record(
        tmp_path / "chip.h5", is_quick=True, inputs=inputs, weights=weights, num_sends=3)
    with h5py.File(tmp_path / "chip.h5") as file:
        step = file["steps/own"]
        assert step.attrs["is_validation"] and step.attrs["num_sends"] == 3
        assert np.array_equal(step["weights"][0, :40, :10], weights)
        assert np.array_equal(step["inputs"][:, :40], inputs)
        mean = step["results"][()].mean((0, 1))[:, :10]
    ideal = 0.002 * 3 * inputs @ weights
    assert np.corrcoef(mean.ravel(), ideal.ravel())[0, 1] > 0.9


@pytest.mark.parametrize("inputs, weights", [
    (np.zeros((2, 3)), np.zeros((4, 5))), (np.zeros(3), np.zeros((3, 5))),
    (np.zeros((2, 129)), np.zeros((129, 5))), (np.zeros((2, 3)), np.zeros((3, 513))),
    (np.zeros((0, 3)), np.zeros((3, 4))), (np.full((2, 3), 40, np.uint8), np.zeros((3, 4))),
])
def test_own_products_that_do_not_fit_are_refused(connected, tmp_path, inputs, weights):
    with pytest.raises(TwinError, match="allowed"):
        record.record(tmp_path / "chip.h5", is_quick=True, inputs=inputs, weights=weights)
    assert not (tmp_path / "chip.h5").exists()


def test_the_mock_has_no_pattern(connected, tmp_path):
    with pytest.raises(TwinError, match="mock.*no pattern"):
        record.record(tmp_path / "chip.h5", is_quick=True, mock=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("change, sentence", [
    (lambda path: path.write_bytes(path.read_bytes()[:-5000]), "cannot be read as a recording"),
    (lambda path: path.write_text("no HDF5"), "cannot be read as a recording"),
    (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!"), "its checksum differs"),
    (lambda path: changed(path, protocol=0), "version 0 of the protocol"),
    (lambda path: changed(path, content="calibration"), "is no recording"),
    (lambda path: changed(path, chip="cube 42"), "cube 42"),
    (lambda path: changed(path, is_quick=False), "quick and full recordings differ"),
    (lambda path: without(path, "steps/rows/results"), "damaged"),
    (lambda path: without(path, "registers"), "damaged"),
])
def test_files_that_cannot_go_on_are_refused(connected, counted, tmp_path, change, sentence):
    path = tmp_path / "chip.h5"
    counted["limit"] = 12
    with pytest.raises(KeyboardInterrupt):
        record.record(path, is_quick=True)
    change(path)
    before = path.read_bytes()
    with pytest.raises(TwinError, match=sentence):
        record.record(path, is_quick=True)
    assert path.read_bytes() == before and counted["calls"] == 12


def changed(path, **attributes):
    with h5py.File(path, "a") as file:
        file.attrs.update(attributes)
    path.write_bytes(_hdf5.sealed(path.read_bytes()))


def without(path, name):
    with h5py.File(path, "a") as file:
        del file[name]
    path.write_bytes(_hdf5.sealed(path.read_bytes()))


def test_another_calibration_is_refused(connected, counted, tmp_path):
    path, calibration = tmp_path / "chip.h5", tmp_path / "hagen_cocolist.pbin"
    calibration.write_bytes(b"registers")
    counted["limit"] = 12
    with pytest.raises(KeyboardInterrupt):
        record.record(path, is_quick=True, calibration=calibration)
    with h5py.File(path) as file:
        assert bytes(file["registers"][()]) == b"registers"
    with pytest.raises(TwinError, match="another calibration"):
        record.record(path, is_quick=True)
    with pytest.raises(TwinError, match="cannot be read"):
        record.record(path, is_quick=True, calibration=tmp_path / "missing.pbin")


@pytest.mark.parametrize("command", [
    ["-m", "bss2emu", "run", "-m", "bss2emu.twin.record"], ["-m", "bss2emu", "twin", "record"]])
def test_the_script_runs_under_the_drop_in(tmp_path, command):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BSS2EMU_STANDIN")}
    done = subprocess.run(
        [sys.executable, *command, str(tmp_path / "chip.h5"), "--quick", "--mock"],
        capture_output=True, text=True, env=environment)
    assert done.returncode == 1 and "mock" in done.stderr and "Traceback" not in done.stderr
    assert list(pathlib.Path(tmp_path).iterdir()) == []


def test_a_file_of_products_without_weights_is_refused(tmp_path, capsys):
    np.savez(tmp_path / "layer.npz", inputs=np.zeros((2, 3)))
    arguments = [str(tmp_path / "chip.h5"), "--products", str(tmp_path / "layer.npz"), "--mock"]
    assert record.main(arguments) == 1
    assert "arrays inputs and weights" in capsys.readouterr().err
