"""Builds the named chip cube66-half from its public registers:

    python python/tools/make_cube66.py

The registers are those of Tests/LiteratureTests/Golden. Their mean over a quadrant is not used: targets
of the published calibration, which hagen mode does not reach, act on it. Chips of the preset v2 tell
the changes of registers with the mismatch.
"""

import csv
import dataclasses
import pathlib
import warnings

import numpy as np
from bss2emu import ChipConfiguration, _pattern
from bss2emu.twin import _chip_file, _posterior, _register_law, _registers, _virtual
from bss2emu.twin._model import Model

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PUBLIC = REPOSITORY / "Tests/LiteratureTests/Golden"
OUT = REPOSITORY / "python/src/bss2emu/twin/chips/cube66-half/2022.h5"
SOURCE = (
    "registers of the neurons and CADC channels of one hemisphere of a chip of revision 2, calibrated "
    "by calix of 2021/22: experiments/mnist/cube_66.npz of fmi-basel/brainscales-2-surrogate-gradients; no "
    "products of this chip are public")
COLUMNS = {
    "v_leak": "v_leak", "v_reset": "v_reset", "i_bias_leak": "i_bias_leak",
    **{f"{kind}.{name}": f"{kind[:3]}_i_{field}"
       for kind in ("excitatory", "inhibitory")
       for name, field in (("tau", "bias_tau"), ("shift", "shift"), ("gm", "bias_gm"))}}
TARGET = {
    "neuron.leak": 100, "neuron.tau_mem_seconds": 20e-6, "neuron.tau_syn_exc_seconds": 6e-6,
    "neuron.tau_syn_inh_seconds": 6e-6, "neuron.i_synin_gm": 500}
OPTIONS = {"neuron_disable_leakage": False, "uses_small_capacitance": False}
#: Standard deviation of a dither of ±5 LSB.
DITHER = 3.2
#: Shares of deviations that are left out where they are smaller.
LEAST_SHARE = 0.03
#: Deviations of rows above which they are left to the seed.
UNSEEN = 0.9


@dataclasses.dataclass
class LeakyModel(Model):
    """A model that is calibrated with a leak and slow inputs, as the public chip was."""

    def calibration(self, start=0):
        chip = _virtual.VirtualChip(self.configuration, self.pattern, 0, start=start)
        return chip.calibrate(cache=False, progress=False, target=TARGET, options=OPTIONS)


def published() -> tuple[np.ndarray, np.ndarray]:
    """Codes of neurons, (256, registers) in the order of the fit, and of channels, (2, 256)."""
    with open(PUBLIC / "chip_v2_cube66_neurons.csv", encoding="utf-8") as file:
        lines = [line.lstrip("# ") for line in file if line.startswith("# neuron,") or line[0] != "#"]
    table = list(csv.DictReader(lines))
    neurons = np.array([
        [float(row[COLUMNS[register.name]]) for register in _registers.NEURONS] for row in table])
    channels = np.loadtxt(PUBLIC / "chip_v2_cube66_cadc.csv", delimiter=",")[:, 1]
    return neurons, channels.reshape(2, -1)


def centred(values: np.ndarray) -> np.ndarray:
    """Values less their means over quadrants."""
    quadrants = values.reshape(2, -1, values.shape[-1])
    return (quadrants - quadrants.mean(1, keepdims=True)).reshape(values.shape)


def deviations(law: _register_law.Law, neurons: np.ndarray) -> np.ndarray:
    """Deviations of registers, whose published codes contain the dither of the search."""
    middle = neurons.mean(0)
    dithered = [
        register.law(middle[k] + DITHER) - register.law(middle[k])
        for k, register in enumerate(_registers.NEURONS)]
    return np.maximum(law.deviation, [*dithered, *law.deviation[len(dithered):]])


def rows(law: _register_law.Law, features: np.ndarray) -> list[_pattern.Row]:
    """Rows of the hemisphere that is public."""
    jacobian = np.broadcast_to(law.jacobian, (len(features), *law.jacobian.shape))
    count = law.jacobian.shape[1]
    found = _posterior.step(
        jacobian, features, np.broadcast_to(law.deviation, features.shape),
        np.zeros((len(features), count)))
    seen = [index for index in range(count) if np.median(found.deviation[:, index]) < UNSEEN]
    lower = np.linalg.cholesky(found.covariance[:, seen][:, :, seen])
    names = [_register_law.COLUMN_ROWS[index] for index in seen]
    return [_pattern.Row(
        "top", name, found.mean[:, index].astype(np.float32),
        found.deviation[:, index].astype(np.float32),
        {names[other]: lower[:, number, other].astype(np.float32) for other in range(number + 1)
         if np.abs(lower[:, number, other]).mean() > LEAST_SHARE})
        for number, (name, index) in enumerate(zip(names, seen))]


def main() -> None:
    """Writes the file."""
    warnings.simplefilter("ignore")
    model = LeakyModel(ChipConfiguration.load("v2"), b"", {}, {})
    neurons, channels = published()
    law = _register_law.found(model).columns
    law = dataclasses.replace(law, deviation=deviations(law, neurons))
    even = [register.law(neurons[:, k]) for k, register in enumerate(_registers.NEURONS)]
    found = rows(law, centred(np.column_stack([*even, *channels])))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    _chip_file.write(OUT, _chip_file.Content(
        "name: cube66-half\nextends: v2\n", found, "cube66-half", "2022", SOURCE, b"",
        "Rows are estimates from registers; all others, and those of the other hemisphere, are drawn "
        "by the seed.\n"))
    for row in found:
        print(f"{row.name}: standard deviation {row.mean.std():.2f}, uncertainty "
              f"{np.median(row.deviation):.2f}")
    print(OUT, OUT.stat().st_size)


if __name__ == "__main__":
    main()
