"""Twins: fits of recordings, their files, and recordings that cannot be fitted."""

import argparse

import h5py
import numpy as np
import pytest

import bss2emu
from bss2emu import TwinError, _pattern
from bss2emu.twin import _protocol, _record_file, _report, _virtual, fit

CHIP = "emulated-typical-0"


def recorded(chip, path, is_complete=True):
    """A quick recording of a chip."""
    steps = _protocol.steps(True)
    values = _virtual.record(chip, steps, {step.name: step.repeats for step in steps})
    results = {
        step.name: _record_file.Results(values[step.name], step.calls if is_complete else 0)
        for step in steps}
    content = _record_file.Content(True, CHIP, "2026-11-28T12:00:00+00:00", b"")
    _record_file.write(path, content, steps, results)
    return path


@pytest.fixture(scope="module")
def twin(chip_of_all, tmp_path_factory):
    """The file of a twin of a calibrated chip, and the report of its fit."""
    folder = tmp_path_factory.mktemp("twin")
    record = recorded(chip_of_all.copy(), folder / "record.h5")
    return folder / "mine.h5", fit.fit(record, folder / "mine.h5", threads=2)


def products(chip, repeats):
    """Mean and variance of held-out products that no recording contains."""
    generator = np.random.default_rng(5)
    inputs, weights = generator.integers(0, 32, (24, 128)), generator.integers(-63, 64, (128, 512))
    values = np.stack(
        [chip.mac(inputs, weights, num_sends=2) for _ in range(repeats)]).astype(float)
    return values.mean(0), values.var(0, ddof=min(1, repeats - 1))


def test_a_twin_predicts_products_that_it_has_not_seen(twin, chip):
    own, noise = products(chip, 8)
    other, noise_of_twin = products(fit.twin(twin[0]), 8)
    stranger = bss2emu.calibrated("typical", 1)
    error = np.mean((own - other)**2) - np.mean(noise + noise_of_twin) / 8
    assert error < 0.5 * np.mean(noise)
    assert error < 0.2 * (np.mean((own - products(stranger, 8)[0])**2) - np.mean(noise) / 4)
    assert abs(np.mean(noise_of_twin) / np.mean(noise) - 1) < 0.15


def test_a_twin_has_the_gains_of_the_synapses(twin, chip):
    step = next(step for step in _protocol.steps(True) if step.name == "rows")
    own, other = (
        _virtual.record(each, [step], {"rows": 24})["rows"].mean(0)[:, _virtual.active(step)]
        for each in (chip, fit.twin(twin[0])))
    for sign in (0, 1):
        assert np.corrcoef(own[sign].ravel(), other[sign].ravel())[0, 1] > 0.9
        assert np.corrcoef(own[sign].mean(0), other[sign].mean(0))[0, 1] > 0.95


def test_members_of_a_twin_differ_less_than_chips_of_the_population(twin):
    best, member = (products(fit.twin(twin[0], number), 8)[0] for number in (0, 1))
    chips = [products(bss2emu.calibrated("typical", seed), 8)[0] for seed in (0, 1)]
    assert not np.array_equal(best, member)
    assert np.std(best - member) < np.std(chips[0] - chips[1])


def test_a_file_of_a_twin_has_every_row_with_its_uncertainty(twin):
    rows = _pattern.rows(str(twin[0]), _pattern.digest(str(twin[0])))
    expected = {(place, kind.name) for kind in _pattern.table() for place in kind.places}
    assert {(row.place, row.name) for row in rows} == expected
    assert all(0 <= row.deviation.min() and row.deviation.max() <= 1.01 for row in rows)
    own = bss2emu.ChipConfiguration.load(twin[0])
    kind = bss2emu.ChipConfiguration.load("typical")
    assert own.name == "mine" and own.parameters.keys() == kind.parameters.keys()
    assert own.effects == {
        name: kind.strength(name) for name in own.effects}
    with h5py.File(twin[0]) as file:
        assert file.attrs["date"] == "2026-11-28" and CHIP in file.attrs["source"]


def test_the_report_states_the_residual_and_what_the_recording_cannot_see(twin):
    report = twin[1]
    assert [each.name for each in report.comparisons] == ["products"]
    assert 0.8 < report.comparisons[0].ratio < 1.3
    assert "synram.synapse.bit_0" in report.unseen
    assert "synram.synapse.gain" not in report.unseen + report.compensated
    assert "ratio" in report.text


def test_a_picture_of_the_residuals_is_drawn(twin, tmp_path):
    pytest.importorskip("matplotlib")
    from bss2emu.twin import _report

    _report.draw(twin[1], tmp_path / "report.png")
    assert (tmp_path / "report.png").read_bytes().startswith(b"\x89PNG")


def test_results_do_not_depend_on_threads(chip, tmp_path, monkeypatch):
    monkeypatch.setattr(fit, "_PASSES", 1)
    record = recorded(chip, tmp_path / "record.h5")
    for threads in (1, 2):
        fit.fit(record, tmp_path / f"{threads}.h5", name="mine", threads=threads)
    assert (tmp_path / "1.h5").read_bytes() == (tmp_path / "2.h5").read_bytes()


def test_the_command_writes_chip_registers_and_report(chip, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(fit, "_PASSES", 1)
    record, out, registers = (str(tmp_path / name) for name in ("r.h5", "mine.h5", "mine.pbin"))
    recorded(chip, tmp_path / "r.h5")
    parser = argparse.ArgumentParser()
    fit.add_options(parser)
    assert fit.run(parser.parse_args([record, "-o", out, "--registers", registers])) == 0
    assert "ratio" in capsys.readouterr().out
    other = bss2emu.Chip(out)
    other.apply_cocolist((tmp_path / "mine.pbin").read_bytes())
    assert np.array_equal(products(other, 1)[0], products(fit.twin(out), 1)[0])


def test_a_recording_that_is_not_complete_is_refused(chip, tmp_path):
    record = recorded(chip, tmp_path / "record.h5", is_complete=False)
    with pytest.raises(TwinError, match="not complete.*repeat the command"):
        fit.fit(record, tmp_path / "mine.h5")
    assert not (tmp_path / "mine.h5").exists()


def test_files_that_are_no_recordings_are_refused(twin, tmp_path, capsys):
    with pytest.raises(TwinError, match="is no recording"):
        fit.fit(twin[0], tmp_path / "mine.h5")
    (tmp_path / "text").write_text("no recording")
    parser = argparse.ArgumentParser()
    fit.add_options(parser)
    options = parser.parse_args([str(tmp_path / "text"), "-o", str(tmp_path / "mine.h5")])
    assert fit.run(options) == 1
    assert "cannot be read as a recording" in capsys.readouterr().err
    options.record = str(tmp_path / "missing.h5")
    assert fit.run(options) == 1
    assert "missing.h5" in capsys.readouterr().err


def test_a_recording_without_a_step_is_refused(chip, tmp_path):
    record = recorded(chip, tmp_path / "record.h5")
    with h5py.File(record) as source, h5py.File(tmp_path / "other.h5", "w") as copy:
        copy.attrs.update(source.attrs)
        source.copy("registers", copy)
        for name, step in source["steps"].items():
            if name != "curve":
                source.copy(step, copy, f"steps/{name}")
    with pytest.raises(TwinError, match="steps of the protocol"):
        fit.fit(tmp_path / "other.h5", tmp_path / "mine.h5")


def test_a_row_has_drifted_if_it_changed_more_than_the_prior_expects():
    # The prior of a refresh: an uncertainty of 0.08 and a usual drift of 0.1 expect 0.13.
    changes = [_report.Drift("top", "cadc.readout.offset", change, 0.08) for change in (0.18, 0.21)]
    assert [change.is_clear for change in changes] == [False, True]
    assert "cadc.readout.offset of top by 0.21" in changes[1].text


def test_a_newer_calibration_cannot_refresh_a_twin_without_one(twin, chip, tmp_path):
    chip.calibration.save(tmp_path / "newer.npz")
    with pytest.raises(TwinError, match="fitted without a calibration file"):
        fit.refresh(twin[0], tmp_path / "new.h5", calibration=tmp_path / "newer.npz")
    with pytest.raises(TwinError, match="nothing to fit"):
        fit.refresh(twin[0], tmp_path / "new.h5")
