"""Names of the dimensions of arrays in files: arrays that share an axis share its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PARTS = {1024: "channel", 512: "neuron", 256: "driver", 4: "quadrant", 1: "single"}
_DEVICE = {
    r"weights/inputs": ("swept_input",), r"weights/(mean|spread)": ("swept_input", "weight"),
    r"(weights|linearity)/weights": ("weight",), r"linearity/outputs": ("weight", "column"),
    r"(linearity/residual|drift/slopes)": ("column",), r"inputs/inputs": ("input",),
    r"noise/output/\w+": ("amplitude",), r"noise/sends/\w+": ("sends",),
    r"noise/wait/\w+": ("wait",), r"inputs/ratios": ("input", "measured_column"), r"inputs/full_scale": ("measured_column",),
    r"drift/time": ("time",), r"drift/outputs": ("time", "column"),
    r"(pattern|small_input)/results": ("repeat", "column"),
    r"printed/results": ("printed_repeat", "column")}
#: Names by the content of a file and the path of an array, of all axes from the first.
_NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "adc": {r"volts": ("volts",), r"cadc/(reads|noise)": ("volts", "channel"),
            r"cadc/\w+s": ("channel",), r"madc/(samples|noise)": ("volts",)},
    "calibration": {
        r"report/(names|run_counts)": ("step",), r"target/.*_range": ("end",),
        r"report/steps/\d+/(before|after|parameters)": ("moment",),
        r"report/steps/\d+/groups_\w+": ("quadrant_moment",)},
    "characterization": {r"figures/\w+": ("figure",), **{
        rf"[^/]+/{path}": names for path, names in _DEVICE.items()}},
    "comparison": {rf"[^/]+/{path}": names for path, names in _DEVICE.items()},
    "mac": {r"results": ("vector", "column")},
    "study": {r"(chip|point|repetition)": (), r".*_axis\d+": (),
              r"\w+": ("chip", "point", "repetition")},
    "temperature": {r"kelvin": ("kelvin",), r"\w+": ("kelvin", "chip", "column")},
    "transfer": {r"accuracy_\w+": ("chip",), r"course": ("chip", "epoch"),
                 r"budget/groups": ("group",), r"budget/\w+": ("group", "chip")},
}


def names(content: str, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, list[str]]:
    """Names of the axes of each array; one name has one extent in the whole file.

    Axes that no rule names are shared by the arrays of a group with the same extent.

    :param content: the kind of file.
    :param shapes: shapes by path.
    """
    extents: dict[str, int] = {}
    return {path: list(_of_array(content, path, shape, extents)) for path, shape in shapes.items()}


def _of_array(
    content: str, path: str, shape: tuple[int, ...], extents: dict[str, int]
) -> Iterator[str]:
    used: set[str] = set()
    for axis, extent in enumerate(shape):
        name = next(
            each for each in _candidates(content, path, axis, extent)
            if each not in used and extents.setdefault(each, extent) == extent)
        used.add(name)
        yield name


def _candidates(content: str, path: str, axis: int, extent: int) -> Iterator[str]:
    """Names that an axis may have, the best first, without end."""
    for rule, known in _NAMES.get(content, {}).items():
        if re.fullmatch(rule, path):
            if axis < len(known):
                yield known[axis]
            break
    if content == "study":  # coordinates, and axes that a metric has of its own
        yield path if axis == 0 else f"{path}_axis{axis - 3}"
    if content == "calibration" and extent in _PARTS:
        yield _PARTS[extent]
    group = path.rpartition("/")[0].replace("/", ".")
    number = 0
    while True:
        yield f"{group}_axis{number}".lstrip("_")
        number += 1
