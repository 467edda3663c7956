"""HDF5 files that are damaged or ask for other files."""

import pathlib

import pytest

h5py = pytest.importorskip("h5py")

import bss2emu
from bss2emu import files

CORPUS = pathlib.Path(__file__).parents[2] / "Fuzz" / "Corpus" / "hdf5"


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the examples of the source tree")
@pytest.mark.parametrize("name", [
    "external-data", "virtual-data", "empty-chunks", "dies-in-library", "dies-in-library-2"])
def test_files_that_harm_the_library_or_name_others_are_refused(name):
    with pytest.raises(bss2emu.CalibrationFileError, match="not an HDF5 file that can be read"):
        files.load(CORPUS / f"{name}.h5")


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the examples of the source tree")
def test_files_of_h5py_are_read_and_links_are_not_followed():
    assert sorted(files.load(CORPUS / "h5py.h5").arrays) == ["a/b", "bool", "c", "fixed", "s"]
    assert sorted(files.load(CORPUS / "external-link.h5").arrays) == ["ok"]


def test_the_next_file_removes_those_of_killed_processes_and_no_others(tmp_path):
    from bss2emu import _whole

    stale, other = tmp_path / ".bss2-0123456789abcdef.tmp", tmp_path / ".bss2-1.tmp"
    stale.write_text("x")
    other.write_text("x")
    with _whole.aside(tmp_path / "a") as running:
        _whole._clean.discard(tmp_path)
        with _whole.aside(tmp_path / "b") as name:
            name.write_text("b")
        running.write_text("a")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".bss2-1.tmp", "a", "b"]
    assert (tmp_path / "a").read_text() == "a"
