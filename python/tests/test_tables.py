"""Files of the lab's formats as tables."""

import csv
import io

import numpy as np
import pytest

import bss2emu
from bss2emu import cocolist


@pytest.fixture(scope="module")
def file(tmp_path_factory, chip_of_all):
    path = tmp_path_factory.mktemp("file") / "hagen_cocolist.pbin"
    cocolist.write_file(chip_of_all, path)
    return bss2emu.Cocolist.load(path)


def test_the_table_of_neurons_has_the_calibrations_codes(file, chip_of_all):
    table = file.table("AtomicNeuron")
    assert np.array_equal(table["leak.v_leak"], chip_of_all.calibration["neuron/v_leak"])
    assert len(table) > 60 and "AtomicNeuron" in file.names and "SynapseDriverConfig" in file.names


def test_tables_are_frames_and_csv(file, tmp_path, capsys):
    pandas = pytest.importorskip("pandas")
    frame = file.to_dataframe("SynapseDriverConfig")
    file.to_csv("SynapseDriverConfig", tmp_path / "drivers.csv")
    assert frame.shape[0] == 256
    assert pandas.read_csv(tmp_path / "drivers.csv", index_col="place").equals(frame)
    file.to_csv("SynapseDriverConfig")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0][0] == "place" and len(rows) == 257


def test_arrays_have_one_column_for_each_element(file):
    assert {"enable_spl1[0]", "enable_spl1[3]"} <= set(file.table("CommonPADIBusConfig"))


def test_what_is_no_file_or_table_is_refused(file):
    with pytest.raises(KeyError, match="AtomicNeuron"):
        file.table("Neuron")
    with pytest.raises(RuntimeError):
        bss2emu.Cocolist(b"nonsense")
