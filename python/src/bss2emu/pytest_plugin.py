"""A plugin for pytest: tests that want hardware run on virtual chips.

* ``virtual_chip``: a calibrated chip, connected as hxtorch's hardware for the length of the test,
  with faults on demand (:class:`bss2emu.faults.FaultyChip`).
* ``@pytest.mark.hardware``: the test gets the fixture and ``import hxtorch`` without naming them;
  ``@pytest.mark.hardware(seed=3, effects="cadc.noise=0")`` chooses the chip.
* ``missing_calibration``: calibration files cannot be found, as after a night without calibration.
* ``--virtual-chip-seeds 0,1,2`` runs every test of a chip on several chips.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

_calibrated: dict[Any, Any] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the plugin's options."""
    group = parser.getgroup("bss2emu")
    group.addoption(
        "--virtual-chip-seeds", default=None, metavar="SEEDS",
        help="run tests of a virtual chip on these chips, such as 0,1,2")


def pytest_configure(config: pytest.Config) -> None:
    """Names the marker."""
    config.addinivalue_line(
        "markers", "hardware(**chip): wants a chip; runs on a virtual one (bss2emu)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Repeats tests of a chip for every seed that the command line names."""
    text = metafunc.config.getoption("--virtual-chip-seeds")
    wants = "virtual_chip" in metafunc.fixturenames or (
        metafunc.definition.get_closest_marker("hardware") is not None)
    if text and wants:
        seeds = [int(part) for part in text.split(",")]
        if "_virtual_chip_seed" not in metafunc.fixturenames:
            metafunc.fixturenames.append("_virtual_chip_seed")
        metafunc.parametrize(
            "_virtual_chip_seed", seeds, ids=[f"chip{seed}" for seed in seeds], indirect=True)


@pytest.fixture
def _virtual_chip_seed(request: pytest.FixtureRequest) -> int | None:
    return getattr(request, "param", None)


@pytest.fixture
def virtual_chip(request: pytest.FixtureRequest, _virtual_chip_seed: int | None) -> Iterator[Any]:
    """A calibrated virtual chip with faults on demand, connected as hxtorch's hardware."""
    from . import environment
    from .chip import Chip
    from .faults import FaultyChip

    marker = request.node.get_closest_marker("hardware")
    options = dict(marker.kwargs) if marker else {}
    if _virtual_chip_seed is not None:
        options["seed"] = _virtual_chip_seed
    key = tuple(sorted((name, repr(value)) for name, value in options.items()))
    if key not in _calibrated:
        chip = Chip(**{"config": environment.configuration(), **options})
        chip.calibrate()
        _calibrated[key] = chip
    # Noise begins anew: the order of tests does not matter.
    own = _calibrated[key].copy()
    faulty = FaultyChip(own)
    try:
        from . import hxtorch
    except ImportError:
        yield faulty
        return
    with hxtorch.use_chip(faulty):
        yield faulty


@pytest.fixture
def missing_calibration(monkeypatch: pytest.MonkeyPatch) -> None:
    """No calibration file can be found."""
    import os

    from . import cocolist, environment

    def refuse(*_: Any, **__: Any) -> None:
        raise FileNotFoundError("no calibration of last night")

    monkeypatch.setattr(cocolist, "save_nightly_calibration", refuse)
    monkeypatch.setattr(environment, "mapped", lambda path: os.path.join(os.devnull, "missing"))


@pytest.fixture(autouse=True)
def _hardware_marker(request: pytest.FixtureRequest) -> Iterator[None]:
    """Gives marked tests their chip and the stand-in."""
    if request.node.get_closest_marker("hardware") is None:
        yield
        return
    from . import standin

    was_active = standin.is_active()
    standin.activate(children=False)
    request.getfixturevalue("virtual_chip")
    yield
    if not was_active:
        standin.deactivate()
