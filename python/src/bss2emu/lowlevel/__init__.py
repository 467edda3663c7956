"""Coordinates, containers and programs of the chip, generated from the library's catalogue.

The modules that stand in for ``dlens_vx_v3`` are made of these. A container is
a view on its words; a program is one buffer of records that the library runs in one call.

>>> from dlens_vx_v3 import hal, halco, sta                    # after ``import bss2emu.standin``
>>> builder = sta.PlaybackProgramBuilder()
>>> ticket = builder.read(halco.NeuronConfigOnDLS())
"""
