"""Ctrl-C: it ends calibrations and products within a second, and the chip stays usable."""

import os
import signal
import threading
import time

import numpy as np
import pytest

import bss2emu


@pytest.fixture(autouse=True)
def default_handler():
    """Python's handler of SIGINT, which a process in the background starts without."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def interrupt():
    """Sends SIGINT to this process after a number of seconds; returns when it was sent."""
    timers, sent = [], []

    def send():
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    def later(seconds):
        timers.append(threading.Timer(seconds, send))
        timers[-1].start()
        return sent

    yield later
    for timer in timers:
        timer.cancel()
        timer.join()


@pytest.mark.parametrize("share", [0, 0.3, 0.8])
def test_a_calibration_ends(interrupt, share):
    chip = bss2emu.Chip("typical", 0, threads=1)
    before, sent = chip.save(), []

    def progress(step, fraction):
        # Between two messages, so that the calibration itself is interrupted.
        if fraction >= share and not sent:
            sent.append(step)
            interrupt(0.02)

    with pytest.raises(KeyboardInterrupt):
        chip.calibrate(cache=False, progress=progress)
    assert sent and chip.calibration is None and chip.save() == before


def test_a_calibration_that_has_just_ended_leaves_the_chip_as_it_was(monkeypatch):
    chip = bss2emu.Chip("ideal", 0)
    before = chip.save()

    def interrupted(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(bss2emu.Calibration, "_from_handle", interrupted)
    with pytest.raises(KeyboardInterrupt):
        chip.calibrate(cache=False, progress=False)
    assert chip.save() == before and chip.calibration is None


def test_a_product_ends_and_the_next_one_is_right(chip, interrupt, rng):
    x = rng.integers(0, 32, (20_000, 256), np.uint8)
    w = rng.integers(-63, 64, (256, 256)).astype(np.int8)
    expected = chip.copy().mac(x[:50], w)
    position = chip.noise_position()
    sent = interrupt(0.3)
    with pytest.raises(KeyboardInterrupt):
        chip.mac(x, w, num_sends=20)
    assert sent and chip.noise_position() == position
    assert np.array_equal(chip.mac(x[:50], w), expected)


def test_a_recorded_product_ends(chip, interrupt, rng):
    x = rng.integers(0, 32, (5_000, 100), np.uint8)
    w = rng.integers(-63, 64, (100, 200)).astype(np.int8)
    position = chip.noise_position()
    sent = interrupt(0.3)
    with pytest.raises(KeyboardInterrupt):
        chip.mac_recorded(x, w, 3)
    assert time.monotonic() - sent[0] < 5 and chip.noise_position() == position


def test_parts_of_a_product_are_those_of_the_whole(chip, rng, monkeypatch):
    from bss2emu import _operands

    x = rng.integers(0, 32, (300, 200), np.uint8)
    w = rng.integers(-63, 64, (200, 300)).astype(np.int8)
    whole = chip.copy().mac(x, w)
    monkeypatch.setattr(_operands, "_WORK", 200 * 300 * 7)
    assert len(_operands.parts(300, 200 * 300)) == 43
    assert np.array_equal(chip.mac(x, w), whole)


def test_an_error_of_the_progress_ends_a_calibration():
    chip = bss2emu.Chip("typical", 0, threads=1)

    def progress(step, fraction):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        chip.calibrate(cache=False, progress=progress)
    assert chip.calibration is None


def test_progress_is_told_in_the_callers_thread():
    chip, seen = bss2emu.Chip("ideal", 0), []
    chip.calibrate(
        cache=False, progress=lambda *state: seen.append((*state, threading.current_thread())))
    steps, fractions, threads = zip(*seen)
    assert steps[-1] == "done" and fractions[-1] == 1 and list(fractions) == sorted(fractions)
    assert set(threads) == {threading.current_thread()}


def test_a_call_of_minutes_that_nobody_watches_tells_its_time(monkeypatch, caplog):
    from bss2emu import _progress

    monkeypatch.delenv("BSS2EMU_PROGRESS", raising=False)
    monkeypatch.setattr(_progress, "_is_watched", lambda: False)
    monkeypatch.setattr(_progress, "_PATIENCE", -1.0)
    for seconds in (1, 100):
        bar = _progress.Bar("product")
        monkeypatch.setattr(bar, "_start", time.monotonic() - seconds)
        for fraction in (0.1, 0.2):
            bar("", fraction)
        bar.close()
    assert [record.getMessage() for record in caplog.records] == [
        "This product takes about 17 minutes; Ctrl-C stops it."]


def test_a_long_call_shows_a_bar_and_a_short_one_does_not(monkeypatch, capsys):
    pytest.importorskip("tqdm")
    from bss2emu import _progress

    monkeypatch.setattr(_progress, "_is_watched", lambda: True)
    short = _progress.Bar("short")
    short("step", 0.5)
    short.close()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(_progress, "_PATIENCE", -1.0)
    bar = _progress.Bar("product")
    bar("", 0.5)
    bar.close()
    assert "product" in capsys.readouterr().err
