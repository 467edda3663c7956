"""Results and public names, compared with recorded ones."""

import importlib
import inspect
import pkgutil
import re

import numpy as np
import pytest

import bss2emu
from golden import digest, expect, recorded


#: The C library lies in the installed package and looks like a module of it.
LIBRARY = "libbss2emu"


def operands(rows=140, columns=60, batch=3):
    x = (np.arange(batch * rows) * 37 // 3 % 32).reshape(batch, rows)
    w = (np.arange(rows * columns) * 53 // 7 % 127 - 63).reshape(rows, columns)
    return x, w


def spread(shape, low, high):
    import torch

    count = int(np.prod(shape))
    values = low + np.arange(count) * 37 // 3 % (high - low + 1)
    return torch.from_numpy(values.reshape(shape)).float()


def test_the_mock_keeps_its_bytes():
    x, w = operands()
    expect({
        "mock_mac": digest(bss2emu.mock_mac(x, w, num_sends=2)),
        "mock_mac, run seed 3": digest(bss2emu.mock_mac(x, w, run_seed=3, first_vector=7)),
        "mock_mac, no noise": digest(bss2emu.mock_mac(x, w, noise_std=0, gain=0.0017)),
    }, "digests")


def test_a_calibrated_chip_keeps_its_bytes(chip):
    x, w = operands()
    results, rows = chip.mac_recorded(x, w, 7, num_sends=2)
    probe = chip.probe(x[0, :100], w[:100], 5)
    trace = chip.record(3, duration=5e-6)
    calibration = chip.calibration
    # The paths of searches are no result, and older digests lack them.
    names = [name for name in sorted(calibration) if not name.endswith("/path")]
    values = [part for name in names for part in (name, calibration[name])]
    expect({
        "calibration": digest(*values),
        "mac": digest(chip.mac(x, w), chip.mac(x, w, num_sends=3, wait_between_events=9)),
        "mac_recorded": digest(results, rows),
        "probe": digest(probe.results, probe.seconds, probe.membrane, probe.excitatory,
                        probe.inhibitory),
        "record": digest(trace.seconds, trace.values),
        "read_cadc": digest(*chip.read_cadc(0), *chip.read_cadc(1)),
        "save": digest(chip.save()),
    }, "digests")


@pytest.mark.parametrize("mock", [False, True], ids=["chip", "mock"])
def test_the_perceptron_keeps_its_bytes(hardware, mock):
    perceptron = hardware.perceptron
    if mock:
        perceptron.set_mock_parameter(perceptron.MockParameter(noise_std=0, gain=0.0021))
    x, w = spread((4, 140), 0, 31), spread((140, 30), -63, 63)
    y = perceptron.mac(x, w, num_sends=2, mock=mock)
    image, kernel = spread((2, 3, 9, 9), 0, 31), spread((4, 3, 3, 3), -63, 63)
    name = "mock" if mock else "chip"
    expect({f"perceptron on {name}: {operation}": digest(result.detach().numpy())
            for operation, result in {
                "mac": y,
                "matmul": perceptron.matmul(x.reshape(2, 2, 140), w, mock=mock),
                "conv1d": perceptron.conv1d(
                    image[:, :, 0], kernel[:, :, 0], None, stride=2, mock=mock),
                "conv2d": perceptron.conv2d(image, kernel, None, stride=(1, 2), mock=mock),
                "expanded_conv1d": perceptron.expanded_conv1d(
                    image[:, :, 0], kernel[:, :, 0], None, 2, num_expansions=2, mock=mock),
                "add": perceptron.add(y, y, mock=mock),
                "relu": perceptron.relu(y, mock=mock),
                "converting_relu": perceptron.converting_relu(y, 1, mock=mock),
                "argmax": perceptron.argmax(y, dim=1, mock=mock),
            }.items()}, "digests")


# ---- public names


def signature(value):
    try:
        text = str(inspect.signature(value))
    except (TypeError, ValueError):
        return ""
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def is_own(value, owner):
    """Returns whether a value was defined in a module or class rather than imported into it."""
    home = str(getattr(value, "__module__", None))
    if inspect.ismodule(owner):
        return home == owner.__name__ or not callable(value)
    return home.startswith("bss2emu") or not callable(value)


def members(owner, prefix):
    """Public names of a module or class with signatures: those of ``__all__``, or its own."""
    names = getattr(owner, "__all__", None) if inspect.ismodule(owner) else None
    for name in sorted(names or vars(owner)):
        value = getattr(owner, name)
        is_hidden = name.startswith("_") and name != "__init__" or inspect.ismodule(value)
        if is_hidden or names is None and not is_own(value, owner):
            continue
        if inspect.isclass(value):
            yield f"{prefix}.{name}", "class"
            yield from members(value, f"{prefix}.{name}")
        elif isinstance(value, property):
            yield f"{prefix}.{name}", "property"
        elif callable(value):
            yield f"{prefix}.{name}", signature(value)
        elif names is not None or name.isupper() and name != "TYPE_CHECKING":
            yield f"{prefix}.{name}", "value"


def modules(package):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        parts = found.name.split(".")
        hidden = ("standin", "lowlevel", LIBRARY)
        if not any(part.startswith("_") or part in hidden for part in parts):
            yield found.name


def test_public_names_and_signatures_are_as_recorded():
    pytest.importorskip("torch", reason="PyTorch is not installed (bss2emu[torch])")
    names = dict(members(bss2emu, "bss2emu"))
    for module in modules(bss2emu):
        if module != "bss2emu.pytest_plugin":
            names.update(members(importlib.import_module(module), module))
    expect(names, "public_names")
    gone = set(recorded("public_names")) - set(names)
    assert not gone, f"public names that are gone: {sorted(gone)}"
