"""Manual pages and completions of a release."""

import pathlib
import subprocess
import sys

import pytest

SCRIPT = pathlib.Path(__file__).parents[2] / "scripts/shell-files"
pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="needs a checkout of the repository")


def test_pages_and_completions_name_verbs_options_and_effects(request, tmp_path):
    bss2 = request.config.getoption("--bss2")
    if bss2 is None:
        pytest.skip("--bss2 names no program")
    subprocess.run([sys.executable, SCRIPT, bss2, tmp_path], check=True, capture_output=True)
    pages = tmp_path / "share/man/man1"
    assert "\\-\\-inputs" in (pages / "bss2-mac.1").read_text()
    assert (pages / "bss2-calibration-verify.1").exists()
    for page in pages.iterdir():
        lines = page.read_text().splitlines()
        assert lines[0].startswith(".TH ") and ".SH NAME" in lines
        macros = {line.split()[0] for line in lines if line.startswith(".")}
        assert macros <= {".TH", ".SH", ".TP", ".B", ".BR"}
    completion = tmp_path / "share/bash-completion/completions/bss2"
    subprocess.run(["bash", "-n", completion], check=True)
    assert "cadc.noise=" in completion.read_text()


@pytest.mark.parametrize("arguments", [[], ["one"]])
def test_missing_arguments_end_with_the_usage(arguments):
    done = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True)
    assert done.returncode == 1 and "Usage: scripts/shell-files" in done.stderr
