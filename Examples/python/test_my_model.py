"""A user's tests: a model that wants a chip, run on virtual ones by bss2emu's pytest plugin.

Run them:  pytest test_my_model.py  [--virtual-chip-seeds 0,1]
"""

import pytest
import torch


def classify(x):
    """A user's function: one analog layer on whatever chip is connected."""
    import hxtorch

    weights = 40 * torch.eye(10).repeat_interleave(5, dim=0)
    return hxtorch.perceptron.matmul(x, weights, num_sends=10).argmax(dim=-1)


def inputs():
    return 31 * torch.eye(10).repeat_interleave(5, dim=1)


@pytest.mark.hardware
def test_every_class_is_found():
    assert classify(inputs()).tolist() == list(range(10))


@pytest.mark.hardware
def test_a_dead_column_loses_its_class(virtual_chip):
    virtual_chip.kill_columns(7)
    assert classify(inputs())[7] != 7 or (classify(inputs()) == 7).sum() != 1


@pytest.mark.hardware
def test_lost_events_are_survived(virtual_chip):
    virtual_chip.drop_events(0.2)
    assert (classify(inputs()) == torch.arange(10)).float().mean() > 0.8


@pytest.mark.hardware
def test_a_drifted_chip_is_survived(virtual_chip):
    virtual_chip.drift(0.1)
    assert (classify(inputs()) == torch.arange(10)).float().mean() > 0.8


@pytest.mark.hardware
def test_a_lost_connection_is_reported(virtual_chip):
    virtual_chip.lose_connection()
    with pytest.raises(RuntimeError, match="connection"):
        classify(inputs())


@pytest.mark.hardware
def test_a_missing_calibration_is_reported(missing_calibration):
    import hxtorch

    with pytest.raises(RuntimeError, match="does not exist"):
        hxtorch.init_hardware(hxtorch.CalibrationPath("hagen_cocolist.pbin"))
