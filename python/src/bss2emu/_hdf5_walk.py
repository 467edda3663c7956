"""A walk through an HDF5 file; ``_hdf5`` runs this file in a process of its own."""

from __future__ import annotations

import os
import resource
import sys
from typing import Any

#: Reasons against a file, by the status with which the process ends.
REASONS = {1: "its content cannot be read",
           3: "it refers to data in other files, which is not allowed",
           4: "its header states more content than the file can contain"}
#: The greatest ratio of deflate, and bytes that a small file may hold in any case.
_GREATEST_RATIO, _SMALL = 1032, 2**26


def refusal(file: Any, size: int, is_read: bool) -> int:
    """Returns the number of a reason against an open file of some bytes; 0 if there is none.

    :param is_read: whether all values are read too.
    """
    import h5py

    def look(name: str, item: Any) -> int | None:
        if isinstance(item, h5py.Dataset):
            if item.external or item.is_virtual:
                return 3
            if item.nbytes > _GREATEST_RATIO * size + _SMALL:
                return 4
        if is_read:
            for _ in item.attrs.values():
                pass
            if isinstance(item, h5py.Dataset):
                item[()]
        return None  # goes on

    return look("/", file) or file.visititems(look) or 0


def _main(path: str) -> int:
    import h5py

    size = os.stat(path).st_size
    for limit, value in ((resource.RLIMIT_CPU, 4 + size // 2**25), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, value))
    with h5py.File(path, "r") as file:
        return refusal(file, size, is_read=True)


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
