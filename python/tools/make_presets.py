"""Writes the presets of configs/chips as plain numbers for the package.

Usage: python make_presets.py CONFIGS_FOLDER OUTPUT.json, with BSS2EMU_LIBRARY naming the library.
"""

import json
import pathlib
import re
import sys


def read(path: pathlib.Path, parse, units: dict) -> dict:
    """Parameters, effects and driver registers of a preset; its lines are simple enough to need no YAML library."""
    text = path.read_text(encoding="utf-8")
    values, scales, drivers = {}, {}, {}
    if base := re.search(r"^extends: (\S+)", text, re.M):
        inherited = read(path.with_name(base[1] + ".yaml"), parse, units)
        values, scales, drivers = (
            inherited[part] for part in ("parameters", "effects", "drivers"))
    for key, value in re.findall(r"^  (\S+): \{value: ([^,]+),", text, re.M):
        values[key] = parse(value, units[key].unit, key)
    if section := re.search(r"^effects:\n((?:  .*\n?)+)", text, re.M):
        own = {k: float(v) for k, v in re.findall(r"^  (\S+): (\S+)", section[1], re.M)}
        scales = own if "all" in own else {**scales, **own}
    if section := re.search(r"^drivers:\n((?:  .*\n?)+)", text, re.M):
        drivers = {k: int(v) for k, v in re.findall(r"^  (\S+): (\d+)", section[1], re.M)}
    return {"parameters": values, "effects": scales, "drivers": drivers}


def main() -> None:
    folder, output = map(pathlib.Path, sys.argv[1:])
    from bss2emu import configuration

    units = configuration.parameters()
    presets = {
        path.stem: read(path, configuration.parse_quantity, units)
        for path in sorted(folder.glob("*.yaml"))}
    for name, preset in presets.items():
        missing = set(units) - set(preset["parameters"])
        if missing:
            sys.exit(f"{name}: no value for {', '.join(sorted(missing))}")
    output.write_text(json.dumps(presets, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
