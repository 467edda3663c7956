"""Studies: resumption, shards, refusals, and statistics against theory."""

import concurrent.futures
import math
import os
import random
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

import bss2emu
from bss2emu import Study, StudyError, __main__
from bss2emu.study import effect_groups, estimate
from bss2emu.study import _statistics
from studies import GROUPS, OWN, collected, command, own, study  # noqa: F401


def test_a_study_that_is_killed_at_random_moments_collects_the_same_bytes(own):
    pytest.importorskip("h5py")
    pytest.importorskip("yaml")
    whole = Study.load(own / "plan.yaml", own / "whole")
    whole.run(workers=1)
    moments = random.Random(5)
    for _ in range(3):
        process = subprocess.Popen(
            command(own, "run", own / "plan.yaml", "--folder", own / "killed", "--workers", "2"),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not (own / "killed/results").exists():
            time.sleep(0.01)
        time.sleep(moments.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
    killed = Study.load(own / "plan.yaml", own / "killed")
    assert str(killed.run(workers=1)).endswith("0 failed, 0 damaged, 0 missing")
    assert collected(killed, own) == collected(whole, own)


def test_a_terminated_study_finishes_the_work_that_it_has_begun(own):
    pytest.importorskip("yaml")
    process = subprocess.Popen(
        command(own, "run", own / "plan.yaml", "--folder", own / "out", "--workers", "1"),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not (own / "out/results").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    status = Study.load(own / "out").status()
    assert status.done % 2 == 0  # whole pieces of work


def test_workers_end_when_their_study_is_killed(own):
    pytest.importorskip("yaml")
    process = subprocess.Popen(
        command(own, "run", own / "plan.yaml", "--folder", own / "out", "--workers", "2"),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None and not (own / "out/results").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    # The workers hold the other end of the pipe, which ends with the last of them.
    process.communicate(timeout=60)


def test_a_function_of_a_script_runs_in_processes(own):
    script = own / "script.py"
    script.write_text(OWN + f"""
if __name__ == "__main__":
    import bss2emu
    study = bss2emu.Study(
        measure, seeds=2, calibration="none", groups={GROUPS}, folder={str(own / "out")!r})
    print(study.run(workers=2))
""")
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, cwd=own, check=True)
    assert done.stdout == "10 tasks: 10 done, 0 failed, 0 damaged, 0 missing\n"


SCRIPT = """
import os
from bss2emu import _cache, environment
chip = environment.new_chip()
noise = chip.configuration.effects.get("cadc.noise", 0)
print("accuracy: 1, accuracy of chip-3: none")
assert os.path.exists(_cache.path(chip._handle))
print(f"accuracy: {10 * chip.seed + chip.run_seed - 5 * noise} %")
"""


def test_a_script_runs_unchanged_and_prints_its_metric(own, monkeypatch):
    monkeypatch.setenv("BSS2EMU_CACHE", str(own / "cache"))
    (own / "script.py").write_text(SCRIPT)
    options = {"chip": "ideal", "seeds": 1, "repetitions": 2, "points": "one-at-a-time",
               "values": {"cadc.noise": [2]}, "metric": "accuracy"}
    one = Study(str(own / "script.py"), folder=own / "out", **options)
    assert one.run(workers=1).done == 4
    assert one.collect()["accuracy"].tolist() == [[[0, 1], [-10, -9]]]
    with pytest.raises(StudyError, match="metric: name the number that .*script.py prints"):
        Study(str(own / "script.py"), **{**options, "metric": None})
    with pytest.raises(StudyError, match="calibration: scripts calibrate at every point"):
        Study(str(own / "script.py"), calibration="none", **options)
    with pytest.raises(StudyError, match="cannot be read"):
        Study(str(own / "none.py"), **options)
    silent = Study(str(own / "script.py"), folder=own / "silent", **{**options, "metric": "loss"})
    assert "printed no line with 'loss' and a number" in silent.run(workers=1, most=1).failure


def test_shards_and_executors_collect_the_same_bytes(own):
    whole, shards, threads = (study(own, folder=name) for name in ("one", "many", "threads"))
    whole.run(workers=1)
    for index in range(1, 65):
        shards.run(workers=1, shard=(index, 64))
    with concurrent.futures.ThreadPoolExecutor(2) as executor:
        threads.run(executor=executor)
    assert collected(shards, own) == collected(whole, own) == collected(threads, own)
    with pytest.raises(StudyError, match="shard: 0/4 must be i/n"):
        whole.run(shard=(0, 4))


def test_dask_runs_a_study(own):
    distributed = pytest.importorskip("distributed")
    with distributed.Client(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as client:
        assert study(own, seeds=2).run(executor=client).done == 10


def test_submitit_runs_a_study(own):
    submitit = pytest.importorskip("submitit")
    executor = submitit.AutoExecutor(own / "logs", cluster="local")
    executor.update_parameters(timeout_min=2)
    assert study(own, seeds=1).run(executor=executor).done == 5


def test_what_exists_is_not_measured_again(own):
    one = study(own)
    one.run(workers=1)
    before = {path: path.stat().st_mtime_ns for path in (own / "results").rglob("*.json")}
    one.run(workers=1)
    assert before == {path: path.stat().st_mtime_ns for path in before}
    larger = study(own, seeds=8)
    assert larger.run(workers=1).total == 8 * 5
    assert all(path.stat().st_mtime_ns == was for path, was in before.items()
               if path.name != "study.json")


def test_a_failing_task_is_recorded_and_the_study_goes_on(own):
    one = study(own, "fail_on_two")
    status = one.run(workers=1)
    assert (status.done, status.failed, status.missing) == (25, 5, 0)
    assert "no second chip" in status.failure and "chip typical-2" in status.failure
    with pytest.raises(StudyError, match="5 of 30 tasks .* failed .*typical-2.*--retry"):
        one.collect()
    table = one.collect(allow_missing=True)
    assert table.done.sum() == 25 and np.isnan(table["loss"][2]).all()
    assert one.summary(allow_missing=True).chips == 5


@pytest.mark.parametrize("function, sentence", [
    ("not_a_number", "NaN or infinity; return finite"), ("nothing", "one entry or more"),
    ("reserved", "cannot be called 'point'")])
def test_metrics_that_are_none_are_failures(own, function, sentence):
    status = study(own, function, seeds=1).run(workers=1)
    assert status.failed == status.total and sentence in status.failure


def test_metrics_of_other_shapes_are_refused(own):
    one = study(own, "grows", seeds=2)
    one.run(workers=1)
    with pytest.raises(StudyError, match=r"different metrics: loss \(1,\) at chip typical-0"):
        one.collect()


@pytest.mark.parametrize("change, sentence", [
    ({"seed": 3}, "no key 'seed' .did you mean 'seeds'"),
    ({"seeds": 0}, "seeds: 0 must be a number, a range"),
    ({"seeds": "4..2"}, "seeds: '4..2' must be"),
    ({"repetitions": [1, 1]}, "repetitions: .* different whole numbers"),
    ({"points": "leave-out"}, "did you mean 'leave-one-out'"),
    ({"points": "grid"}, "grid needs values"),
    ({"points": "grid", "values": {"cadc.noise": []}}, "cadc.noise needs one value or more"),
    ({"points": "grid", "values": {"cadc.nois": [1]}}, "did you mean 'cadc.noise'"),
    ({"points": "grid", "values": {"cadc.noise": [-1]}}, "cadc.noise"),
    ({"values": {"cadc.noise": [1]}}, "'values' cannot be used with 'points: leave-one-out'"),
    ({"groups": {"a": ["cadc.nois"]}}, "groups: a: 'cadc.nois' is unknown .did you mean"),
    ({"groups": {"a": ["cadc.noise"], "b": ["cadc.noise"]}}, "is in two groups"),
    ({"points": "shapley", "orders": "all"}, "all orders of 10 groups are too many"),
    ({"points": "shapley", "orders": 0}, "orders: 0 must be a number"),
    ({"chip": "tipical"}, "chip: "), ({"effects": {"cadc.nois": 1}}, "effects: "),
    ({"calibration": "never"}, "allowed are point, chip, none"),
    ({"better": "faster"}, "allowed are higher, lower"),
    ({"task": "no_such_module:f"}, "cannot be imported .*PYTHONPATH"),
    ({"task": "json:no_such"}, "json has no function no_such"),
    ({"task": "json"}, "is no task; write product_error"),
    ({"task": lambda chip, point: {}}, "define it there with def"), ({"task": None}, "no task"),
    ({"name": "a/b"}, "without slashes"), ({"seeds": [2**64]}, "seeds: .* whole numbers"),
    ({"units": "LSB"}, "units: give a unit for each metric"), ({"metric": ["a"]}, "name of one metric"),
    ({"seeds": 100_000, "repetitions": 100_000}, "tasks; at most 10000000 are allowed"),
    ({"points": "grid", "values": {"cadc.noise": [*range(101)], "ota.offset": [*range(101)],
                                   "membrane.noise": [*range(101)]}}, "a grid has at most")])
def test_a_wrong_plan_is_refused_in_one_sentence(change, sentence):
    from bss2emu.study import _reader

    with pytest.raises(StudyError, match=sentence) as refusal:
        _reader.read({"task": "product_error", **change})
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("content, sentence", [
    ("raise SystemExit(3)", "cannot be imported .SystemExit: 3"),
    ("raise RuntimeError('two\\nlines')", "RuntimeError: two lines"),
    ("def measure(chip, point)", "SyntaxError")])
def test_a_task_that_cannot_be_imported_is_refused_in_one_sentence(tmp_path, content, sentence):
    (tmp_path / "own.py").write_text(content)
    with pytest.raises(StudyError, match=sentence) as refusal:
        Study(f"{tmp_path / 'own.py'}:measure")
    assert "\n" not in str(refusal.value)


def test_a_task_that_exits_or_lacks_its_metric_is_a_failure(own):
    one = study(own, "leaves", seeds=1)
    assert one.run(workers=1).failed == 5 and "SystemExit" in one.status().failure
    other = study(own, seeds=1, metric="los", folder="other")
    assert "no metric 'los', but loss, bins" in other.run(workers=1).failure


@pytest.mark.parametrize("arguments, sentence", [
    (["run", "--workers", "0"], "workers: 0 must be 1 or more"),
    (["run", "--shard", "3"], "--shard 3 must be i/n"),
    (["run", "--until", "soon"], "until: 'soon' must be a number in LSB or a percentage"),
    (["predict", "--measure", "-1"], "--measure -1 must be 1 or more"),
    (["submit", "--shards", "0"], "--shards 0 must be 1 or more"),
    (["submit", "--options", "a\nb"], "--options must be one line"),
    (["run", "--folder", "/proc/none"], "cannot be used"),
    (["plot", "--out", "a.txt"], "must end in .png, .pdf or .svg"),
    (["collect", "--out", "a.txt"], "has no results yet|tasks of the study .* are missing")])
def test_a_wrong_command_is_refused_in_one_sentence(own, arguments, sentence, capsys, monkeypatch):
    pytest.importorskip("yaml")
    monkeypatch.chdir(own)
    Study.load("plan.yaml").begin()
    assert __main__.main(["study", arguments[0], "plan.yaml", *arguments[1:]]) == 1
    found = capsys.readouterr().err
    assert re.search(sentence, found) and found.count("\n") == 1


def test_a_plan_that_cannot_be_read_is_refused(own):
    pytest.importorskip("yaml")
    one = study(own, seeds=1)
    one.begin()
    for content in (b"\xff", b"[]", b'{"format": 1}', b'{"format": 0}', b"{"):
        (own / "results/study.json").write_bytes(content)
        with pytest.raises(StudyError, match="cannot be read|is damaged|has format 0"):
            Study.load(own / "results")
    for content in (b"\xff", b"- a", b"a: [", b""):
        (own / "plan.yaml").write_bytes(content)
        with pytest.raises(StudyError, match="is not valid YAML|must hold keys and values"):
            Study.load(own / "plan.yaml")


def test_a_folder_of_another_plan_is_refused(own):
    one = study(own)
    one.run(workers=1, most=1)
    with pytest.raises(StudyError, match="differs in chip; only seeds and repetitions can grow"):
        study(own, chip="ideal").run(workers=1)
    with pytest.raises(StudyError, match="differs in seeds"):
        study(own, seeds=2).run(workers=1)
    (own / "own.py").write_text(OWN + "\n# changed")
    from bss2emu.study import _code

    _code._digest.cache_clear()
    with pytest.raises(StudyError, match="own.py:measure has changed"):
        one.run(workers=1)
    (own / "else").mkdir()
    (own / "else/file").write_text("")
    with pytest.raises(StudyError, match="not empty; use another folder"):
        study(own, folder="else").run(workers=1)
    with pytest.raises(StudyError, match="holds no study"):
        Study.load(own / "else")


def test_shards_that_begin_together_share_a_folder(own):
    (own / "results").mkdir()
    (own / "results/.study.json.other.1.tmp").write_text("half a pl")
    assert study(own, seeds=1).run(workers=1).done == 5


def test_a_damaged_result_is_named_and_renewed(own):
    one = study(own)
    one.run(workers=1)
    path = sorted((own / "results/results").rglob("*.json"))[3]
    whole = path.read_text()
    path.write_text(whole[:-20])
    assert one.status().damaged == 1
    with pytest.raises(StudyError, match="damaged or cut short; run the study again"):
        one.collect()
    path.write_text(whole.replace("result 1", "result 0"))
    with pytest.raises(StudyError, match="of another version"):
        one.collect()
    assert one.run(workers=1).damaged == 0


def test_collected_files_have_named_dimensions(own):
    h5py = pytest.importorskip("h5py")
    one = study(own, repetitions=2, units={"loss": "LSB"})
    one.run(workers=1)
    table = one.collect(own / "out.h5")
    with h5py.File(own / "out.h5") as file:
        assert [dimension[0].name for dimension in file["bins"].dims] == [
            "/chip", "/point", "/repetition", "/bins_axis0"]
        assert file["loss"].attrs["units"] == "LSB"
        assert np.array_equal(file["loss"], table["loss"])
        assert [name.decode() for name in file["point"]][:2] == ["all", "none"]
    one.collect(own / "out.csv")
    rows = (own / "out.csv").read_text().splitlines()
    assert rows[0] == "chip,point,repetition,loss" and len(rows) == 1 + table["loss"].size
    xarray = pytest.importorskip("xarray")
    pytest.importorskip("h5netcdf")
    data = xarray.open_dataset(own / "out.h5", engine="h5netcdf")
    assert data["loss"].dims == ("chip", "point", "repetition")


def test_shapley_shares_are_those_of_a_known_game_and_add_up(own):
    one = study(own, points="shapley", orders="all", seeds=12, metric="loss")
    one.run(workers=1)
    summary = one.summary()
    assert sum(s.value for s in summary.shares.values()) == pytest.approx(summary.loss.value)
    factor = 1 + np.arange(12).mean() / 10
    # The noise of a chip is equal at all points, so that pairs do not contain it.
    for group, known in {"a": 4, "b": 3, "c": 1}.items():
        assert summary.shares[group].value == pytest.approx(known * factor)
        assert summary.shares[group].low < known * factor < summary.shares[group].high
    assert list(summary.shares) == ["a", "b", "c"]


def test_single_shares_and_interaction_add_up_to_the_loss(own):
    for points, known in (("leave-one-out", (5, 4, 1, -2)), ("only-one", (3, 2, 1, 2))):
        one = study(own, points=points, folder=points, metric="loss")
        one.run(workers=1)
        shares = one.summary().shares
        found = [shares[name].value / 1.25 for name in ("a", "b", "c", "interaction")]
        assert found == pytest.approx(known)


@pytest.mark.parametrize("chips", [3, 5, 10, 20])
def test_intervals_of_repeated_small_studies_cover_the_truth(chips):
    draws = np.random.default_rng(chips).normal(1, 1, (200, chips))
    covered = sum(e.low <= 1 <= e.high for e in map(estimate, draws))
    assert 0.90 <= covered / 200 <= 0.99


def test_students_quantile():
    for freedom, known in ((1, 12.7062), (2, 4.3027), (3, 3.1824), (9, 2.2622), (30, 2.0423)):
        assert _statistics._student(freedom) == pytest.approx(known, rel=2e-3)


def test_noise_of_an_ideal_chip_is_that_of_two_readings(tmp_path):
    one = Study("product_error", folder=tmp_path / "s", chip="ideal", seeds=3, metric="noise",
                points="one-at-a-time", values={"cadc.noise": [4]}, calibration="chip")
    one.run(workers=1)
    table = one.collect()
    quiet, noisy = (estimate(column) for column in table["noise"].mean(2).T)
    configuration = bss2emu.ChipConfiguration.load("ideal")
    # 200 counts for 350 CapMem steps; two readings, each rounded.
    step = 350 / 200 * configuration.parameters["capmem.voltage_step"]
    reading = 4 * configuration.parameters["cadc.comparator.noise"] / step
    assert quiet.value == 0
    assert noisy.value == pytest.approx(math.sqrt(2 * (reading**2 + 1 / 12)), rel=0.02)


def test_groups_are_those_of_the_command_line(repository):
    source = repository / "Sources/Experiments/Transfer/EffectGroup.swift"
    text = " ".join(source.read_text().split()).replace('" ', '"').replace("( ", "(")
    groups = effect_groups()
    members = [effect for group in groups.values() for effect in group]
    assert sorted(members) == sorted(bss2emu.effects())
    for name, group in list(groups.items())[:-1]:
        part = text.partition(f'"{name}",')[2].partition("]")[0]
        assert [word for word in part.split('"') if "." in word] == group


def test_predictions_count_all_tasks(own):
    prediction = study(own).predict(measure=2)
    assert prediction.tasks == 30 and prediction.measured == 2
    assert prediction.cpu_seconds > 0 and prediction.memory > 1 << 20


def test_the_command_line_runs_submits_and_refuses(own):
    pytest.importorskip("yaml")

    def run(*arguments):
        return subprocess.run(
            command(own, *arguments), capture_output=True, text=True,
            env={**os.environ, "PATH": str(own)})

    written = run("submit", own / "plan.yaml", "--shards", "7")
    assert written.returncode == 0, written.stderr
    done = run("submit", own / "plan.yaml", "--shards", "7", "--run")
    assert done.returncode == 1 and "command sbatch was not found" in done.stderr
    assert done.stdout == written.stdout
    script = own / "plan/slurm/array.sh"
    assert "#SBATCH --array=1-7\n" in done.stdout and script.read_text() in done.stdout
    subprocess.run(["/bin/bash", "-n", script], check=True)
    environment = {**os.environ, "SLURM_ARRAY_TASK_ID": "2"}
    subprocess.run(["/bin/bash", script], check=True, env=environment, capture_output=True)
    # One piece of work was measured for the prediction; shard 2 of 7 has five of the thirty.
    assert Study.load(own / "plan").status().done == 2 * (1 + len(range(1, 30, 7)))
    refused = run("status", own / "none.yaml")
    assert refused.returncode == 1 and refused.stderr.count("\n") == 1


def test_jobs_are_given_to_slurm_one_after_the_other(own, monkeypatch):
    from bss2emu.study import _slurm
    from bss2emu.study._results import Folder

    (own / "bin").mkdir()
    fake = own / "bin/sbatch"
    fake.write_text(f'#!/bin/sh\necho "$@" >>{own}/calls\necho 41\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{own}/bin:{os.environ['PATH']}")
    one = study(own)
    one.begin()
    written = _slurm.scripts(Folder(one.folder), 3, 512, "--partition=short")
    assert _slurm.submit(written) == ["41", "41"]
    assert "--dependency=afterany:41" in (own / "calls").read_text()
    assert "#SBATCH --partition=short\n" in written[0].read_text()
