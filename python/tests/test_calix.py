"""The software and hardware tests of calix on virtual chips.

``BSS2_CALIX`` in the environment names a checkout of calix; without it these tests are skipped. The
tests of calix that are expected to pass are listed here, and ``docs/calix.md`` explains the others.
"""

import os
import pathlib
import subprocess
import sys

import pytest

CHECKOUT = os.environ.get("BSS2_CALIX", "")

pytestmark = pytest.mark.skipif(
    not CHECKOUT, reason="skipped: BSS2_CALIX names no checkout of calix")

SOFTWARE = [
    "test_types", "test_boundary_check", "test_refractory_period", "test_algorithms",
    "test_generic_algorithm_calibration"]
HARDWARE = [
    "test_cadc_calibration", "test_calibration_cache", "test_cadc_assignment", "test_madc_recorder",
    "test_madc_characterization"]
#: Tests that calibrate first, for a minute or more; ``docs/calix.md`` has the table by seed.
CALIBRATED = [
    "test_neuron_reference_madc", "test_hagen_multiplication", "test_hagen_input",
    "test_neuron_integration"]
#: Tests of what the model leaves out, and what their first refusal names.
REFUSED = {
    "test_neuron_spiking": "NeuronCalibTarget", "test_neuron_distribution": "NeuronCalibTarget",
    "test_neuron_coba": "NeuronCalibTarget", "test_correlation": "send_prepulse",
    "test_capacitance_measurement": "NeuronConfig.enable_membrane_offset",
    "test_quiggeldy": "launch_quiggeldy_locally_from_env"}


def run_tests(folder, kind, name, seed=0):
    """Runs a test file of calix in a folder of its own; returns the text that pytest printed."""
    for module in ("quantities", "scipy", "matplotlib"):
        pytest.importorskip(module, reason=f"skipped: calix needs {module}")
    checkout = pathlib.Path(CHECKOUT).resolve()
    tests = checkout / "tests" / kind / "py"
    path = [str(checkout / "src" / "py"), str(tests), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, "-m", "bss2emu", "run", "-m", "pytest", "-q", "-p", "no:cacheprovider",
         str(tests / f"{name}.py")],
        cwd=folder, capture_output=True, text=True, env={
            **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path)), "MPLBACKEND": "Agg",
            "BSS2EMU_SEED": str(seed), "XDG_CACHE_HOME": str(folder)})
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", SOFTWARE)
def test_software_tests_of_calix(tmp_path, name):
    code, text = run_tests(tmp_path, "sw", name)
    assert code == 0, text


@pytest.mark.parametrize("seed", range(5) if os.environ.get("BSS2_TIER") == "full" else [0])
@pytest.mark.parametrize("name", HARDWARE)
def test_hardware_tests_of_calix(tmp_path, name, seed):
    code, text = run_tests(tmp_path, "hw", name, seed)
    assert code == 0, text


@pytest.mark.skipif(
    os.environ.get("BSS2_TIER") != "full", reason="skipped: takes minutes; set BSS2_TIER=full")
@pytest.mark.parametrize("name", CALIBRATED)
def test_calibrated_hardware_tests_of_calix(tmp_path_factory, name):
    folder = tmp_path_factory.getbasetemp() / "calibrated"  # calibrations are shared
    folder.mkdir(exist_ok=True)
    code, text = run_tests(folder, "hw", name, seed=1)
    assert code == 0, text


CALIBRATE = """
import sys, calix, numpy
from calix.common import base
from calix.hagen import HagenCalibTarget
from dlens_vx_v3 import hxcomm, sta
numpy.random.seed(1)
with hxcomm.ManagedConnection() as connection:
    result = calix.calibrate(
        HagenCalibTarget(), cache_paths=[], connection=base.StatefulConnection(connection))
builder = base.WriteRecordingPlaybackProgramBuilder()
result.apply(builder)
with open(sys.argv[1], "wb") as file:
    file.write(sta.to_portablebinary(builder.done()[1]))
"""


@pytest.mark.skipif(
    os.environ.get("BSS2_TIER") != "full", reason="skipped: takes minutes; set BSS2_TIER=full")
def test_calix_gives_the_same_bytes_twice(tmp_path):
    (tmp_path / "script.py").write_text(CALIBRATE)
    source = str(pathlib.Path(CHECKOUT).resolve() / "src" / "py")
    path = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
    for name in ("one", "two"):
        subprocess.run(
            [sys.executable, "-m", "bss2emu", "run", "script.py", name], check=True, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path, "BSS2EMU_SEED": "2"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_left_out_is_refused_by_name(tmp_path, name):
    code, text = run_tests(tmp_path, "hw", name)
    assert code == 1 and f"not modelled: {REFUSED[name]}" in text, text


def test_every_module_of_calix_is_imported(tmp_path):
    code = (
        "import pkgutil, calix\n"
        "for module in pkgutil.walk_packages(calix.__path__, 'calix.'): __import__(module.name)\n")
    (tmp_path / "script.py").write_text(code)
    source = str(pathlib.Path(CHECKOUT).resolve() / "src" / "py")
    path = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
    subprocess.run(
        [sys.executable, "-m", "bss2emu", "run", "script.py"], check=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path})
