"""Named chips: listing, loading, keeping."""

import subprocess
import sys

import numpy as np
import pytest
from test_measured_chip import write

import bss2emu
from bss2emu import TwinError
from bss2emu.twin import named

ROW = "columns.excitatory.offset"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BSS2EMU_CHIPS", str(tmp_path / "chips"))
    return tmp_path / "chips"


def measured(path, mean=0.5, **attributes):
    """The file of a measured chip."""
    return write(path, [("top", ROW, mean, 0)], **{
        "name": "mine", "date": "2026-11-28", "source": "a test", **attributes})


def test_a_kept_chip_is_listed_and_loaded(folder, tmp_path):
    kept = named.keep(measured(tmp_path / "my_chip.h5"))
    assert kept == folder / "mine" / "2026-11-28.h5"
    assert [(each.date, each.source) for each in named.snapshots("mine")] == [
        ("2026-11-28", "a test")]
    chip = named.load("mine", 3)
    assert chip.identifier == "mine-3" and chip.configuration.pattern == str(kept)
    assert named.keep(tmp_path / "my_chip.h5") == kept


def test_the_newest_snapshot_is_loaded(folder, tmp_path):
    for date in ("2026-11-30", "2025-01-01"):
        named.keep(measured(tmp_path / "my.h5", date=date), "other")
    assert named.path("other").name == "2026-11-30.h5"
    assert named.path("other", "2025-01-01").parent == folder / "other"
    with pytest.raises(TwinError, match="no snapshot of 2024; it has 2025-01-01, 2026-11-30"):
        named.path("other", "2024")


def test_another_chip_of_the_same_date_is_refused(folder, tmp_path):
    kept = named.keep(measured(tmp_path / "my.h5"))
    before = kept.read_bytes()
    with pytest.raises(TwinError, match="another snapshot of this date"):
        named.keep(measured(tmp_path / "my.h5", mean=0.6))
    assert kept.read_bytes() == before


@pytest.mark.parametrize("name, date", [
    ("../mine", "2026-11-28"), ("", "2026-11-28"), ("mine", ""), ("mine", "yesterday")])
def test_names_that_no_folder_can_have_are_refused(folder, tmp_path, name, date):
    with pytest.raises(TwinError, match="names need letters"):
        named.keep(measured(tmp_path / "my.h5", name=name, date=date))


def test_a_chip_that_no_folder_has_is_refused_with_the_names(folder):
    with pytest.raises(TwinError, match="no chip 'mine'.*cube66-half"):
        named.load("mine")


def test_files_of_other_content_are_not_listed(folder):
    (folder / "mine").mkdir(parents=True)
    (folder / "mine" / "2026-11-28.h5").write_text("no chip")
    assert named.snapshots("mine") == []


def test_the_public_half_chip_comes_with_the_package(folder):
    path = named.path("cube66-half")
    rows = bss2emu._pattern.rows(str(path), bss2emu._pattern.digest(str(path)))
    assert {row.place for row in rows} == {"top"}
    means = {row.name: row.mean for row in rows}
    for name in (ROW, "columns.inhibitory.resistance", "cadc.causal.offset"):
        assert 0.6 < means[name].std() < 1.5 and abs(means[name].mean()) < 0.2
    assert abs(np.corrcoef(means[ROW], means["columns.inhibitory.offset"])[0, 1]) < 0.5
    chip = named.load("cube66-half")
    assert chip.configuration.parameters == bss2emu.ChipConfiguration.load("v2").parameters
    assert "no products" in named.snapshots("cube66-half")[0].source


def test_the_command_keeps_and_lists(folder, tmp_path):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "bss2emu", "twin", *arguments], capture_output=True, text=True)

    assert run("keep", str(measured(tmp_path / "my.h5")), "--name", "lab-7").returncode == 0
    listed = run("list").stdout
    assert "lab-7 2026-11-28" in listed and "cube66-half 2022" in listed
    failed = run("keep", str(tmp_path / "missing.h5"))
    assert failed.returncode == 1 and "missing.h5" in failed.stderr
