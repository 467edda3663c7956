"""The code that results depend on: the emulator's library and the task's file."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
import inspect
import pathlib
import sys
from collections.abc import Callable
from typing import Any

from .. import _library
from ..errors import StudyError
from . import _builtin


def library_digest() -> str:
    """SHA-256 of the emulator's library and its version."""
    version = _library.library.bss2_version().decode()
    return f"{version} {_digest(str(_library.library._name))}"


@functools.cache
def _digest(path: str) -> str:
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def reference(task: str | Callable[..., Any]) -> str:
    """A task as text: ``module:function``, or ``file.py:function`` for one of a script."""
    if isinstance(task, str):
        if task in _builtin.TASKS:
            return _builtin.TASKS[task].reference
        return str(pathlib.Path(task).resolve()) if is_script(task) else task
    name = getattr(task, "__qualname__", "")
    if not name.isidentifier():
        raise StudyError(
            f"task: {task!r} is not a function at the top level of a module (lambda, method or "
            "nested function); define it there with def.")
    if task.__module__ != "__main__":
        return f"{task.__module__}:{name}"
    file = getattr(sys.modules["__main__"], "__file__", None)
    if file is None:
        raise StudyError(
            f"task: {name} is defined in an interactive session, which other processes cannot "
            f"import; write it to a file and give module:function.")
    return f"{pathlib.Path(file).resolve()}:{name}"


def is_script(text: str) -> bool:
    """Returns whether a reference names a script as a whole."""
    return text.endswith(".py") and ":" not in text


@functools.cache
def load(text: str) -> Callable[..., Any]:
    """The function that a reference names.

    :raises StudyError: for a module or function that cannot be imported.
    """
    module_name, separator, name = text.rpartition(":")
    if not separator or not module_name or not name.isidentifier():
        raise StudyError(
            f"task: {text!r} is no task; write {', '.join(_builtin.TASKS)}, module:function, "
            f"file.py:function or script.py.")
    try:
        module = _module(module_name)
    except (Exception, SystemExit) as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())
        raise StudyError(f"task: {module_name} cannot be imported ({words}); start in its folder, "
                         f"or set PYTHONPATH.") from error
    function: Callable[..., Any] | None = getattr(module, name, None)
    if not callable(function):
        raise StudyError(f"task: {module_name} has no function {name}; check its name.")
    return function


def _module(name: str) -> Any:
    if not name.endswith(".py"):
        return importlib.import_module(name)
    path = pathlib.Path(name).resolve()
    own = "bss2emu_task_" + hashlib.sha256(str(path).encode()).hexdigest()[:8]
    spec = importlib.util.spec_from_file_location(own, path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[own] = importlib.util.module_from_spec(spec)
    if str(path.parent) not in sys.path:
        sys.path.insert(0, str(path.parent))
    spec.loader.exec_module(module)
    return module


def _script_digest(path: str) -> str:
    try:
        return _digest(path)
    except OSError as error:
        raise StudyError(
            f"task: {path} cannot be read ({error.strerror}); check its path.") from None


def source_digest(text: str) -> str:
    """SHA-256 of the file that holds a task, and the function's name."""
    if is_script(text):
        return f"script {_script_digest(text)}"
    try:
        file = inspect.getsourcefile(inspect.unwrap(load(text)))
    except TypeError:
        raise StudyError(
            f"task: {text} is a built-in or compiled function; wrap it in a Python function."
        ) from None
    name = text.rpartition(":")[2]
    return f"{name} {_digest(str(file))}"
