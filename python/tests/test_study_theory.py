"""Studies whose answers are known: chips that differ from ideal ones in noise and gains only."""

import math

import numpy as np
import pytest

import bss2emu
from bss2emu import Study
from bss2emu.study import _product_error, _statistics, estimate

#: All chips take the calibration of one: they are equal but for the effects of the study.
TASK = """
import functools
import warnings

import bss2emu
from bss2emu.study._product_error import product_error


@functools.cache
def calibration():
    return bss2emu.Chip("ideal", threads=1).calibrate()


def measure(chip, point):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", bss2emu.CalibrationWarning)
        chip.apply(calibration())
    return product_error(chip, point)
"""
NOISE, GAIN = 4, 8
#: Points of a study: with the spread of gains, and without.
ALL, NONE = 0, 1
#: Code of a current at full scale.
FULL_SCALE = 1022


@pytest.fixture
def repeated(tmp_path):
    """Small studies of noise, with and without a spread of gains; each has chips of its own."""
    (tmp_path / "task.py").write_text(TASK)

    def study(index, chips):
        one = Study(
            f"{tmp_path / 'task.py'}:measure", folder=tmp_path / str(index), chip="ideal",
            effects={"cadc.noise": NOISE, "readout.gain": GAIN}, calibration="none",
            seeds=f"{index * chips}..{index * chips + chips - 1}",
            groups={"gain": ["readout.gain"]}, metric="error", better="lower")
        assert one.run(workers=1).missing == 0
        return one.collect()

    return study


class Theory:
    """Figures of noise and of gains, LSB, for the codes of the ideal chip's calibration."""

    def __init__(self, tables):
        parameters = bss2emu.ChipConfiguration.load("ideal").parameters
        code = bss2emu.calibrated("ideal", 0).calibration["cadc/i_ramp_slope"][0]
        step = parameters["cadc.ramp.step"] * code / FULL_SCALE
        reading = NOISE * parameters["cadc.comparator.noise"] / step
        # Two readings, each with its noise and its rounding.
        self.noise = math.sqrt(2 * (reading**2 + 1 / 12))
        spread = GAIN * parameters["cadc.readout.gain_spread"]
        x, w = _product_error._operands()
        products = np.sqrt(np.mean((x.astype(float) @ w)**2))
        # Columns of the ideal chip differ a little, as registers have steps: that is measured.
        steps = math.sqrt(np.mean([table["fixed_error"][:, NONE]**2 for table in tables]))
        gain = np.mean([table["gain"][:, NONE] for table in tables])
        self.fixed_error = math.hypot(spread * gain * products, steps)
        self.share = math.hypot(self.noise, self.fixed_error) - math.hypot(self.noise, steps)


def figures(table):
    summary = _statistics.summary(table)
    return {"noise": estimate(table["noise"][:, NONE, 0]),
            "fixed_error": estimate(table["fixed_error"][:, ALL, 0]),
            "share": summary.shares["gain"]}


def test_noise_and_gains_have_the_figures_of_theory(repeated):
    table = repeated(0, 20)
    theory = Theory([table])
    for name, found in figures(table).items():
        assert found.low < getattr(theory, name) < found.high, name
        assert found.high - found.value < 0.25 * found.value


def test_intervals_of_200_small_studies_cover_theory(repeated):
    tables = [repeated(index, 5) for index in range(200)]
    theory = Theory(tables)
    found = [figures(table) for table in tables]
    for name in found[0]:
        covered = np.mean([one[name].low < getattr(theory, name) < one[name].high for one in found])
        print(f"{name}: {getattr(theory, name):.4f}, covered in {covered:.1%}")
        assert 0.90 <= covered <= 0.99, name
