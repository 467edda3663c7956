"""A backend of xarray: ``xarray.open_dataset`` and ``open_datatree`` know the emulator's files.

See :func:`bss2emu.files.load_xarray`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import xarray
from xarray.backends import BackendEntrypoint

from . import _hdf5, files


class Backend(BackendEntrypoint):
    """Opens files with a checksum, whose dimensions have shared names."""

    description = "Files of bss2-emulator, with named dimensions"
    open_dataset_parameters = ("drop_variables", "separator")
    supports_groups = True

    def guess_can_open(self, filename_or_obj: Any) -> bool:
        """Tells whether a path is that of such a file."""
        try:
            with open(os.fspath(filename_or_obj), "rb") as file:
                return _hdf5.is_sealed(file.read(_hdf5.BLOCK))
        except (TypeError, OSError):
            return False

    def open_dataset(
        self, filename_or_obj: Any, *, drop_variables: str | Iterable[str] | None = None,
        separator: str = "/",
    ) -> Any:
        """Reads all arrays into one data set, under their paths."""
        data = files.load_xarray(filename_or_obj, separator)
        return data.drop_vars(drop_variables or [], errors="ignore")

    def open_groups_as_dict(self, filename_or_obj: Any, **options: Any) -> dict[str, Any]:
        """Reads each group into a data set of its own."""
        data = self.open_dataset(filename_or_obj, **options)
        groups: dict[str, dict[str, Any]] = {"/": {}}
        for path, values in data.variables.items():
            group, _, name = str(path).rpartition("/")
            groups.setdefault(f"/{group}", {})[name] = values
        return {
            group: xarray.Dataset(content, attrs=data.attrs if group == "/" else {})
            for group, content in groups.items()}

    def open_datatree(self, filename_or_obj: Any, **options: Any) -> Any:
        """Reads groups as a tree."""
        return xarray.DataTree.from_dict(self.open_groups_as_dict(filename_or_obj, **options))
