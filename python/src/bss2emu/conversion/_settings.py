"""Options of a conversion."""

from __future__ import annotations

import dataclasses

from .. import _hardware
from ..hxtorch import perceptron
from ..hxtorch.perceptron import constants
from ._messages import ConversionError


@dataclasses.dataclass(frozen=True)
class Settings:
    """Checked options of one conversion.

    :ivar gain: LSB for one unit of input times weight.
    :ivar target: magnitude of the largest results in LSB.
    :ivar expanded: whether Conv1d becomes ExpandedConv1d.
    """

    mock: bool
    gain: float
    target: float
    max_num_sends: int
    wait_between_events: int
    expanded: bool

    @classmethod
    def checked(
        cls, mock: bool, gain: float | None, target: float, max_num_sends: int, wait: int | None,
        expanded: bool,
    ) -> Settings:
        """The options, with a gain in place of None.

        :raises ConversionError: for an option out of its range.
        """
        _require(0 < target <= 127, f"target is {target}, but has to be above 0 and at most 127")
        _require(max_num_sends >= 1, f"max_num_sends is {max_num_sends}, but has to be at least 1")
        if gain is None:
            gain = _present_gain(mock)
        _require(0 < gain <= 1, f"gain is {gain}, but has to be above 0 and at most 1")
        if wait is None:
            wait = constants.defaults.wait_between_events
        return cls(mock, gain, target, max_num_sends, wait, expanded)


def _present_gain(mock: bool) -> float:
    if mock:
        return perceptron.get_mock_parameter().gain
    _hardware.current_chip()
    return perceptron.measure_mock_parameter().gain


def _require(condition: bool, sentence: str) -> None:
    if not condition:
        raise ConversionError(f"convert: {sentence}")
