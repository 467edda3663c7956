"""Studies on a real Slurm: arrays, killed, cancelled and lost tasks; equal bytes to a local run."""

import os
import signal
import subprocess
import sys
import tempfile

import pytest

import slurm
from bss2emu import Study

h5py = pytest.importorskip("h5py")
pytest.importorskip("yaml")

OWN = '''
import pathlib, time
import numpy as np

def measure(chip, point):
    time.sleep(0.05)
    random = np.random.default_rng([chip.seed, chip.run_seed, len(point.name)])
    return {"loss": chip.seed + random.normal()}
'''
PLAN = """
task: own:measure
seeds: 6
repetitions: 2
calibration: none
groups: [noise, membrane drift, distance]
metric: loss
better: lower
"""


@pytest.fixture(scope="module")
def cluster():
    if why := slurm.missing():
        pytest.skip(f"no Slurm here: {why}")
    with tempfile.TemporaryDirectory() as home:
        one = slurm.Cluster(home)
        try:
            one.start()
            yield one
        finally:
            one.stop()


@pytest.fixture
def own(tmp_path):
    (tmp_path / "own.py").write_text(OWN)
    (tmp_path / "plan.yaml").write_text(PLAN)
    return tmp_path


def study(cluster, own, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "bss2emu", "study", arguments[0], own / "plan.yaml", *arguments[1:]],
        env=cluster.environment, capture_output=True, text=True, cwd=own)
    assert done.returncode == 0, done.stderr
    return done.stdout


def submit(cluster, own):
    """Submits six shards; returns the number of the array."""
    words = study(cluster, own, "submit", "--shards", "6", "--run").splitlines()[-1].split()
    assert words[0] == "jobs" and len(words) == 3
    return words[1]


def finished(cluster, own):
    """Waits for the end of all jobs, and returns the bytes of the collected file."""
    cluster.wait(lambda: not cluster.queue(), "jobs")
    return (own / "plan/plan.h5").read_bytes()


def local(own):
    one = Study.load(own / "plan.yaml", own / "local")
    one.run(workers=1)
    one.collect(own / "local.h5")
    return (own / "local.h5").read_bytes()


def a_running_task(cluster, array, but=()):
    """Waits for a task of an array, and returns its name."""
    def running():
        return [task for task, state in cluster.queue().items()
                if state == "RUNNING" and task.startswith(f"{array}_") and task not in but]
    cluster.wait(running, "a running task")
    return running()[0]


def test_an_array_collects_the_bytes_of_a_local_run(cluster, own):
    submit(cluster, own)
    assert "Slurm: " in study(cluster, own, "status")
    assert finished(cluster, own) == local(own)
    assert "Slurm: no jobs in the queue" in study(cluster, own, "status")


def test_a_killed_task_is_named_and_done_by_the_next_array(cluster, own):
    array = submit(cluster, own)
    task = a_running_task(cluster, array)
    shard = f"{task.partition('_')[2]}/6".encode()
    cluster.wait(lambda: [p for p in cluster._job_processes() if is_shard(p, shard)], "process")
    for process in [p for p in cluster._job_processes() if is_shard(p, shard)]:
        os.kill(process, signal.SIGKILL)
    cluster.wait(lambda: not cluster.queue(), "jobs")
    assert not (own / "plan/plan.h5").exists()
    assert "are missing (first: " in next((own / "plan/slurm").glob("collect-*.log")).read_text()
    submit(cluster, own)
    assert finished(cluster, own) == local(own)


def is_shard(process, shard):
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return shard in file.read().split(b"\0")
    except OSError:
        return False


def test_a_cancelled_array_goes_on_when_it_is_submitted_again(cluster, own):
    array = submit(cluster, own)
    a_running_task(cluster, array)
    cluster("scancel", array)
    cluster.wait(lambda: not cluster.queue(), "jobs")
    assert not (own / "plan/plan.h5").exists()
    submit(cluster, own)
    assert finished(cluster, own) == local(own)


def test_an_array_survives_the_death_of_its_node(cluster, own):
    array = submit(cluster, own)
    a_running_task(cluster, array)
    cluster.kill_node()
    cluster.wait(lambda: cluster("sinfo", "-h", "-o", "%t").startswith("down"), "node", 60)
    cluster.start_node()
    # Slurm lets lost jobs wait for two minutes; the test does not.
    cluster("scontrol", "update", f"JobId={array}", "StartTime=now")
    assert finished(cluster, own) == local(own)
