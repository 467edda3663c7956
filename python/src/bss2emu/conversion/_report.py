"""The table of what a conversion has chosen, and of what its layers lose."""

from __future__ import annotations

import dataclasses
import warnings

from ._messages import ConversionWarning

#: Shares above which a layer is warned about.
MOST_WEIGHTS, SOME_INPUTS, SOME_RESULTS = 0.9, 0.02, 0.02


@dataclasses.dataclass(frozen=True)
class LayerReport:
    """One analog layer.

    >>> layer = converted.report.layers[0]
    >>> layer.num_sends, layer.saturated_results, layer.warnings()

    :ivar name: path of the layer in the network.
    :ivar kind: class of the layer.
    :ivar input_scale: value of the float network for one LSB of activation.
    :ivar weight_scale: weight of the float network for one LSB of weight.
    :ivar result_scale: value of the float network for one LSB of result.
    :ivar num_sends: how often each vector is sent.
    :ivar shift: shift of the ConvertingReLU that follows; None without one.
    :ivar signed: whether inputs are sent as a positive and a negative half.
    :ivar zero_weights: share of the weights that are not 0, but are sent as 0.
    :ivar clipped_inputs: share of the inputs above the range of activations.
    :ivar saturated_results: share of the results at the ends of their range.
    """

    name: str
    kind: str
    input_scale: float
    weight_scale: float
    result_scale: float
    num_sends: int
    shift: int | None
    signed: bool
    zero_weights: float
    clipped_inputs: float
    saturated_results: float

    def warnings(self) -> list[str]:
        """Sentences about what the layer loses, each with a mend."""
        found = []
        if self.zero_weights > MOST_WEIGHTS:
            found.append(
                f"{self.name}: {self.zero_weights:.0%} of the weights round to 0; a few weights "
                "are far larger than the others: clip them or train with weight decay")
        if self.clipped_inputs > SOME_INPUTS:
            found.append(
                f"{self.name}: {self.clipped_inputs:.0%} of the inputs are above the range of "
                "activations: scale them, or convert with a sample that contains such inputs")
        if self.saturated_results > SOME_RESULTS:
            found.append(
                f"{self.name}: {self.saturated_results:.0%} of the results saturate: convert "
                "with a smaller target, or with a sample that contains such inputs")
        return found


@dataclasses.dataclass(frozen=True)
class Report:
    """All analog layers in the order in which they run.

    >>> print(converted.report)
    >>> converted.report.gain, converted.report.warnings()

    :ivar layers: one entry a layer.
    :ivar folded: batch norms that were folded.
    :ivar digital: operations that stay digital.
    :ivar gain: LSB for one unit of input times weight, by which ``num_sends`` was chosen.
    """

    layers: tuple[LayerReport, ...]
    folded: tuple[str, ...]
    digital: tuple[str, ...]
    gain: float

    def __getitem__(self, name: str) -> LayerReport:
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise KeyError(
            f"there is no analog layer {name!r}; choose one of {[x.name for x in self.layers]}")

    def warnings(self) -> list[str]:
        """Sentences about what all layers lose."""
        return [text for layer in self.layers for text in layer.warnings()]

    def warn(self, stacklevel: int = 2) -> None:
        """Issues a :class:`ConversionWarning` for each sentence."""
        for sentence in self.warnings():
            warnings.warn(sentence, ConversionWarning, stacklevel=stacklevel + 1)

    def __str__(self) -> str:
        lines = _aligned([_HEADER, *map(_row, self.layers)])
        lines.append(f"gain {self.gain:.6f}; a scale is the float value of one LSB")
        if self.folded:
            lines.append(f"batch norms that were folded: {', '.join(self.folded)}")
        if self.digital:
            lines.append(f"operations that stay digital: {', '.join(self.digital)}")
        return "\n".join(lines)


_HEADER = (
    "layer", "kind", "num_sends", "shift", "inputs", "input scale", "weight scale",
    "result scale", "weights to 0", "clipped", "saturated")


def _row(layer: LayerReport) -> tuple[str, ...]:
    scales = (layer.input_scale, layer.weight_scale, layer.result_scale)
    shares = (layer.zero_weights, layer.clipped_inputs, layer.saturated_results)
    return (
        layer.name, layer.kind, str(layer.num_sends),
        "-" if layer.shift is None else str(layer.shift),
        "signed" if layer.signed else "0...31", *(f"{scale:.3g}" for scale in scales),
        *(f"{share:.1%}" for share in shares))


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
