"""Golden files: what a former run recorded, beside the tests.

``RECORD_GOLDEN=1`` in the environment writes the files instead of comparing with them; what changed
is then seen as a difference in the repository.
"""

import hashlib
import json
import os
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).resolve().parent / "golden"


def digest(*values):
    """A digest of arrays, bytes and texts that is the same on every machine."""
    total = hashlib.sha256()
    for value in values:
        if isinstance(value, (bytes, str, list)):
            content = value if isinstance(value, bytes) else str(value).encode()
            total.update(f"{type(value).__name__} {len(content)} ".encode() + content)
        else:
            array = np.ascontiguousarray(value)
            total.update(f"{array.dtype.str} {array.shape} ".encode() + array.tobytes())
    return total.hexdigest()[:32]


def recorded(name):
    """Returns the content of a file by its name."""
    path = FOLDER / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else {}


def expect(found, name):
    """Compares names and texts with the recorded ones, or records them."""
    known = recorded(name)
    if os.environ.get("RECORD_GOLDEN") == "1":
        text = json.dumps(known | found, indent=2, sort_keys=True) + "\n"
        (FOLDER / f"{name}.json").write_text(text)
        return
    changed = {key: (known.get(key), value) for key, value in found.items()
               if known.get(key) != value}
    assert not changed, f"not as recorded in {name}.json: (recorded, found) = {changed}"
