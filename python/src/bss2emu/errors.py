"""Errors of a chip. Every message says what, where, what is allowed, what to do.

>>> try:
...     chip.mac([32], [[1]])
... except bss2emu.ChipError as error:
...     print(error)
"""


class ChipError(RuntimeError):
    """The chip refuses something in its present state, or for its arguments.

    Base of the errors of :class:`bss2emu.Chip`; ``except bss2emu.ChipError`` takes them all.
    """


class OutOfRangeError(ChipError, OverflowError):
    """A number is too small, too large or not a number.

    >>> bss2emu.calibrated("typical").mac([32], [[1]])       # an activation of 0 to 31 is allowed
    """


class BadHandleError(ChipError):
    """The chip was freed, or belongs to another process.

    Calls of a :class:`bss2emu.Chip` raise it after its ``with`` block.
    """


class ShapeError(ChipError, ValueError):
    """Operands have shapes that do not fit, or no elements.

    >>> bss2emu.mock_mac([1, 2], [[1]])
    """


class BadIndexError(ChipError, IndexError):
    """There is no such axis or part of an operand.

    Raised by operations of :mod:`bss2emu.hxtorch.perceptron` for an axis that does not exist.
    """


class InterruptedCallError(ChipError):
    """Another thread has stopped a call on the chip.

    Raised by :meth:`bss2emu.Chip.calibrate` in the thread whose call was stopped.
    """


class UnknownNameError(ChipError, KeyError):
    """There is no parameter, effect or value of that name.

    >>> bss2emu.calibrated("typical").calibration["neuron/leak"]      # names values that exist
    """

    def __str__(self) -> str:
        return RuntimeError.__str__(self)


class ConfigurationError(ValueError):
    """A configuration names something that does not exist or is out of range.

    >>> bss2emu.Chip("typcal")                   # names the presets that exist
    """


class StudyError(ValueError):
    """A plan, a folder or a result of a study cannot be used.

    Raised by :class:`bss2emu.Study`.
    """


class TwinError(ValueError):
    """A recording of a chip, or a file of one, cannot be used.

    Raised by :func:`bss2emu.twin.record.record`.
    """


class CalibrationFileError(RuntimeError):
    """A file holds no calibration, or one that this version cannot read.

    >>> bss2emu.Calibration.load("notes.txt")
    """


class ConnectionLostError(ChipError):
    """The connection to the chip is gone; open it again with init_hardware.

    Raised where a fault of :mod:`bss2emu.faults` cuts the connection.
    """


class CalibrationWarning(RuntimeWarning):
    """A calibration is of another chip, or many of its instances have missed their targets.

    >>> warnings.simplefilter("error", bss2emu.CalibrationWarning)        # to refuse such chips
    """
