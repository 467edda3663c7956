"""Conversion of float networks: accuracies, the way back, state dicts, warnings and errors."""

import copy
import io
import pickle
import subprocess
import sys
import warnings

import pytest

import bss2emu
from bss2emu.conversion import ConversionError, ConversionWarning

torch = pytest.importorskip("torch", reason="PyTorch is not installed (bss2emu[torch])")
nn = torch.nn


@pytest.fixture(scope="module")
def example(repository):
    """The example with three networks."""
    sys.path.insert(0, str(repository / "Examples" / "python"))
    try:
        import convert_networks
    finally:
        sys.path.pop(0)
    return convert_networks


@pytest.fixture(autouse=True)
def quiet_mock():
    """One thread, one seed and a mock without noise."""
    from bss2emu.hxtorch import perceptron

    torch.manual_seed(1)
    torch.set_num_threads(1)
    before = perceptron.get_mock_parameter()
    perceptron.set_mock_parameter(perceptron.MockParameter(noise_std=0, gain=0.002))
    yield perceptron
    perceptron.set_mock_parameter(before)


@pytest.fixture(scope="module")
def digits(example):
    sys.path.insert(0, example.__file__.rpartition("/")[0])
    try:
        return example.all_digits(is_drawn=True)
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="module")
def trained(example, digits):
    """Trained float networks by their names, each made once."""
    known = {}

    def network(name):
        if name not in known:
            torch.manual_seed(1)
            known[name] = example.NETWORKS[name]()
            example.train(known[name], digits[0], epochs=12, rate=3e-3)
        return known[name]

    return network


def convert(network, sample, **options):
    return bss2emu.convert(network, sample, verbose=False, **options)


def small():
    """A dense network and a batch."""
    network = nn.Sequential(nn.Linear(20, 16), nn.ReLU(), nn.Linear(16, 5)).eval()
    return network, torch.rand(60, 20)


NAMES = pytest.mark.parametrize("name", ["dense", "convolution", "residual"])


@NAMES
def test_conversion_alone_costs_at_most_two_points(name, trained, example, digits):
    network = trained(name)
    converted = convert(network, digits[0][0][:300])
    before = example.accuracy(network, digits[1])
    assert before > 0.8
    assert example.accuracy(converted, digits[1]) >= before - 0.02


@NAMES
def test_outputs_are_those_of_the_float_network_but_for_rounding(name, trained, digits):
    network, images = trained(name), digits[1][0]
    converted = convert(network, digits[0][0][:300])
    with torch.no_grad():
        expected = network(images)
        error = converted(images) - expected
    assert error.std() < 0.1 * expected.std()


@NAMES
def test_the_way_back_gives_the_float_network(name, trained, digits):
    network, images = trained(name), digits[1][0]
    back = convert(network, digits[0][0][:300]).to_torch()
    clipped = 0.05 * network(images).std().item()  # weights beyond the range of the search
    assert torch.allclose(back(images), network(images), atol=clipped)


@NAMES
def test_the_float_network_is_left_as_it_is(name, trained, digits):
    network = trained(name)
    before = copy.deepcopy(network.state_dict())
    was_training, state = network.training, torch.get_rng_state()
    convert(network, digits[0][0][:50])
    assert network.training == was_training and torch.equal(state, torch.get_rng_state())
    assert all(torch.equal(value, before[key]) for key, value in network.state_dict().items())


def test_a_network_on_the_chip_recovers_in_the_loop(trained, example, digits, hardware):
    network = trained("dense")
    converted = convert(network, digits[0][0][:300], mock=False)
    assert converted.gain != 0.002  # that of the chip
    moved = example.accuracy(converted, digits[1])
    example.train(converted, digits[0], epochs=3, rate=0.3)
    tuned = example.accuracy(converted, digits[1])
    assert tuned > moved - 0.01 and tuned > example.accuracy(network, digits[1]) - 0.04
    assert example.accuracy(converted.to_torch(), digits[1]) > 0.8


def test_all_parameters_get_gradients(trained, digits):
    converted = convert(trained("residual"), digits[0][0][:50])
    converted(digits[0][0][:50]).square().sum().backward()
    assert all(parameter.grad.abs().sum() > 0 for parameter in converted.parameters())


def test_norms_are_folded_and_named(trained, digits):
    report = convert(trained("convolution"), digits[0][0][:50]).report
    assert report.folded == ("2", "6")
    assert [layer.name for layer in report.layers] == ["1", "5", "11"]
    assert "8 (AvgPool2d)" in report.digital and "2 (BatchNorm2d)" not in report.digital


def test_a_rectifier_between_analog_layers_becomes_a_converting_one(quiet_mock):
    converted = convert(*small())
    kinds = [type(module) for module in converted.modules()]
    assert kinds.count(quiet_mock.nn.ConvertingReLU) == 1 and nn.ReLU not in kinds
    assert converted.report["0"].shift == 2 and converted.report["2"].shift is None


def test_results_use_their_range_without_saturation():
    network, sample = small()
    converted = convert(network, sample, target=100)
    results = {}
    layer = converted.network.get_submodule("2")
    layer.register_forward_hook(lambda module, x, y: results.update(y=y - module.bias.floor()))
    converted(sample)
    assert 60 <= results["y"].abs().max() <= 110


def test_signed_inputs_are_sent_in_two_halves():
    network, sample = small()
    converted = convert(network, 2 * sample - 1)
    assert converted.report["0"].signed and not converted.report["2"].signed
    expected = network(2 * sample - 1)
    assert (converted(2 * sample - 1) - expected).std() < 0.1 * expected.std()


@pytest.mark.parametrize("layers, shape", [
    ((nn.Linear(10, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 4)), (10,)),
    ((nn.Conv1d(3, 8, 5, padding="same", padding_mode="circular"), nn.ReLU(), nn.MaxPool1d(2),
      nn.Conv1d(8, 4, 3, stride=2)), (3, 32)),
    ((nn.BatchNorm2d(2), nn.Conv2d(2, 4, 3), nn.Sigmoid(), nn.Conv2d(4, 3, (1, 3))), (2, 9, 9)),
    ((nn.Linear(4, 4, bias=False), nn.ReLU(), nn.Linear(4, 2)), (3, 4)),
])
def test_common_layers_are_converted(layers, shape):
    network, sample = nn.Sequential(*layers).eval(), torch.rand(60, *shape)
    with torch.no_grad():
        expected = network(sample)
        error = convert(network, sample)(sample) - expected
    assert error.std() < 0.1 * expected.std()


def test_several_inputs_are_a_tuple():
    class Product(nn.Module):
        def __init__(self):
            super().__init__()
            self.left, self.right = nn.Linear(4, 5), nn.Linear(6, 5)

        def forward(self, x, y):
            return self.left(x) * self.right(y)

    network, sample = Product().eval(), (torch.rand(60, 4), torch.rand(60, 6))
    error = convert(network, sample)(*sample) - network(*sample)
    assert error.std() < 0.1 * network(*sample).std()


def test_a_rectifier_that_passes_nothing_causes_no_warning():
    network, sample = small()
    nn.init.constant_(network[0].bias, -9)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        convert(network, sample)


def test_a_layer_that_is_called_twice_has_one_set_of_numbers():
    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(8, 8)

        def forward(self, x):
            return self.layer(torch.relu(self.layer(x)))

    network, sample = Twice().eval(), torch.rand(100, 8)
    converted = convert(network, sample)
    assert len(converted.report.layers) == 1
    assert (converted(sample) - network(sample)).std() < 0.1 * network(sample).std()


def test_more_rows_than_the_chip_has_do_not_saturate():
    network, sample = nn.Linear(700, 4).eval(), torch.rand(50, 700)
    network.weight.data.abs_()
    converted = convert(network, sample)
    assert converted.report.layers[0].saturated_results == 0
    floored = 6 * converted.report.layers[0].result_scale  # one LSB at most for each part
    with torch.no_grad():
        assert (converted(sample) - network(sample)).abs().max() < floored


def test_the_state_dict_holds_all_numbers():
    network, sample = small()
    converted = convert(network, sample)
    file = io.BytesIO()
    torch.save(converted.state_dict(), file)
    file.seek(0)
    other = convert(small()[0], 0.3 * sample, gain=0.005)
    assert other.report["0"].num_sends != converted.report["0"].num_sends
    other.load_state_dict(torch.load(file, weights_only=True))
    assert other.plans == converted.plans and torch.equal(other(sample), converted(sample))


def test_a_state_dict_of_another_form_is_refused():
    network, sample = small()
    state = convert(network, sample).state_dict()
    with pytest.raises(ConversionError, match="the state dict does not fit"):
        convert(network, sample - 0.5).load_state_dict(state, strict=False)


def test_copies_and_pickles_compute_the_same():
    network, sample = small()
    converted = convert(network, sample)
    for other in (copy.deepcopy(converted), pickle.loads(pickle.dumps(converted))):
        assert torch.equal(other(sample), converted(sample))


def test_the_choice_of_mock_reaches_all_layers():
    network, sample = small()
    converted = convert(network, sample)
    assert converted.mock
    converted.mock = False
    with pytest.raises(RuntimeError, match="No connection"):
        converted(sample)


def test_the_report_is_printed(capsys):
    converted = bss2emu.convert(*small())
    out = capsys.readouterr().out
    assert out == f"{converted.report}\n" and "num_sends" in out and "gain 0.002" in out


def test_a_good_network_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        convert(*small())


def test_weights_that_round_to_zero_are_warned_about():
    network, sample = small()
    network[0].weight.data[0, 0] = 100
    with pytest.warns(ConversionWarning, match="0: .* of the weights round to 0.*weight decay"):
        convert(network, sample)


def test_inputs_and_results_out_of_range_are_warned_about():
    network, sample = small()
    network[0].weight.data.abs_()
    converted = convert(network, sample)
    with pytest.warns(ConversionWarning) as caught:
        converted.check(100 * sample)
    texts = [str(warning.message) for warning in caught]
    assert any("0: " in text and "inputs are above the range" in text for text in texts)
    assert any("results saturate" in text and "smaller target" in text for text in texts)
    assert caught[0].filename == __file__


def test_a_layer_that_the_chip_lacks_stays_digital():
    network = nn.Sequential(nn.ConvTranspose1d(4, 4, 3), nn.Flatten(), nn.Linear(44, 3))
    converted = convert(network, torch.rand(20, 4, 9))
    assert "0 (ConvTranspose1d)" in converted.report.digital


@pytest.mark.parametrize("layer, shape", [
    (nn.Conv1d(6, 9, 3, groups=3, padding=1), (6, 20)),
    (nn.Conv1d(4, 5, 3, dilation=4, stride=2, padding="valid"), (4, 30)),
    (nn.Conv2d(40, 40, 3, groups=40, padding="same"), (40, 6, 7)),
    (nn.Conv2d(4, 6, (3, 2), groups=2, dilation=(2, 1), stride=(1, 2), padding=1), (4, 9, 8)),
    (nn.Conv1d(300, 4, 3, groups=2, padding=2, padding_mode="circular"), (300, 6)),
])
def test_groups_and_dilation_run_on_the_chip(layer, shape):
    sample = torch.rand(40, *shape)
    converted = convert(layer.eval(), sample)
    with torch.no_grad():
        expected = layer(sample)
        error = converted(sample) - expected
    assert converted.report.layers[0].kind.startswith("Windowed")
    assert error.std() < 0.1 * expected.std() and abs(error.mean()) < 0.02 * expected.std()


def test_windows_multiply_as_the_layers_of_hxtorch_do(quiet_mock):
    from bss2emu.conversion._windowed import WindowedConv2d

    form = dict(in_channels=3, out_channels=4, kernel_size=(3, 2), stride=(2, 1), padding=1)
    own, other = WindowedConv2d(**form, num_sends=3), quiet_mock.nn.Conv2d(**form, num_sends=3)
    own.mock = other.mock = True
    other.load_state_dict(own.state_dict())
    own.weight.data = other.weight.data = torch.randint(-63, 64, own.weight.shape).float()
    x = torch.randint(0, 32, (5, 3, 7, 8)).float()
    assert torch.equal(own(x), other(x)) and "num_sends=3" in repr(own)


def test_expanded_convolutions_have_the_same_results():
    network, sample = nn.Conv1d(3, 4, 5, stride=2).eval(), torch.rand(40, 3, 60)
    converted = convert(network, sample, expand_conv1d=True)
    assert converted.report.layers[0].kind == "ExpandedConv1d"
    with torch.no_grad():
        error = converted(sample) - network(sample)
    assert error.std() < 0.1 * network(sample).std()
    assert abs(error.mean()) < converted.report.layers[0].result_scale / 4


def test_the_mock_does_not_round_many_rows_down():
    network, sample = nn.Linear(700, 100).eval(), torch.rand(400, 700)
    converted = convert(network, sample)
    with torch.no_grad():
        error = converted(sample) - network(sample)
    assert abs(error.mean()) < converted.report.layers[0].result_scale / 4


def test_what_the_mock_rounds_off_is_no_part_of_the_network():
    network, sample = nn.Linear(700, 4).eval(), torch.rand(400, 700)
    converted = convert(network, sample)
    there = converted.to_torch()
    bias = converted.network.get_submodule("0").bias.clone()
    converted.mock = False
    assert torch.allclose(bias - converted.network.get_submodule("0").bias, torch.tensor(3.0))
    assert torch.allclose(converted.to_torch()(sample), there(sample), atol=1e-5)
    on_mock = convert(network, sample)
    on_mock.load_state_dict(converted.state_dict())
    assert on_mock.mock and torch.equal(on_mock.network.get_submodule("0").bias, bias)


class Branching(nn.Module):
    def forward(self, x):
        return x if x.sum() > 0 else -x


@pytest.mark.parametrize("network, sample, options, sentence", [
    (nn.ReLU(), torch.rand(3, 4), {}, "no Linear, Conv1d or Conv2d"),
    (nn.Linear(4, 2), torch.rand(3, 5), {}, "refuses the sample"),
    (nn.Linear(4, 2), torch.full((3, 4), torch.nan), {}, "infinite or NaN"),
    (nn.Linear(4, 2), torch.rand(3, 4), {"target": 128}, "target is 128"),
    (nn.Linear(4, 2), torch.rand(3, 4), {"gain": 0.0}, "gain is 0.0"),
    (nn.Linear(4, 2), torch.rand(3, 4), {"max_num_sends": 0}, "max_num_sends is 0"),
    (Branching(), torch.rand(3, 4), {}, "cannot trace Branching"),
])
def test_errors_say_what_is_wrong(network, sample, options, sentence):
    with pytest.raises(ConversionError, match=sentence):
        convert(network, sample, **options)


def test_a_converted_network_is_refused():
    network, sample = small()
    with pytest.raises(ConversionError, match="is already a layer of hxtorch"):
        convert(convert(network, sample), sample)


def test_without_torch_the_error_says_what_to_install():
    code = ("import sys; sys.modules['torch'] = None; import bss2emu\n"
            "try: bss2emu.convert(None, None)\n"
            "except ImportError as error: print(error)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'bss2emu[torch]'" in done.stdout
