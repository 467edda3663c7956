"""Chips from files of measured chips."""

import os
import pickle
import subprocess
import sys

import h5py
import numpy as np
import pytest

import bss2emu
from bss2emu import ChipConfiguration, ConfigurationError, _pattern

SILENCE = dict.fromkeys([
    "membrane.noise", "membrane.event_noise", "cadc.noise", "cadc.common_noise",
    "membrane.slow_noise", "membrane.leak_noise", "run.drift"], 0)


def write(path, rows=(), **attributes):
    """Writes a chip of the kind typical with rows: place, name, mean, deviation, loadings."""
    with h5py.File(path, "w") as file:
        file.attrs.update({
            "content": "measured chip", "format_version": 1, "date": "", "source": "",
            **attributes})
        text = "name: mine\nextends: typical\n"
        file.create_dataset("configuration", data=[text], dtype=h5py.string_dtype())
        for place, name, mean, deviation, *loadings in rows:
            group = file.create_group(f"pattern/{place}/{name}")
            group["mean"] = np.full(256, mean, np.float32)
            group["deviation"] = np.full(256, deviation, np.float32)
            for source, share in (loadings[0].items() if loadings else ()):
                group[f"loadings/{source}"] = np.full(256, share, np.float32)
    return path


@pytest.fixture
def settings(chip_of_all):
    """The settings of a calibrated chip, for chips of all kinds."""
    return chip_of_all.calibration


def mac(config, settings, seed=0):
    """Results of a product on both hemispheres, without noise."""
    chip = bss2emu.Chip(config, seed, effects=SILENCE)
    with pytest.warns(bss2emu.CalibrationWarning):
        chip.apply(settings)
    return chip.mac(np.full((4, 128), 12), np.full((128, 512), 20)).astype(float)


def test_a_file_without_rows_is_its_kind_of_chip(tmp_path, settings):
    path = write(tmp_path / "my.h5")
    config = ChipConfiguration.load(path)
    assert config.name == "mine" and config.pattern == str(path)
    assert config.parameters == ChipConfiguration.load("typical").parameters
    expected = mac("typical", settings, 3)
    assert np.array_equal(mac(path, settings, 3), expected)


def test_rows_change_the_hemisphere_that_they_name(tmp_path, settings):
    name = "columns.excitatory.conductance"
    low = write(tmp_path / "low.h5", [("top", name, -1, 0), ("bottom", name, 0, 0)])
    high = write(tmp_path / "high.h5", [("top", name, 1, 0), ("bottom", name, 0, 0)])
    low, high = (mac(path, settings)[:, :256].mean() for path in (low, high))
    spread = ChipConfiguration.load("typical").parameters["columns.input.conductance_spread"]
    assert high / low == pytest.approx((1 + spread) / (1 - spread), rel=0.01)
    bottoms = [mac(tmp_path / f"{name}.h5", settings)[:, 256:] for name in ("low", "high")]
    assert np.array_equal(*bottoms)


def test_seeds_are_members_of_the_family(tmp_path, settings):
    name = "columns.excitatory.conductance"
    path = write(tmp_path / "my.h5", [("top", name, 0, 0.5), ("bottom", name, 0, 0)])
    spreads = [mac(path, settings, seed)[0, :256].std() for seed in (0, 1)]
    assert spreads[1] > spreads[0]


def test_loadings_correlate_errors(tmp_path, settings):
    shares = {"columns.membrane.capacitance": 0.3}
    gain = "columns.excitatory.conductance"
    rows = [("top", gain, 0, 0.3, shares), ("top", "columns.membrane.capacitance", 0, 1)]
    together = write(tmp_path / "together.h5", rows)
    alone = write(tmp_path / "alone.h5", rows[1:] + [("top", gain, 0, 0)])
    values = [mac(path, settings, 1)[0, :256] for path in (together, alone)]
    assert not np.array_equal(*values)


def test_a_chip_keeps_its_pattern_when_it_is_pickled_and_copied(tmp_path):
    row = ("top", "columns.membrane.capacitance", 2, 0)
    chip = bss2emu.Chip(write(tmp_path / "my.h5", [row]))
    for other in (chip.copy(), pickle.loads(pickle.dumps(chip))):
        assert other.fingerprint == chip.fingerprint
        assert other.configuration.pattern_digest == chip.configuration.pattern_digest
    assert chip.fingerprint != bss2emu.Chip(write(tmp_path / "other.h5")).fingerprint


def test_the_environment_names_a_measured_chip(tmp_path):
    path = write(tmp_path / "my.h5")
    done = subprocess.run(
        [sys.executable, "-c", "import bss2emu.environment as e; print(e.new_chip().identifier)"],
        env={**os.environ, "BSS2EMU_CHIP": str(path), "BSS2EMU_SEED": "2"}, capture_output=True,
        text=True)
    assert done.stdout.strip() == "mine-2", done.stderr


def test_a_file_that_has_changed_is_refused(tmp_path):
    path = write(tmp_path / "my.h5")
    config = ChipConfiguration.load(path)
    write(path, [("top", "columns.membrane.capacitance", 2, 0)])
    with pytest.raises(ConfigurationError, match="not the file"):
        bss2emu.Chip(config)


@pytest.mark.parametrize("rows, attributes, sentence", [
    ([], {"content": "calibration"}, "no file of a measured chip"),
    ([], {"format_version": 9}, "format 9"),
    ([("top", "columns.nonsense", 0, 0)], {}, "no row of a pattern 'columns.nonsense'"),
    ([("middle", "columns.membrane.capacitance", 0, 0)], {}, "no place of a pattern 'middle'"),
    ([("chip", "columns.membrane.capacitance", 0, 0)], {}, "wrong place"),
    ([("top", "synram.driver.gain", 0, 0)], {}, "allowed is 0...128"),
    ([("top", "synram.driver.dac", 0, 0)], {}, "4096 are needed"),
    ([("top", "columns.membrane.capacitance", np.nan, 0)], {}, "mean outside"),
    ([("top", "columns.membrane.capacitance", 0, -1)], {}, "deviation outside"),
    ([("top", "columns.membrane.capacitance", 0, 1, {"capmem.gain": 1})], {}, "loading of capmem"),
])
def test_files_that_no_chip_can_have_are_refused(tmp_path, rows, attributes, sentence):
    path = write(tmp_path / "my.h5", rows, **attributes)
    with pytest.raises((ConfigurationError, bss2emu.ChipError), match=sentence) as error:
        bss2emu.Chip(path)
    assert str(error.value).count("\n") == 0


def test_files_without_content_are_refused(tmp_path):
    path = write(tmp_path / "my.h5")
    whole = path.read_bytes()
    path.write_bytes(whole[:len(whole) // 2])
    with pytest.raises(ConfigurationError, match="cannot be read as a chip"):
        bss2emu.Chip(path)
    write(path)
    with h5py.File(path, "a") as file:
        del file["configuration"]
    with pytest.raises(ConfigurationError, match="damaged"):
        bss2emu.Chip(path)
    assert not _pattern.is_file(str(tmp_path / "missing.h5"))


def test_the_documentation_lists_all_rows(repository):
    text = (repository / "docs" / "twin.md").read_text()
    for row in _pattern.table():
        places = ", ".join(f"`{place}`" for place in row.places)
        count = f"{row.count:,}".replace(",", " ") if row.count > 9999 else row.count
        assert f"| `{row.name}` | {count} | {places} | {row.summary} |\n" in text, row.name
