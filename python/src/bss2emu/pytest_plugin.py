"""A plugin for pytest: tests that want hardware run on virtual chips.

* ``virtual_chip``: a calibrated chip, connected as hxtorch's hardware for the length of the test,
  with faults on demand (:class:`bss2emu.faults.FaultyChip`).
* ``@pytest.mark.hardware``: the test gets the fixture and ``import hxtorch`` without naming them;
  ``@pytest.mark.hardware(seed=3, effects="cadc.noise=0")`` chooses the chip.
* ``missing_calibration``: calibration files cannot be found, as after a night without calibration.
* ``--virtual-chip-seeds 0,1,2`` runs every test of a chip on several chips; 0..2 and the option
  ``virtual_chip_seeds`` of the configuration file do the same.

Inference traces that a test leaves open are closed after it, and the parameters of the mock are
those of before each module after it. Workers of pytest-xdist calibrate each chip once.

A test, as in :mod:`bss2emu.faults`::

    def test_my_network(virtual_chip):
        virtual_chip.kill_columns(3)
        assert accuracy(my_network) > 0.9
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

_calibrated: dict[Any, Any] = {}
_CHIP_OPTIONS = {"config", "seed", "run_seed", "threads", "effects"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the plugin's options."""
    group = parser.getgroup("bss2emu")
    group.addoption(
        "--virtual-chip-seeds", default=None, metavar="SEEDS",
        help="seeds of the virtual chips on which tests marked \"hardware\" run, such as 0,1,2 or "
        "0..2")
    parser.addini("virtual_chip_seeds", "as --virtual-chip-seeds", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Names the marker and reads the seeds."""
    _seeds(_seed_text(config))
    config.addinivalue_line(
        "markers", "hardware(config, seed, run_seed, threads, effects): the test needs a chip and "
        "gets a virtual one (bss2emu)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Repeats tests of a chip for every seed that the command line names."""
    text = _seed_text(metafunc.config)
    wants = "virtual_chip" in metafunc.fixturenames or (
        metafunc.definition.get_closest_marker("hardware") is not None)
    if text and wants:
        seeds = _seeds(text)
        if "_virtual_chip_seed" not in metafunc.fixturenames:
            metafunc.fixturenames.append("_virtual_chip_seed")
        metafunc.parametrize(
            "_virtual_chip_seed", seeds, ids=[f"chip{seed}" for seed in seeds], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuses unknown options of markers before the first test."""
    for item in items:
        if marker := item.get_closest_marker("hardware"):
            _check_marker(marker, item.nodeid)


def _check_marker(marker: pytest.Mark, test: str) -> None:
    unknown = sorted(set(marker.kwargs) - _CHIP_OPTIONS)
    if unknown or marker.args:
        wrong = f"has no option {unknown[0]!r}" if unknown else "takes options by their names only"
        raise pytest.UsageError(
            f"{test}: @pytest.mark.hardware {wrong}; it has {', '.join(sorted(_CHIP_OPTIONS))}.")


def _seed_text(config: pytest.Config) -> str:
    """Seeds on the command line, else in the configuration file."""
    return config.getoption("--virtual-chip-seeds") or str(config.getini("virtual_chip_seeds"))


def _seeds(text: str) -> list[int]:
    """Seeds of a list such as 0,3,7..9."""
    found: list[int] = []
    for part in filter(None, text.split(",")):
        first, _, last = part.strip().replace("-", "..").partition("..")
        is_whole = first.isdecimal() and (last or first).isdecimal()
        if not is_whole or int(last or first) < int(first):
            raise pytest.UsageError(
                f"--virtual-chip-seeds: {part.strip()!r} is no seed; write 0,1,2 or 0..2.")
        found += range(int(first), int(last or first) + 1)
    return found


@pytest.fixture
def _virtual_chip_seed(request: pytest.FixtureRequest) -> int | None:
    return getattr(request, "param", None)


@pytest.fixture
def virtual_chip(request: pytest.FixtureRequest, _virtual_chip_seed: int | None) -> Iterator[Any]:
    """A calibrated virtual chip with faults on demand, connected as hxtorch's hardware.

    See the test at the top of :mod:`bss2emu.pytest_plugin`.
    """
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
    """No calibration file can be found.

    A test of one's own error message::

        def test_missing_calibration(missing_calibration):
            with pytest.raises(SystemExit):
                my_program.main()
    """
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


def _perceptron() -> Any:
    """The module of products, if tests have imported it."""
    return sys.modules.get("bss2emu.hxtorch.perceptron")


@pytest.fixture(autouse=True)
def _open_traces() -> Iterator[None]:
    """Closes the inference traces that a test leaves open."""
    yield
    if _perceptron() is not None:
        from .hxtorch.perceptron import _tracer

        _tracer.stop_all()


@pytest.fixture(autouse=True, scope="module")
def _mock_parameter() -> Iterator[None]:
    """Gives the next module the parameters of the mock that this one has found."""
    before = _perceptron().get_mock_parameter() if _perceptron() is not None else None
    yield
    if _perceptron() is not None:
        _perceptron().set_mock_parameter(before or _perceptron().MockParameter())
