"""Errors of a chip. Every message says what, where, what is allowed, what to do."""


class ChipError(RuntimeError):
    """The chip refuses something in its present state, or for its arguments."""


class OutOfRangeError(ChipError, OverflowError):
    """A number is too small, too large or not a number."""


class BadHandleError(ChipError):
    """The chip was freed, or belongs to another process."""


class ShapeError(ChipError, ValueError):
    """Operands have shapes that do not fit, or no elements."""


class BadIndexError(ChipError, IndexError):
    """There is no such axis or part of an operand."""


class InterruptedCallError(ChipError):
    """Another thread has stopped a call on the chip."""


class UnknownNameError(ChipError, KeyError):
    """There is no parameter, effect or value of that name."""

    def __str__(self) -> str:
        return RuntimeError.__str__(self)


class ConfigurationError(ValueError):
    """A configuration names something that does not exist or is out of range."""


class StudyError(ValueError):
    """A plan, a folder or a result of a study cannot be used."""


class TwinError(ValueError):
    """A recording of a chip, or a file of one, cannot be used."""


class CalibrationFileError(RuntimeError):
    """A file holds no calibration, or one that this version cannot read."""


class ConnectionLostError(ChipError):
    """The connection to the chip is gone; open it again with init_hardware."""


class CalibrationWarning(RuntimeWarning):
    """A calibration is of another chip, or many of its instances have missed their targets."""
