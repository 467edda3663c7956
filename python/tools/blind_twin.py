"""Tests the fit of twins on chips that the fit does not know: a row of the table in docs/twin.md.

    python python/tools/blind_twin.py 5 --off 0.1
"""

import argparse
import dataclasses
import pathlib
import tempfile
import warnings

import numpy as np
from bss2emu import ChipConfiguration, _pattern
from bss2emu.twin import _features, _model, _protocol, _record_file, _virtual, fit

#: Repeats of held-out products of the chip and of its twin; results beyond the limit saturate.
OWN, OTHERS, LARGEST = 8, 32, 95


def unknown_chip(seed: int, off: float) -> _virtual.VirtualChip:
    """A calibrated chip with a random pattern, whose parameters are off by a share."""
    generator = np.random.default_rng(1000 + seed)
    kind = ChipConfiguration.load("typical")
    factors = {key: 1 + off * generator.choice([-1, 1]) for key in _model.CORNER}
    own = {key: kind.parameters[key] * factor for key, factor in factors.items()}
    pattern = {
        (place, row.name): generator.standard_normal(row.count)
        for row in _pattern.table() for place in row.places}
    chip = _virtual.VirtualChip(
        dataclasses.replace(kind, parameters={**kind.parameters, **own}), pattern, 1)
    chip.calibrate(cache=False)
    return chip


def recorded(chip: _virtual.VirtualChip, path: pathlib.Path, is_quick: bool) -> None:
    """Records a chip as ``twin record`` does."""
    steps = _protocol.steps(is_quick)
    values = _virtual.record(chip, steps, {step.name: step.repeats for step in steps})
    content = _record_file.Content(is_quick, "unknown", "2026-11-28T00:00:00+00:00", b"")
    _record_file.write(path, content, steps, {
        step.name: _record_file.Results(values[step.name], step.calls) for step in steps})


def row(chip: _virtual.VirtualChip, path: pathlib.Path) -> str:
    """Residual over noise, error of the noise, correlations of synapses and of columns."""
    steps = {step.name: step for step in _protocol.steps(False)}
    twin = fit.twin(path, run_seed=5)
    own, other = (
        _virtual.record(each, [steps["products"]], {"products": count})["products"].astype(float)
        for each, count in ((chip, OWN), (twin, OTHERS)))
    usable = np.abs(own.mean(0)) < LARGEST
    noises = [np.sqrt(np.mean(each.var(0, ddof=1)[usable])) for each in (own, other)]
    residual = np.sqrt(np.mean((own[0] - other.mean(0))[usable]**2))
    results = [_virtual.record(each, [steps["rows"]], {"rows": 64}) for each in (chip, twin)]
    gains = [_features.gains(_features.means(each), steps) for each in results]
    synapses, columns = (
        min(np.corrcoef(*(view(gain[sign]) for gain in gains))[0, 1] for sign in (0, 1))
        for view in (np.ravel, lambda table: table.mean(0)))
    return (f"{residual / noises[0]:.3f} | {noises[1] / noises[0] - 1:+.1%} | {synapses:.4f} | "
            f"{columns:.4f}")


def main() -> None:
    """Makes, records and fits a chip, and prints its row."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seed", type=int)
    parser.add_argument("--off", type=float, default=0.1)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    chip = unknown_chip(options.seed, options.off)
    with tempfile.TemporaryDirectory() as folder:
        record, twin = (pathlib.Path(folder) / name for name in ("record.h5", "twin.h5"))
        recorded(chip, record, options.quick)
        fit.fit(record, twin)
        print(f"{options.seed} | {options.off:.0%} | {row(chip, twin)}")


if __name__ == "__main__":
    main()
