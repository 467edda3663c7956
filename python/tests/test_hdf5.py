"""HDF5 files that are damaged or ask for other files."""

import io
import pathlib
import zlib

import pytest

h5py = pytest.importorskip("h5py")

import bss2emu
from bss2emu import _hdf5, files

CORPUS = pathlib.Path(__file__).parents[2] / "Fuzz" / "Corpus" / "hdf5"


@pytest.fixture
def calibration(tmp_path):
    path = tmp_path / "a.h5"
    bss2emu.Chip("ideal", seed=0).calibrate().save(path)
    return path


def test_a_calibration_has_a_checksum_that_python_can_compute(calibration):
    content = calibration.read_bytes()
    assert b"crc32 %x\n" % zlib.crc32(content[512:]) in content[:512]
    assert _hdf5.is_hdf5(content[:520])
    assert bss2emu.Calibration.load(calibration)["kind"] == "hagen"
    with h5py.File(calibration, "r") as file:
        assert file.attrs["content"] == "calibration"


def test_one_changed_bit_is_noticed_before_the_library(calibration):
    content = calibration.read_bytes()
    for place in range(512, len(content), len(content) // 40):
        damaged = bytearray(content)
        damaged[place] ^= 4
        calibration.write_bytes(damaged)
        with pytest.raises(bss2emu.CalibrationFileError, match="checksum differs"):
            bss2emu.Calibration.load(calibration)


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


def test_a_right_checksum_does_not_make_other_files_readable(tmp_path):
    """Anybody can compute a checksum."""
    (tmp_path / "other").write_bytes(b"12345678")
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", userblock_size=_hdf5.BLOCK) as file:
        file.create_dataset("x", (1,), "i8", external=[(str(tmp_path / "other"), 0, 8)])
    path = tmp_path / "a.h5"
    path.write_bytes(_hdf5.sealed(buffer.getvalue()))
    with pytest.raises(bss2emu.CalibrationFileError, match="refers to data in other files"):
        files.load(path)
