"""Types: the package is clean under ``mypy --strict``, and wrong calls of users are found."""

import os
import pathlib
import subprocess
import sys

import pytest

pytest.importorskip("mypy", reason="mypy is not installed")
if sys.version_info < (3, 10):
    pytest.skip("NumPy for Python 3.9 has other types", allow_module_level=True)
pytest.importorskip("torch", reason="PyTorch is not installed (bss2emu[torch])")
PYTHON = pathlib.Path(__file__).resolve().parents[1]

CLIENT = """
import numpy as np
from numpy.typing import NDArray

import bss2emu
from bss2emu import hxtorch

chip = bss2emu.calibrated("typical", seed=3, effects={"cadc.noise": 0})
results: NDArray[np.int8] = chip.mac([1], [[1]])
first: bss2emu.Chip = bss2emu.Fleet(range(2))[0]
converted = bss2emu.convert
"""

WRONG = {
    "bss2emu.calibrated(sed=3)": "call-arg",
    "bss2emu.calibrated(seed='3')": "arg-type",
    "bss2emu.Fleet([0], thread=2)": "call-arg",
    "chip.mac([1], [[1]], num_send=3)": "call-arg",
    "hxtorch.perceptron.matmul(x, x, num_send=3)": "call-arg",
    "number: str = chip.seed": "assignment",
    "converted(sampel=3)": "call-arg",
}


def test_the_package_is_clean_and_wrong_calls_are_found(tmp_path):
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(CLIENT)
    wrong.write_text(CLIENT + "\n".join(["import torch", "x = torch.ones(1)", *WRONG]) + "\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", os.devnull, "src/bss2emu", str(right),
         str(wrong)], capture_output=True, text=True, cwd=PYTHON)
    found = [line for line in done.stdout.splitlines() if "error:" in line]
    first = len(CLIENT.splitlines()) + 3
    expected = [(f"wrong.py:{first + n}:", code) for n, code in enumerate(WRONG.values())]
    assert len(found) == len(expected), done.stdout
    for line, (place, code) in zip(found, expected):
        assert place in line and f"[{code}]" in line, done.stdout
