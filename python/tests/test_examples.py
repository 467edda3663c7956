"""Documentation: every public name has an example or a link to one, and the examples run."""

import doctest
import importlib
import inspect
import io
import logging
import os
import pathlib
import pkgutil
import re
import shutil
import warnings

import numpy as np
import pytest

import bss2emu
from bss2emu import cocolist

EXAMPLE = re.compile(r">>>|::\n")
#: Lines of an example: with a prompt, or indented below "::".
CODE = re.compile(r" *(>>>|\.\.\.)|    ")
LINK = re.compile(r":(?:class|func|meth|mod|data):`~?([\w.]+)`")
#: Names whose examples record or fit a chip for minutes.
LONG = re.compile(r"bss2emu\.twin\.(fit|record)\b.*|bss2emu\.twin\.named\.keep|bss2emu\.study")
#: Exceptions beside those of :mod:`bss2emu.errors` whose examples raise them.
EXTRAS = ("bss2emu.conversion.ConversionError",)


def public_modules():
    names = [module.name for module in pkgutil.walk_packages(bss2emu.__path__, "bss2emu.")]
    return ["bss2emu"] + [
        name for name in names
        if not re.search(r"\._|\.libbss2emu|\.standin|\.lowlevel|hxtorch\.spiking|\.study\.", name)]


def needs_torch(name):
    return name.startswith(("bss2emu.hxtorch", "bss2emu.conversion"))


def is_own(value, module):
    return getattr(value, "__module__", None) == module.__name__ and callable(value)


def public_names(module):
    """Functions and classes of a module, and public members of the classes, by dotted names."""
    names = getattr(module, "__all__", None) or [
        name for name, value in vars(module).items() if is_own(value, module)]
    for name in names:
        value = getattr(module, name)
        if name.startswith(("_", "pytest_")) or not callable(value):
            continue
        yield f"{module.__name__}.{name}", value
        if inspect.isclass(value):
            for member, inner in vars(value).items():
                is_documented = callable(inner) or isinstance(inner, (property, classmethod))
                if not member.startswith("_") and is_documented and not inspect.isclass(inner):
                    # Python 3.9 gives class methods no documentation of their own.
                    yield f"{module.__name__}.{name}.{member}", getattr(inner, "__func__", inner)


def text_of(value):
    return inspect.getdoc(value) or ""


def resolved(link, name, module):
    """The object and the dotted name to which a link in the documentation of a name leads."""
    parts = name.split(".")
    scopes = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
    for scope in [*scopes, module.__name__, ""]:
        path = f"{scope}.{link}".strip(".")
        try:
            return pkgutil.resolve_name(path), path
        except (ImportError, AttributeError, ValueError):
            continue
    raise AssertionError(f"{name} has a link to {link}, which does not exist")


def is_shown(name, value, module, seen=()):
    """Tells whether a name has an example, or its class has one with it, or a link leads to one."""
    text = text_of(value)
    if EXAMPLE.search(text):
        return True
    owner, _, member = name.rpartition(".")
    links = [resolved(link, name, module) for link in LINK.findall(text)]
    try:
        outer = pkgutil.resolve_name(owner)
    except (ImportError, AttributeError):
        outer = None
    if inspect.isclass(outer):
        # A member may have a second name.
        called = "|".join({member, getattr(value, "__name__", member)})
        code = [line for line in text_of(outer).splitlines() if CODE.match(line)]
        if any(re.search(rf"\.({called})\b", line) for line in code):
            return True
    return any(
        path not in seen and is_shown(path, target, module, (*seen, name))
        for target, path in links)


def imported(name):
    if needs_torch(name):
        pytest.importorskip("torch")
    return importlib.import_module(name)


@pytest.mark.parametrize("name", public_modules())
def test_public_names_have_an_example_or_a_link_to_one(name):
    module = imported(name)
    assert is_shown(name, module, module), f"{name} has neither an example nor a link to one"
    bare = [own for own, value in public_names(module) if not is_shown(own, value, module)]
    assert not bare, f"neither an example nor a link to one: {bare}"


class Undocumented:
    def bare(self):
        """Nothing is shown."""

    def linked(self):
        """See :func:`bss2emu.presets`."""


def test_a_name_without_an_example_is_found():
    import sys

    here = sys.modules[__name__]
    own = f"{__name__}.Undocumented"
    assert not is_shown(f"{own}.bare", Undocumented.bare, here)
    assert is_shown(f"{own}.linked", Undocumented.linked, here)
    with pytest.raises(AssertionError, match="does not exist"):
        resolved("bss2emu.no_such_name", own, here)


# ---- examples run


def examples():
    """Names with lines of Python in their documentation; each text once."""
    found = {}
    for name in public_modules():
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        for own, value in [(name, module), *public_names(module)]:
            text = text_of(value)
            if ">>>" in text and not LONG.fullmatch(own):
                found.setdefault(text, own)
    return sorted(found.values())


class AnyOutput(doctest.OutputChecker):
    """Compares outputs only where the example states one."""

    def check_output(self, want, got, flags):
        return not want or super().check_output(want, got, flags)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Files that the examples name."""
    pytest.importorskip("h5py")
    folder = tmp_path_factory.mktemp("examples")
    chip = bss2emu.calibrated("typical", 3, progress=False)
    for name in ("hagen_cocolist.pbin", "monday.pbin", "tuesday.pbin"):
        cocolist.write_file(chip, folder / name)
    (folder / "calibration").mkdir()
    chip.calibration.save(folder / "calibration/hagen.h5")
    chip.calibration.save(folder / "chip3.npz")
    (folder / "notes.txt").write_text("notes")
    return folder


@pytest.fixture
def place(files, tmp_path, monkeypatch):
    """A folder with these files, and a process as before afterwards."""
    for library in ("torch", "matplotlib", "pandas", "xarray"):
        pytest.importorskip(library)
    import matplotlib
    from bss2emu import hxtorch

    matplotlib.use("Agg")
    monkeypatch.chdir(shutil.copytree(files, tmp_path / "place"))
    monkeypatch.setenv("BSS2EMU_SEED", "3")
    monkeypatch.setenv("BSS2EMU_CALIBRATION_ROOT", str(tmp_path / "tree"))
    variables, logger = dict(os.environ), logging.getLogger("hxtorch_logger")
    handlers, parameter = list(logger.handlers), hxtorch.perceptron.get_mock_parameter()
    with warnings.catch_warnings(), hxtorch.use_chip(hxtorch.connect):
        warnings.simplefilter("ignore")
        yield
    hxtorch.perceptron.set_mock_parameter(parameter)
    logger.handlers[:] = handlers
    for name in set(os.environ) - set(variables):
        del os.environ[name]


def names_of_examples():
    """Objects that examples use without making them."""
    import torch
    from bss2emu import environment, faults, files, hxtorch, pictures
    from bss2emu.twin import named

    torch.manual_seed(1)
    images, labels = torch.rand(200, 16), torch.zeros(200)
    model = torch.nn.Sequential(torch.nn.Linear(16, 8), torch.nn.ReLU(), torch.nn.Linear(8, 4))
    chip = bss2emu.calibrated("typical", 3, progress=False)
    hxtorch.connect(chip)
    return {
        "accuracy": lambda results, labels: float((results.argmax(-1) == labels).float().mean()),
        "bss2emu": bss2emu, "chip": chip, "cocolist": cocolist, "environment": environment,
        "calibration": chip.calibration, "converted": bss2emu.convert(model, images, mock=True),
        "faults": faults, "files": files, "hxtorch": hxtorch, "images": images,
        "inputs": torch.full((5, 100), 15.0), "model": model, "named": named,
        "nn": hxtorch.perceptron.nn, "np": np, "os": os, "pathlib": pathlib,
        "perceptron": hxtorch.perceptron, "pictures": pictures, "sample": images,
        "test_images": images, "test_labels": labels, "torch": torch, "warnings": warnings,
        "weights": torch.full((100, 10), 21.0),
        "study": bss2emu.Study("product_error", seeds=1, groups=["noise"], calibration="chip"),
    }


def raises(value):
    own = inspect.isclass(value) and issubclass(value, Exception) and not issubclass(value, Warning)
    return value if own else None


@pytest.mark.parametrize("name", examples())
def test_examples_run(name, place):
    value = pkgutil.resolve_name(name)
    test = doctest.DocTestParser().get_doctest(text_of(value), names_of_examples(), name, None, 0)
    if expected := raises(value):
        with pytest.raises(expected):
            exec("".join(example.source for example in test.examples), test.globs)
        return
    runner = doctest.DocTestRunner(AnyOutput(), False, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report = io.StringIO()
    runner.run(test, out=report.write)
    assert not runner.failures, report.getvalue()
