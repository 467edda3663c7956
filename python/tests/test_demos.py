"""Tutorials of brainscales2-demos as scripts in their checkout, whose folder BSS2_DEMOS names."""

import os
import pathlib
import re
import subprocess
import sys
import textwrap

import pytest

FOLDER = os.environ.get("BSS2_DEMOS")
pytestmark = pytest.mark.skipif(not FOLDER, reason="BSS2_DEMOS names no checkout of the demos")


def code(path):
    """The code blocks of a tutorial and of the files that it includes, without magics."""
    lines, found = path.read_text().splitlines(), []
    while lines:
        line = lines.pop(0)
        included = re.match(r"\.\. include:: (\S+)", line)
        if included and (path.parent / included[1]).exists():
            found.append(code(path.parent / included[1]))
        elif line.startswith(".. code:: ipython3"):
            block = []
            while lines and (not lines[0].strip() or lines[0].startswith(" ")):
                block.append(lines.pop(0))
            found.append(textwrap.dedent("\n".join(block)))
    return re.sub(r"(?m)^%.*$", "", "\n".join(found))


@pytest.mark.parametrize("name", [
    "tp_00-introduction", "tp_01-properties", "tp_02-yin_yang", "ts_06-dynamic_range"])
def test_a_tutorial_runs_to_its_end(name, tmp_path):
    for module in ("torch", "neo", "pandas", "matplotlib", "ipywidgets", "tqdm", "IPython"):
        pytest.importorskip(module)
    folder = pathlib.Path(FOLDER)
    for entry in folder.iterdir():
        (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / "tutorial.py").write_text(code(folder / f"{name}.rst"))
    # Tutorials call functions of notebooks, such as display.
    done = subprocess.run(
        [sys.executable, "-m", "bss2emu", "run", "-m", "IPython", "tutorial.py"], cwd=tmp_path,
        capture_output=True, text=True,
        env={**os.environ, "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"})
    assert done.returncode == 0, done.stderr
