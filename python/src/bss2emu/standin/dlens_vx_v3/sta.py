"""Stands in for ``dlens_vx_v3.sta``: programs, their building and their run."""

from __future__ import annotations

from typing import Any

from bss2emu.lowlevel.cocolists import (
    from_json, from_portablebinary, to_json, to_portablebinary)
from bss2emu.lowlevel.connection import ReinitStackEntry, run
from bss2emu.lowlevel.containers import containers as _containers
from bss2emu.lowlevel.coordinates import coordinates as _coordinates
from bss2emu.lowlevel.programs import (
    ContainerTicket, DumperDone, PlaybackProgram, PlaybackProgramBuilder,
    PlaybackProgramBuilderDumper, convert_to_builder, convert_to_chip, convert_to_dumper)
from bss2emu.lowlevel.refusals import function as _function


class PlaybackGenerator:
    """Something that generates a part of a program; made to be derived from."""

    def generate(self) -> tuple[Any, Any]:
        """Returns a builder and what its reads mean."""
        raise NotImplementedError


class SystemInit(PlaybackGenerator):
    """Initialises the system: the virtual chip's is ready, and the FPGA records events."""

    def __init__(self, hwdb_entry: Any = None):
        super().__init__()

    def generate(self) -> tuple[PlaybackProgramBuilder, None]:
        """Returns a builder that switches the recording on."""
        builder = PlaybackProgramBuilder()
        recording = _containers["EventRecordingConfig"]()
        recording.enable_event_recording = True
        builder.write(_coordinates["EventRecordingConfigOnFPGA"](), recording)
        return builder, None


def generate(generator: PlaybackGenerator) -> tuple[Any, Any]:
    """Returns what a generator generates."""
    return generator.generate()


AbsoluteTimePlaybackProgramBuilder = _function(
    "AbsoluteTimePlaybackProgramBuilder", "build the program in its order")

__all__ = [
    "AbsoluteTimePlaybackProgramBuilder", "ContainerTicket", "DumperDone", "PlaybackGenerator",
    "PlaybackProgram", "PlaybackProgramBuilder", "PlaybackProgramBuilderDumper",
    "ReinitStackEntry", "SystemInit", "convert_to_builder", "convert_to_chip",
    "convert_to_dumper", "from_json", "from_portablebinary", "generate", "run", "to_json",
    "to_portablebinary"]
