"""Pictures of studies: which ones there are, their numbers and labels."""

import pytest

from bss2emu import StudyError
from studies import own, study  # noqa: F401

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def closed():
    yield
    from matplotlib import pyplot

    pyplot.close("all")


def measured(own, **options):
    one = study(own, **{"units": {"loss": "LSB"}, "metric": "loss", **options})
    one.run(workers=1)
    return one


def test_shares_are_sorted(own):
    axes = measured(own).plot()
    assert axes.get_xlabel() == "share of the loss in loss / LSB"
    assert [label.get_text() for label in axes.get_yticklabels()][:2] == ["a", "b"]


def test_curves_have_the_chip_as_configured_at_strength_one(own):
    one = measured(own, groups=None, points="one-at-a-time",
                   values={"cadc.noise": [0, 2], "ota.offset": [4]})
    axes = one.plot()
    axes.figure.canvas.draw()
    assert axes.get_ylabel() == "loss / LSB" and axes.get_xlabel() == "strength of the effect"
    lines = {line.get_label(): line.get_xdata().tolist() for line in axes.lines}
    assert lines == {"cadc.noise": [0, 1, 2], "ota.offset": [1, 4]}


def test_a_curve_over_a_parameter_has_its_unit(own):
    one = measured(own, groups=None, points="one-at-a-time",
                   values={"columns.temperature.chip": ["300 K", "320 K", "340 K"]})
    axes = one.plot()
    assert axes.get_xlabel() == "temperature of the chip / K"
    assert 300 in axes.lines[0].get_xdata()


def test_a_distribution_joins_the_metrics_of_each_chip(own):
    one = measured(own)
    axes = one.plot(["loss", "loss"], kind="distribution", point="none")
    values = one.collect()["loss"].mean(2)[:, 1]
    assert [line.get_ydata().tolist() for line in axes.lines[:6]] == [[v, v] for v in values]
    assert axes.get_title() == "6 chips, none"


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_a_yield_counts_chips_that_are_as_good(own, better):
    one = measured(own, better=better)
    axes = one.plot("loss", kind="yield", point=["all", "none"])
    x, y = axes.lines[0].get_data()
    values = sorted(one.collect()["loss"].mean(2)[:, 0])
    assert sorted(set(x)) == values and (y[0], y[-1]) == ((0, 100) if better == "lower" else (100, 0))
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["all", "none"]


@pytest.mark.parametrize("options, sentence", [
    ({"kind": "pie"}, "kind: 'pie' is not a kind of picture; allowed are shares"),
    ({"kind": "yield", "point": "some"}, "no point 'some'; it has all, none"),
    ({"metric": ["loss", "loss"], "kind": "shares"}, "takes one metric"),
    ({"metric": "los", "kind": "yield"}, "no metric 'los'"),
    ({"kind": "curves"}, "one-at-a-time"),
    ({"kind": "distribution", "point": ["all", "none"]}, "takes one point")])
def test_pictures_that_cannot_be_drawn_are_refused(own, options, sentence):
    with pytest.raises(StudyError, match=sentence):
        measured(own).plot(**options)
