"""The linear model of the chip, as hxtorch's mock mode has it, on NumPy arrays.

See the example of :func:`bss2emu.mock_mac`.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._library import address, check, library, shape, uint64, whole


def mock_mac(
    inputs: Any, weights: Any, *, num_sends: int = 1, gain: float = 0.002, noise_std: float = 2.0,
    run_seed: int = 0, stream: int = 0, first_vector: int = 0, threads: int | None = None,
) -> NDArray[np.float32]:
    """Multiplies vectors (B, K) or (K) with a matrix (K, N): whole float32 numbers -128...127.

    Inputs and weights are rounded half to even. Every chunk of 128 rows is one read,
    ``clip(floor(x w num_sends gain + noise), -128, 127)``; reads are added and clipped once more.
    The noise depends on run seed, stream and the vector's number only; there is none for a
    ``noise_std`` of 0 and below.

    >>> bss2emu.mock_mac([15] * 100, [[21] * 2] * 100, noise_std=0)
    array([63., 63.], dtype=float32)

    :raises OutOfRangeError: for inputs outside 0...31, weights outside -63...63 and NaN.
    :raises ShapeError: a ValueError, for shapes that do not fit.
    """
    x, w = _floats(inputs, "inputs"), _floats(weights, "weights")
    results = np.empty(x.shape[:-1] + w.shape[1:], np.float32)
    check(
        library.bss2_mock_multiply(
            address(x), *shape(x.shape), address(w), *shape(w.shape),
            whole(num_sends, "num_sends", -(2**63), 2**63 - 1), float(gain), float(noise_std),
            uint64(run_seed, "run_seed"), whole(stream, "stream", 0, 2**32 - 1),
            uint64(first_vector, "first_vector"), threads or os.cpu_count() or 1,
            address(results)))
    return results


def _floats(values: Any, name: str) -> NDArray[np.float32]:
    array = np.asarray(values)
    if array.dtype.kind not in "iufb":
        raise TypeError(f"{name} must be numbers, not {array.dtype}.")
    return np.ascontiguousarray(array, np.float32)
