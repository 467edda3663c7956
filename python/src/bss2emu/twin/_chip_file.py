"""Files of measured chips, as a fit writes them."""

from __future__ import annotations

import dataclasses
import io
import json
import pathlib
from collections.abc import Iterable, Mapping, Set
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _hdf5, _pattern, _whole
from ..calibration import _h5py
from ..configuration import ChipConfiguration, effects, parameters


@dataclasses.dataclass(frozen=True)
class Content:
    """A measured chip."""

    #: The kind of chip as the text of a configuration file; see :func:`text`.
    configuration: str
    rows: Iterable[_pattern.Row]
    name: str
    date: str
    source: str
    #: The registers with which the chip was fitted, as a cocolist.
    registers: bytes
    report: str


def write(path: pathlib.Path, content: Content) -> None:
    """Writes a file, which appears whole or not at all."""
    buffer = io.BytesIO()
    with _h5py().File(buffer, "w", userblock_size=_hdf5.BLOCK) as file:
        file.attrs.update({
            "content": _pattern.CONTENT, "format_version": _pattern.VERSION,
            "name": content.name, "date": content.date, "source": content.source})
        kind = _h5py().string_dtype()
        file.create_dataset("configuration", data=[content.configuration], dtype=kind)
        file.create_dataset("report", data=[content.report], dtype=kind)
        file.create_dataset("registers", data=np.frombuffer(content.registers, np.uint8))
        for row in content.rows:
            group = file.create_group(f"pattern/{row.place}/{row.name}")
            for name, values in (("mean", row.mean), ("deviation", row.deviation)):
                _put(group, name, values)
            for source, values in row.loadings.items():
                _put(group, f"loadings/{source}", values)
    with _whole.aside(path) as beside:
        beside.write_bytes(_hdf5.sealed(buffer.getvalue()))


def _put(group: Any, name: str, values: NDArray[np.float32]) -> None:
    group.create_dataset(
        name, data=values.astype(np.float32), chunks=values.shape, compression="gzip",
        compression_opts=4, shuffle=True)


def text(configuration: ChipConfiguration, name: str, source: str, fitted: Set[str]) -> str:
    """A kind of chip with every parameter, as a configuration file without a base.

    :param source: of the parameters with the keys `fitted`.
    """
    table = parameters()
    lines = [f"name: {json.dumps(name)}", "parameters:"]
    for key, value in configuration.parameters.items():
        is_fitted = key in fitted
        origin = source if is_fitted else f"parameters of {configuration.name}"
        entry = {
            "value": f"{float(value)!r} {table[key].unit}".strip(), "source": origin,
            "status": "fitted" if is_fitted else "assumed"}
        lines.append(f"  {key}: {json.dumps(entry)}")
    lines += _section("effects", {name: configuration.strength(name) for name in effects()})
    lines += _section("drivers", configuration.drivers)
    calix = configuration.calibration.get("calix")
    if calix:
        lines += ["calibration:", f"  calix: {calix}"]
    return "\n".join(lines) + "\n"


def _section(name: str, values: Mapping[str, float]) -> list[str]:
    return [f"{name}:", *(f"  {key}: {value:g}" for key, value in values.items())] if values else []
