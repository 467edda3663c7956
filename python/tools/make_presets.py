"""Writes the presets of configs/chips as JSON for the package, which reads them without PyYAML.

Usage: python make_presets.py CONFIGS_FOLDER OUTPUT.json, with BSS2EMU_LIBRARY naming the library.
"""

import json
import pathlib
import sys


def read(folder: pathlib.Path) -> dict:
    """The content of all presets by name; scalars are texts."""
    from bss2emu import configuration

    return {
        path.stem: configuration.parse_yaml(path.read_text(encoding="utf-8"), str(path))
        for path in sorted(folder.glob("*.yaml"))}


def main() -> None:
    """Writes the file, after a check of every preset."""
    folder, output = map(pathlib.Path, sys.argv[1:])
    from bss2emu import configuration

    documents = read(folder)
    output.write_text(json.dumps(documents, indent=1) + "\n", encoding="utf-8")
    for name in documents:
        configuration.ChipConfiguration.load(name)


if __name__ == "__main__":
    main()
