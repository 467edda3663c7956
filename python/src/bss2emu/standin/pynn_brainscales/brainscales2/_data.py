"""Recordings as neo's blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ._network import Run


def _neo() -> Any:
    try:
        import neo
    except ImportError:
        raise ImportError("get_data needs neo: pip install 'bss2emu[notebooks]'.") from None
    return neo


def block(runs: Sequence[Run], cells: Iterable[int], variables: set[str]) -> Any:
    """A ``neo.Block`` with one segment for each run."""
    neo = _neo()
    made = neo.Block()
    for number, run in enumerate(runs):
        made.segments.append(_segment(neo, number, run, list(cells), variables))
    return made


def _segment(neo: Any, number: int, run: Run, cells: list[int], variables: set[str]) -> Any:
    segment = neo.Segment(name=f"segment{number}", index=number)
    for cell in cells:
        if "v" in variables and cell in run.traces:
            times, samples = run.traces[cell]
            segment.irregularlysampledsignals.append(neo.IrregularlySampledSignal(
                times, samples.astype(float)[:, None], units="dimensionless", time_units="ms",
                name="v", source_id=cell))
        if "spikes" in variables and cell in run.spikes_of:
            segment.spiketrains.append(
                neo.SpikeTrain([], units="ms", t_stop=run.duration, source_id=cell))
    return segment
