"""Twins from calibration files, alone and together with a recording."""

import argparse

import numpy as np
import pytest

from bss2emu import Calibration, TwinError, cocolist
from bss2emu.twin import _register_law, _register_level, _registers, fit


@pytest.fixture(scope="module")
def few_passes():
    """Fewer calibrations than in a fit that is not a test."""
    patch = pytest.MonkeyPatch()
    patch.setattr(_register_law, "_CHIPS", 2)
    patch.setattr(_register_level, "PASSES", 2)
    patch.setattr(fit, "_PASSES", 1)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def file(chip_of_all, tmp_path_factory):
    """The calibration file of a chip in the lab's format."""
    path = tmp_path_factory.mktemp("registers") / "hagen_cocolist.pbin"
    path.write_bytes(cocolist.encoded(chip_of_all.calibration))
    return path


@pytest.fixture(scope="module")
def alone(few_passes, file):
    """The file of a twin of the calibration file alone, and its report."""
    out = file.with_name("alone.h5")
    return out, fit.fit(None, out, calibration=file)


def agreement(report):
    return {each.name: each for each in report.registers}


@pytest.mark.parametrize("suffix", [".npz", ".h5"])
def test_registers_of_files_are_those_of_the_calibration(chip_of_all, file, tmp_path, suffix):
    own = _registers.of_calibration(chip_of_all.calibration)
    assert own.columns[:, 0].tolist() == chip_of_all.calibration["neuron/v_leak"].tolist()
    chip_of_all.calibration.save(tmp_path / f"chip{suffix}")
    for path in (file, tmp_path / f"chip{suffix}"):
        found, content = _registers.of_file(path)
        for name in ("columns", "drivers", "quadrants"):
            assert np.array_equal(getattr(found, name), getattr(own, name)), (path, name)
        assert content == file.read_bytes()


def test_a_calibration_of_a_twin_finds_the_registers_of_the_chip(alone):
    found = agreement(alone[1])
    for name in ("v_reset", "excitatory.shift", "inhibitory.shift", "causal.channel_offset",
                 "acausal.channel_offset", "hagen_dac_offset", "v_ramp_offset", "i_ramp_slope"):
        assert found[name].share > 0.85, found[name].text
    for name in ("v_leak", "excitatory.tau", "inhibitory.tau", "excitatory.gm", "inhibitory.gm",
                 "syn_i_bias_dac", "stp_i_ramp"):
        assert found[name].difference < 0.7 * found[name].spread, found[name].text


def test_a_calibration_file_alone_says_nothing_of_synapses(alone):
    assert alone[1].comparisons == []
    assert "synram.synapse.gain" in alone[1].unseen
    assert "columns.excitatory.offset" not in alone[1].unseen
    assert "cadc.causal.offset" not in alone[1].unseen + alone[1].compensated


def test_a_twin_has_the_registers_of_the_file(alone, file):
    assert fit.settings(alone[0]) == file.read_bytes()


def test_registers_at_the_ends_of_their_search_are_left_out(chip_of_all):
    values = dict(chip_of_all.calibration)
    values["neuron/excitatory/i_bias_tau"] = np.r_[1022, values["neuron/excitatory/i_bias_tau"][1:]]
    found = _registers.of_calibration(Calibration(values)).is_found
    column = found[:, _registers.NAMES.index("excitatory.tau")]
    assert column[0] == 0 and column[1:].mean() > 0.9


@pytest.mark.parametrize("content, sentence", [
    (b"no calibration", "cannot be used as a calibration"), (b"", "cannot be used|sets no leak")])
def test_files_that_are_no_calibrations_are_refused(tmp_path, content, sentence):
    (tmp_path / "file.pbin").write_bytes(content)
    with pytest.raises(TwinError, match=sentence) as error:
        fit.fit(None, tmp_path / "mine.h5", calibration=tmp_path / "file.pbin")
    assert str(error.value).count("\n") == 0
    assert not (tmp_path / "mine.h5").exists()


def test_a_fit_without_a_source_is_refused(tmp_path, capsys):
    parser = argparse.ArgumentParser()
    fit.add_options(parser)
    assert fit.run(parser.parse_args(["-o", str(tmp_path / "mine.h5")])) == 1
    assert "give a recording, a calibration file or both" in capsys.readouterr().err
    options = ["-o", str(tmp_path / "mine.h5"), "--calibration", str(tmp_path / "missing.pbin")]
    assert fit.run(parser.parse_args(options)) == 1
    assert "missing.pbin cannot be read" in capsys.readouterr().err
