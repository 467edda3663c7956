"""Characterizations, comparisons, checks of calibrations, warm chips, effects as data."""

import json
import subprocess

import numpy as np
import pytest

import bss2emu
from bss2emu import cocolist


@pytest.fixture(scope="module")
def calibrated():
    return bss2emu.calibrated("typical", 0, progress=False)


def failures(checks):
    return [check.name for check in checks if not check.holds]


def changed(calibration, **values):
    names = {name.replace("__", "/"): value for name, value in values.items()}
    return bss2emu.Calibration({**calibration, **names})


def test_a_calibration_holds_on_its_chip_and_leaves_it_alone(calibrated):
    before = calibrated.save()
    checks = bss2emu.verify(calibrated)
    assert failures(checks) == [] and len(checks) > 20
    assert calibrated.save() == before
    assert str(checks[0]).startswith("ok ")


def test_wrong_registers_are_noticed(calibrated):
    own = calibrated.calibration
    leak = np.minimum(own["neuron/v_leak"] + 20, 1022)
    found = bss2emu.verify(calibrated, changed(own, neuron__v_leak=leak))
    assert failures(found) and all("resting" in name for name in failures(found))
    assert max(len(check.instances) for check in found) > 200


def test_other_targets_are_noticed(calibrated, tmp_path):
    other = bss2emu.Chip("typical", 0)
    other.calibrate(target={"neuron.leak": 105}, progress=False)
    assert failures(bss2emu.verify(other)) == []
    path = tmp_path / "other_cocolist.pbin"
    cocolist.write_file(other, path)
    # With its provenance the file is measured against its own targets, without against the default.
    assert failures(bss2emu.verify(calibrated, path)) == []
    (tmp_path / "other_provenance.json").unlink()
    assert failures(bss2emu.verify(calibrated, path))


def test_another_temperature_and_another_chip_are_noticed(calibrated):
    hot = bss2emu.Chip("typical", 0, effects={"temperature": 1})
    assert failures(bss2emu.verify(hot, calibrated.calibration))
    assert failures(bss2emu.verify(bss2emu.Chip("typical", 1), calibrated.calibration))


def test_a_chip_without_calibration_is_refused(calibrated):
    for call in (bss2emu.verify, bss2emu.temperature):
        with pytest.raises(ValueError, match="calibrat"):
            call(bss2emu.Chip("ideal"))
    with pytest.raises(bss2emu.OutOfRangeError, match="200 to 450"):
        bss2emu.temperature(calibrated, [20])


def test_differences_name_fields_and_places(calibrated, tmp_path):
    own = calibrated.calibration
    assert not bss2emu.diff(own, own)
    leak = own["neuron/v_leak"].copy()
    leak[[3, 500]] += [2, -6]
    path = tmp_path / "own_cocolist.json.gz"
    cocolist.write_file(calibrated, path)
    found = bss2emu.diff(path, changed(own, neuron__v_leak=leak))
    assert found and len(found.fields) == 1
    field = found.fields[0]
    assert (field.largest, field.mean, len(field.places)) == (6, 4, 2) and "leak" in field.name
    assert not found.only_first and not found.only_second


def test_figures_of_chips_are_those_of_the_program(calibrated, request, tmp_path):
    state = calibrated.save()
    figures = bss2emu.characterize(calibrated, progress=False)
    assert calibrated.save() == state
    assert figures["pattern.mean"].unit == "LSB" and 40 < figures["pattern.mean"].value < 62
    assert repr(figures).startswith("<bss2emu.Figures of typical-0: ")
    program = request.config.getoption("--bss2")
    if not program:
        pytest.skip("give the program with --bss2 PATH")
    done = subprocess.run(
        [program, "characterize", "--json", "--out", str(tmp_path)], check=True,
        capture_output=True, text=True)
    table = json.loads(done.stdout)
    assert set(table) == set(figures)
    for key, figure in figures.items():
        expected = table[key]["chips"][0]
        assert figure.values[0] == pytest.approx(expected, rel=1e-12, nan_ok=True), key
        assert [*figure.allowed] == table[key]["allowed"]


def test_two_kinds_of_chips_are_compared(calibrated):
    other = bss2emu.calibrated("ideal", 0, progress=False)
    both = bss2emu.compare(calibrated, other, progress=False)
    assert both.chips == ("typical-0", "ideal-0")
    figure = both["noise.usual"]
    # The ideal chip has no noise.
    assert figure.values[1] == 0 and both.differences["noise.usual"] == -figure.values[0] < -0.5
    assert figure.values.shape == (2,) and figure.value == figure.values.mean()
    pandas = pytest.importorskip("pandas")
    assert isinstance(both.to_pandas(), pandas.DataFrame)


def test_a_warm_chip_is_off(calibrated):
    found = bss2emu.temperature(calibrated, [313, 363], progress=False)
    assert found["kelvin"].tolist() == [313, 363]
    assert found["error"][1] > 2 * found["error"][0] and found["gain"][1] < 1


def test_effects_are_data():
    table = bss2emu.effect_table("typical")
    assert list(table) == bss2emu.effects()
    noise = table["cadc.noise"]
    assert noise.strength == 1 and noise.status in ("published", "fitted", "assumed")
    assert noise.law and set(noise.magnitudes) <= set(bss2emu.parameters())
    assert bss2emu.effect_table("ideal")["cadc.noise"].strength == 0
