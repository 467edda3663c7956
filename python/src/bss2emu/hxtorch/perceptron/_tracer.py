"""Recording of operations on the chip, and their replay."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

from ... import _npz
from ..._hardware import current_chip
from ._callable import Function, tensor

_active: list[InferenceTracer] = []
_local = threading.local()
_FORMAT = "bss2emu inference trace 1"
#: The operations that can be recorded, with their arguments.
_OPERATIONS = {"mac": {"weights", "num_sends", "wait"}, "add": {"other"}, "relu": set(),
               "converting_relu": {"shift"}, "argmax": {"dim", "keepdim"}}


class InferenceTracer:
    """InferenceTracer(filename: str)

    Records what runs on the chip between ``start`` and ``stop``; mock operations are not seen.
    Every operation has to take the result of the one before.

    >>> tracer = hxtorch.perceptron.InferenceTracer("trace.npz")
    >>> tracer.start()
    >>> hxtorch.perceptron.matmul(torch.full((1, 100), 15.0), torch.full((100, 10), 21.0))
    >>> tracer.stop()
    ['mac']
    >>> hxtorch.perceptron.inference_trace(torch.full((1, 100), 15.0), "trace.npz").shape
    torch.Size([1, 10])
    """

    def __init__(self, filename: str):
        if not isinstance(filename, str):
            raise TypeError(f"filename must be a str, not {type(filename).__name__}")
        self._filename = filename
        self._operations: list[tuple[str, dict[str, Any]]] = []
        self._last: torch.Tensor | None = None

    def start(self) -> None:
        """start() -> None

        Begins to record.
        """
        if self in _active:
            raise RuntimeError("the tracer has been started before; stop it first")
        self._operations, self._last = [], None
        _active.append(self)

    def stop(self) -> list[str]:
        """stop() -> List[str]

        Ends the recording, writes it to the file and returns the names of its operations.
        """
        if self not in _active:
            raise RuntimeError("the tracer has not been started; start it first")
        _active.remove(self)
        _save(self._filename, self._operations)
        return [name for name, _ in self._operations]

    def _check(self, name: str, x: torch.Tensor) -> None:
        if self._last is not None and not torch.equal(self._last, x.detach()):
            raise RuntimeError(
                f"the input of {name} is not the result of the operation that was traced before "
                f"it (tracer of file {self._filename}). Remove what is computed between the two "
                "operations; or, if this tracer was left running by mistake, call its stop()")


def is_active() -> bool:
    """Returns whether a tracer records."""
    return bool(_active)


def stop_all() -> None:
    """Ends all recordings without writing them."""
    _active.clear()


@contextlib.contextmanager
def operation(
    name: str, x: torch.Tensor, **arguments: Any
) -> Iterator[Callable[[torch.Tensor], torch.Tensor]]:
    """One operation on the chip: its input is checked, its result noted."""
    for tracer in _active:
        tracer._check(name, x)
    if _active and name == "argmax" and not (
        x.dim() == 2 and arguments["dim"] == 1 and arguments["keepdim"]
    ):
        raise RuntimeError("a traced argmax needs a 2-D input, dim=1 and keepdim=True")

    def done(result: torch.Tensor) -> torch.Tensor:
        for tracer in _active:
            tracer._operations.append((name, arguments))
            tracer._last = result.detach().clone()
        return result

    yield done


def _save(path: str, operations: list[tuple[str, dict[str, Any]]]) -> None:
    arrays: dict[str, Any] = {}
    steps = []
    for index, (name, arguments) in enumerate(operations):
        plain = {}
        for key, value in arguments.items():
            if isinstance(value, torch.Tensor):
                arrays[f"{index}/{key}"] = value.detach().numpy()
            else:
                plain[key] = value
        steps.append({"name": name, "arguments": plain})
    header = json.dumps({"format": _FORMAT, "steps": steps})
    with open(path, "wb") as file:
        np.savez(file, header=np.array(header), **arrays)


def _load(path: str) -> list[tuple[str, dict[str, Any]]]:
    try:
        with np.load(path, allow_pickle=False) as file:
            header = json.loads(str(file["header"]))
            if header.get("format") != _FORMAT:
                raise ValueError("another format")
            operations = []
            for index, step in enumerate(header["steps"]):
                arguments = dict(step["arguments"])
                for key in file.files:
                    place, _, name = key.partition("/")
                    if place == str(index):
                        arguments[name] = torch.from_numpy(file[key].copy())
                if arguments.keys() != _OPERATIONS[step["name"]]:
                    raise ValueError(f"step {index} has other arguments")
                operations.append((step["name"], arguments))
            return operations
    except _npz.DAMAGE as error:
        raise RuntimeError(
            f"{path}: is not an inference trace ({error}); give a file of InferenceTracer") from None


def _inference_trace(input: torch.Tensor, filename: str) -> torch.Tensor:
    """inference_trace(input: torch.Tensor, filename: str) -> torch.Tensor

    Runs the operations of a recording on an input.

    See :class:`InferenceTracer`.
    """
    from . import _operations

    tensor(input, "input")
    if input.dim() not in (1, 2):
        raise RuntimeError(f"the shape of input is {tuple(input.shape)}; give a 1-D or 2-D tensor")
    operations = _load(filename)
    if not operations:
        raise RuntimeError(
            f"{filename}: the recording is empty; record at least one operation on a chip")
    current_chip()
    x = input
    with torch.no_grad():
        for name, arguments in operations:
            if name == "mac":
                x = _operations.mac(
                    x, arguments["weights"], arguments["num_sends"], arguments["wait"])
            elif name == "add":
                x = _operations.add(x, arguments["other"])
            else:
                x = getattr(_operations, name)(x, **arguments)
    return x


inference_trace = Function(_inference_trace)
