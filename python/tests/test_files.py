"""Files as arrays, and pictures of every kind of result."""

import numpy as np
import pytest

import bss2emu
from installed import has_entry_point


def test_hdf5_files_become_arrays(chip, tmp_path):
    pytest.importorskip("h5py")
    from bss2emu import files

    chip.calibration.save(tmp_path / "c.h5")
    record = files.load(tmp_path / "c.h5")
    assert record.attributes["content"] == "calibration"
    assert set(record.arrays) == set(chip.calibration)
    (tmp_path / "no.h5").write_text("no")
    with pytest.raises(bss2emu.CalibrationFileError):
        files.load(tmp_path / "no.h5")
    with pytest.raises(FileNotFoundError):
        files.load(tmp_path / "missing.h5")
    pytest.importorskip("xarray")
    data = files.load_xarray(tmp_path / "c.h5")
    assert set(data.data_vars) == set(record.arrays)
    assert data["neuron/v_leak"].dims == data["neuron/success"].dims == ("neuron",)
    assert data.sizes["neuron"] == 512 and data.sizes["channel"] == 1024
    files.load_xarray(tmp_path / "c.h5", ".").to_netcdf(tmp_path / "c.nc", engine="h5netcdf")


def test_xarray_opens_files_by_itself(chip, tmp_path):
    xarray = pytest.importorskip("xarray")
    pytest.importorskip("h5py")
    from bss2emu._xarray import Backend

    path = tmp_path / "c.h5"
    chip.calibration.save(path)
    (tmp_path / "no.h5").write_text("no")
    assert Backend().guess_can_open(path)
    assert not any(Backend().guess_can_open(other) for other in (tmp_path / "no.h5", tmp_path, 3))
    engine = None if has_entry_point("xarray.backends") else Backend
    data = xarray.open_dataset(path, engine=engine, drop_variables="chip")
    assert data.sizes["neuron"] == 512 and "chip" not in data
    assert np.array_equal(data["neuron/v_leak"], chip.calibration["neuron/v_leak"])
    groups = Backend().open_groups_as_dict(path)
    assert groups["/neuron"]["v_leak"].dims == ("neuron",)
    if hasattr(xarray, "DataTree"):
        tree = xarray.open_datatree(path, engine=engine)
        assert tree["neuron/success"].sum() == chip.calibration["neuron/success"].sum()
        tree.to_netcdf(tmp_path / "c.nc", engine="h5netcdf")


SHAPES = {
    "temperature": {"kelvin": (3,), "gain": (3, 3), "shifts": (3, 3, 256)},
    "characterization": {
        "a-0/weights/mean": (10, 127), "a-0/linearity/outputs": (127, 256),
        "a-1/linearity/outputs": (127, 256), "a-1/drift/slopes": (256,), "a-1/drift/time": (5,)},
    "adc": {"volts": (9,), "cadc/reads": (9, 1024), "cadc/slopes": (1024,), "madc/noise": (9,)},
    "study": {"chip": (2,), "point": (3,), "repetition": (2,), "error": (2, 3, 2),
              "bins": (2, 3, 2, 3), "bins_axis0": (3,)},
    "transfer": {"course": (3, 4), "budget/groups": (2,), "budget/shapley": (2, 3)},
}


def test_arrays_that_share_an_axis_share_its_name():
    from bss2emu import _axes

    found = {content: _axes.names(content, shapes) for content, shapes in SHAPES.items()}
    assert found["temperature"]["shifts"] == ["kelvin", "chip", "column"]
    assert found["characterization"]["a-1/linearity/outputs"] == ["weight", "column"]
    assert found["characterization"]["a-0/weights/mean"] == ["swept_input", "weight"]
    assert found["characterization"]["a-1/drift/slopes"] == ["column"]
    assert found["adc"]["cadc/reads"] == ["volts", "channel"]
    assert found["study"]["bins"] == ["chip", "point", "repetition", "bins_axis0"]
    assert found["study"]["bins_axis0"] == ["bins_axis0"]
    assert found["study"]["error"] == ["chip", "point", "repetition"]
    assert found["study"]["point"] == ["point"]
    assert found["transfer"]["budget/shapley"] == ["group", "chip"]


def test_a_name_of_an_axis_has_one_extent(rng):
    from bss2emu import _axes

    for content in [*SHAPES, "calibration", "mac", "another"]:
        paths = [*SHAPES.get(content, {}), "results", "x/y", "x/z", "x/y/z", "report/names"]
        shapes = {path: tuple(rng.integers(0, 4, rng.integers(0, 4)).tolist()) for path in paths}
        extents = {}
        for path, names in _axes.names(content, shapes).items():
            assert len(names) == len(set(names)) == len(shapes[path])
            for name, extent in zip(names, shapes[path]):
                assert extents.setdefault(name, extent) == extent


def test_pictures(chip, rng):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    from bss2emu import pictures

    w = rng.integers(-63, 64, (20, 256))
    name = next(k for k, v in chip.calibration.items() if getattr(v, "dtype", None) == np.int64
                and len(v) > 100)
    for axes in (
        pictures.results(chip.mac(np.full((5, 20), 9), w)), pictures.weights(w),
        pictures.linearity([1, 2], chip.mac([[1] * 20, [2] * 20], w)),
        pictures.trace(chip.probe([31], [[63]], 0)), pictures.trace(chip.record(0)),
        pictures.calibration(chip.calibration, name),
        pictures.decision_map(rng.random((16, 16, 3))), pictures.training([3, 2, 1]),
    ):
        axes.figure.canvas.draw()
        pyplot.close(axes.figure)
    with pytest.raises(ValueError):
        pictures.decision_map(np.zeros((4, 4)))


def test_aliases_of_a_yaml_file_cannot_fill_the_memory(tmp_path):
    pytest.importorskip("yaml")
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]" for k in range(1, 10)]
    (tmp_path / "chip.yaml").write_text("\n".join(lines))
    with pytest.raises(bss2emu.ConfigurationError, match="more than 8 aliases"):
        bss2emu.Chip(tmp_path / "chip.yaml", 0)
    (tmp_path / "chip.yaml").write_text("name: " + "x" * 2**19)
    with pytest.raises(bss2emu.ConfigurationError, match="more than 262144 characters"):
        bss2emu.Chip(tmp_path / "chip.yaml", 0)
