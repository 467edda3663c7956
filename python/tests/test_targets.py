"""Calibrations for other targets, their warnings, and the provenance of files."""

import json
import subprocess
import warnings

import numpy as np
import pytest

import bss2emu
from bss2emu import cocolist


def test_the_request_shows_all_targets_and_options():
    request = bss2emu.Chip("ideal").calibration_request()
    assert request["target.neuron.tau_mem_seconds"].tolist() == [60e-6] * 512
    assert len(request["target.neuron.leak"]) == 512 and "options.uses_madc" in request
    lines = bss2emu.Chip("ideal").calibration_request("hagen_synin")
    assert "target.neuron.leak" not in lines and "target.synapse_dac_bias" in lines


def test_a_target_changes_what_is_measured(tmp_path):
    chip = bss2emu.Chip("typical", 0)
    leak = np.where(np.arange(512) < 256, 110, 130)
    found = chip.calibrate(
        target={"neuron.leak": leak}, options={"neuron_disable_leakage": False}, cache=False)
    samples = np.concatenate([chip.read_cadc(hemisphere)[0] for hemisphere in (0, 1)])
    working = found["neuron/success"]
    assert abs(np.median(samples[:256][working[:256]]) - 110) < 6
    assert abs(np.median(samples[256:][working[256:]]) - 130) < 6
    assert np.array_equal(found["target/neuron/leak"], leak)
    found.save(tmp_path / "own.npz")
    assert bss2emu.Calibration.load(tmp_path / "own.npz") == found


def test_lines_are_calibrated_too(tmp_path):
    chip = bss2emu.Chip("typical", 0)
    found = chip.calibrate("hagen_synin", cache=False)
    assert found.kind == "hagen_synin" and set(found.yields) == {"cadc", "synapse_driver"}
    found.save(tmp_path / "lines.npz")
    other = bss2emu.Chip("typical", 0)
    other.apply(bss2emu.Calibration.load(tmp_path / "lines.npz"))
    assert other.save() == chip.save() or other.read_container(
        "SynapseDriverConfig", 5) == chip.read_container("SynapseDriverConfig", 5)


def test_the_default_request_is_the_default_calibration(chip_of_all):
    chip = bss2emu.Chip("typical", 0)
    assert chip.calibrate(target={"neuron.leak": 120}, cache=False) == chip_of_all.calibration


def test_caches_keep_targets_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("BSS2EMU_CACHE", str(tmp_path))
    for target in ({"neuron.leak": 110}, {"neuron.leak": 130}, {"neuron.leak": 110}):
        bss2emu.Chip("ideal").calibrate(target=target)
    assert len(list(tmp_path.glob("*.calibration"))) == 2


@pytest.mark.parametrize("arguments, error, sentence", [
    (("nosuch",), RuntimeError, "hagen_synin"),
    ({"target": {"neuron.leek": 3}}, KeyError, "neuron.leak"),
    ({"target": {"neuron.leak": 300}}, RuntimeError, "0.0...255.0"),
    ({"target": {"neuron.leak": [3, 4]}}, RuntimeError, "512"),
    ({"target": {"neuron.i_synin_gm": 3.5}}, ValueError, "whole number"),
    ({"options": {"uses_made": True}}, KeyError, "uses_madc"),
])
def test_wrong_targets_are_refused(arguments, error, sentence):
    chip = bss2emu.Chip("ideal")
    with pytest.raises(error, match=sentence):
        if isinstance(arguments, dict):
            chip.calibrate(**arguments)
        else:
            chip.calibrate(*arguments)


def test_a_calibration_of_another_chip_is_warned_about(chip_of_all):
    other = bss2emu.Chip("typical", 1)
    with pytest.warns(bss2emu.CalibrationWarning, match="typical-0, but this chip is typical-1"):
        other.apply(chip_of_all.calibration)


def test_a_low_yield_is_warned_about(chip_of_all):
    from bss2emu import _calibrating

    values = dict(chip_of_all.calibration)
    values["neuron/success"] = np.arange(512) % 2 == 0
    with pytest.warns(bss2emu.CalibrationWarning, match="50% of neuron"):
        _calibrating.warn_of_failures(bss2emu.Calibration(values))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _calibrating.warn_of_failures(chip_of_all.calibration)


def test_success_names_only_masks_of_instances(chip_of_all):
    names = set(chip_of_all.calibration.success)
    assert names == {"cadc/success", "neuron/success", "synapse_driver/success"}
    assert all(0.9 < share <= 1 for share in chip_of_all.calibration.yields.values())


def test_the_program_reads_the_provenance_of_python(tmp_path, chip_of_all, request):
    program = request.config.getoption("--bss2")
    if program is None:
        pytest.skip("needs --bss2")
    path = tmp_path / "hagen_cocolist.pbin"
    cocolist.write_file(chip_of_all, path)
    shown = subprocess.run(
        [program, "calibration", "show", str(path)], capture_output=True, text=True, check=True)
    assert "chip: typical-0" in shown.stdout


def test_python_reads_the_provenance_of_the_program(tmp_path, request):
    program = request.config.getoption("--bss2")
    if program is None:
        pytest.skip("needs --bss2")
    subprocess.run(
        [program, "calibrate", "--seed", "3", "--out", str(tmp_path)], check=True,
        capture_output=True)
    file = next(tmp_path.rglob("hagen_cocolist.pbin"))
    assert cocolist.apply_file(bss2emu.Chip("typical", 0), file) == "typical-3"
    own = tmp_path / "own_cocolist.pbin"
    chip = bss2emu.calibrated("typical", 3)
    cocolist.write_file(chip, own)
    texts = [json.loads(path.read_text()) for path in
             (file.with_name("hagen_provenance.json"), tmp_path / "own_provenance.json")]
    assert set(texts[0]) == set(texts[1])
    same = ("chip", "content", "fingerprint", "kind", "runCount", "seed", "success", "target")
    assert [texts[0][key] for key in same] == [texts[1][key] for key in same]


def test_damage_of_a_provenance_or_of_its_file_is_noticed(tmp_path, chip_of_all):
    path = tmp_path / "hagen_cocolist.pbin"
    cocolist.write_file(chip_of_all, path)
    beside = tmp_path / "hagen_provenance.json"
    whole = beside.read_text()
    assert "checksum" in whole.splitlines()[1]
    assert cocolist.apply_file(bss2emu.Chip("typical", 0), path) == "typical-0"
    lines = whole.splitlines(keepends=True)
    beside.write_text("".join(lines[:1] + lines[2:]))  # as version 0.2.0 wrote it
    assert cocolist.apply_file(bss2emu.Chip("typical", 0), path) == "typical-0"
    for damaged in (whole.replace("typical-0", "typical-1"), whole[:100], whole.replace('": "', '": "0')):
        beside.write_text(damaged)
        with pytest.warns(RuntimeWarning, match="is damaged"):
            assert cocolist.apply_file(bss2emu.Chip("typical", 0), path) is None
    beside.write_text(whole)
    content = bytearray(path.read_bytes())
    content[-8] ^= 1
    path.write_bytes(content)
    with pytest.warns(RuntimeWarning, match="another content"):
        assert cocolist.apply_file(bss2emu.Chip("typical", 0), path) is None
