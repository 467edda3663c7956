"""A task of a user and its studies, which several files of tests share."""

import sys

import pytest

from bss2emu import Study

#: A task of a user: a game of groups whose shares are known, and numbers by chip and run.
OWN = '''
import time
import numpy as np

WEIGHTS = {"cadc.noise": 3.0, "membrane.noise": 2.0, "ota.offset": 1.0}

def measure(chip, point):
    time.sleep(0.01)
    on = {key: point.effects.get(key, 1.0) for key in WEIGHTS}
    random = np.random.default_rng([chip.seed, chip.run_seed])
    loss = sum(weight * on[key] for key, weight in WEIGHTS.items())
    loss += 2 * on["cadc.noise"] * on["membrane.noise"]
    return {"loss": loss * (1 + chip.seed / 10) + random.normal(), "bins": random.random(3)}

def scattered(chip, point):
    on = sum(point.effects.get(key, 1.0) for key in WEIGHTS)
    random = np.random.default_rng([chip.seed, *point.name.encode()])
    return {"loss": 10 * on + on * random.normal() / 2}

def fail_on_two(chip, point):
    if chip.seed == 2:
        raise RuntimeError("no second chip")
    return {"loss": 1.0}

def leaves(chip, point):
    raise SystemExit(2)

def not_a_number(chip, point):
    return {"loss": float("nan")}

def grows(chip, point):
    return {"loss": np.zeros(chip.seed + 1)}

def nothing(chip, point):
    return {}

def reserved(chip, point):
    return {"point": 1.0}
'''
GROUPS = {"a": ["cadc.noise"], "b": ["membrane.noise"], "c": ["ota.offset"]}
PLAN = """
task: own:measure
seeds: 6
repetitions: 2
calibration: none
points: leave-one-out
groups: {a: [cadc.noise], b: [membrane.noise], c: [ota.offset]}
metric: loss
better: lower
units: {loss: LSB}
"""


@pytest.fixture
def own(tmp_path):
    (tmp_path / "own.py").write_text(OWN)
    (tmp_path / "plan.yaml").write_text(PLAN)
    return tmp_path


def study(own, function="measure", folder="results", **options):
    options = {"seeds": 6, "calibration": "none", "groups": GROUPS, "better": "lower", **options}
    return Study(f"{own / 'own.py'}:{function}", folder=own / folder, **options)


def command(own, *arguments):
    return [sys.executable, "-m", "bss2emu", "study", *map(str, arguments)]


def collected(one, tmp_path):
    pytest.importorskip("h5py")
    one.collect(tmp_path / "out.h5")
    return (tmp_path / "out.h5").read_bytes()
