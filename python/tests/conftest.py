"""Fixtures that the tests share. Without PyTorch, tests that need it say so and are skipped."""

import pathlib

import numpy as np
import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def pytest_addoption(parser):
    parser.addoption("--bss2", default=None, help="program bss2, to compare results with")


@pytest.fixture(scope="session")
def repository():
    if not (REPOSITORY / "configs").is_dir():
        pytest.skip("needs a checkout of the repository")
    return REPOSITORY


@pytest.fixture(scope="session")
def chip_of_all():
    """One calibrated chip; do not change it."""
    import bss2emu

    return bss2emu.calibrated("typical", 0)


@pytest.fixture
def chip(chip_of_all):
    """A calibrated chip of one's own, its noise at the beginning."""
    return chip_of_all.copy()


@pytest.fixture
def hardware(chip):
    """hxtorch with a connected chip."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed (bss2emu[torch])")
    from bss2emu import hxtorch

    torch.manual_seed(1)
    torch.set_num_threads(1)  # its pool waits by spinning, which a busy machine punishes
    before = hxtorch.perceptron.get_mock_parameter()
    hxtorch.perceptron.set_mock_parameter(hxtorch.perceptron.MockParameter())
    with hxtorch.use_chip(chip):
        yield hxtorch
    hxtorch.perceptron.set_mock_parameter(before)


@pytest.fixture
def rng():
    return np.random.default_rng(1)
