"""Parts of a calibration that are calibrated anew."""

import subprocess

import numpy as np
import pytest

import bss2emu


@pytest.fixture(scope="module")
def known():
    return bss2emu.calibrated("typical", 0, progress=False).calibration


def same(first, second, part):
    names = [name for name in first if name.startswith(f"{part}/")]
    return bool(names) and all(np.array_equal(first[name], second[name]) for name in names)


def test_other_parts_stay_as_they_are(known):
    chip = bss2emu.Chip("typical", 0)
    made = chip.calibrate(
        start=known, only=["neuron"], target={"neuron.tau_mem_seconds": 30e-6}, progress=False)
    assert same(known, made, "cadc") and same(known, made, "synapse_driver")
    assert not same(known, made, "neuron")
    assert made["target/neuron/tau_mem_seconds"] == pytest.approx(30e-6)
    assert made.yields["neuron"] > 0.9
    assert np.array_equal(chip.calibration["neuron/v_leak"], made["neuron/v_leak"])


@pytest.mark.parametrize(("error", "arguments"), [
    (ValueError, {"only": ["neuron"]}), (bss2emu.ChipError, {"only": ["leak"], "start": True}),
    (ValueError, {"start": True})])
def test_a_wrong_choice_is_refused(known, error, arguments):
    if "start" in arguments:
        arguments = {**arguments, "start": known}
    with pytest.raises(error):
        bss2emu.Chip("typical", 0).calibrate(**arguments, progress=False)


def test_the_program_does_the_same_and_sets_the_temperature(request, tmp_path):
    program = request.config.getoption("--bss2")
    if program is None:
        pytest.skip("--bss2 names no program")

    def run(*arguments):
        return subprocess.run(
            [program, *arguments], cwd=tmp_path, capture_output=True, text=True)

    assert run("calibrate", "--no-pictures", "--out", "whole").returncode == 0
    assert run(
        "calibrate", "--no-pictures", "--out", "part", "--from", "whole/hagen.h5", "--only", "neuron",
        "--set", "neuron_target.tau_mem=30us").returncode == 0
    known, made = (bss2emu.Calibration.load(tmp_path / name / "hagen.h5")
                   for name in ("whole", "part"))
    tau = made["target/neuron/tau_mem_seconds"]  # 30 times 1e-6, which is not 30e-6 to the bit
    again = bss2emu.Chip("typical", 0).calibrate(
        start=known, only=["neuron"], target={"neuron.tau_mem_seconds": tau}, progress=False)
    assert same(again, made, "neuron")
    assert "belong together" in run("calibrate", "--only", "neuron").stderr
    assert "one temperature here" in run("characterize", "--kelvin", "300,310").stderr
    assert "both set it" in run(
        "characterize", "--kelvin", "300", "--effect", "temperature=1").stderr
    assert run("characterize", "--kelvin", "100").returncode != 0
