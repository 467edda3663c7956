"""hxtorch.perceptron: the rows of the original's tests, on chip and mock."""

import ast
import json
import math
import pathlib

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (bss2emu[torch])")

from bss2emu import hxtorch  # noqa: E402
from bss2emu.hxtorch.perceptron import _tracer  # noqa: E402

perceptron = hxtorch.perceptron
nn = perceptron.nn
MODES = pytest.mark.parametrize("mock", [False, True], ids=["chip", "mock"])


def rand_full(size, mean):
    """Uniform in 0.8 to 1.2 times the mean, as the original's tests draw."""
    return (mean * (0.8 + 0.4 * torch.rand(size))).requires_grad_()


@pytest.fixture(autouse=True)
def connection(hardware):
    """Every test has a chip, the original's default parameters and a seed."""


def own_gain():
    return perceptron.get_mock_parameter().gain


# ---- mac


@MODES
class TestMAC:
    mac = perceptron.mac

    def test_construction(self, mock):
        # The function is stored in the class, as user tests do, and is not bound.
        with pytest.raises(RuntimeError):
            self.mac(torch.ones(5), torch.ones(5, 3, 4), mock=mock)
        with pytest.raises(OverflowError):
            self.mac(torch.full((5,), -2.0), torch.ones(5, 3), mock=mock)
        with pytest.raises(OverflowError):
            self.mac(torch.ones(5), torch.full((5, 3), 65.0), mock=mock)
        assert self.mac(torch.ones(5), torch.ones(5, 3), mock=mock).shape == (3,)

    def test_batch_input(self, mock):
        w = torch.ones(5, 3, requires_grad=True)
        y = self.mac(torch.ones(10, 5, requires_grad=True), w, mock=mock)
        assert y.shape == (10, 3) and y.dtype == torch.float32
        y.sum().backward()
        assert torch.allclose(w.grad, torch.full((5, 3), 10 * own_gain()))

    @pytest.mark.parametrize("batch", [2**k for k in range(0, 14, 4)])
    def test_sweep_batchsize(self, mock, batch):
        x, w = torch.randint(0, 32, (batch, 256)).float(), torch.rand(256, 256) * 63 - 31.5
        assert self.mac(x, w, mock=mock).shape == (batch, 256)

    @pytest.mark.parametrize("size", [2**k for k in range(0, 11, 5)])
    def test_sweep_matrixsize(self, mock, size):
        x, w = torch.randint(0, 32, (20, size)).float(), torch.rand(size, size) * 63 - 31.5
        assert self.mac(x, w, mock=mock).shape == (20, size)


def test_weights_too_low_are_a_runtime_error_on_the_chip_and_an_overflow_in_mock():
    w = torch.full((5, 3), -64.0)
    with pytest.raises(RuntimeError) as error:
        perceptron.mac(torch.ones(5), w)
    assert not isinstance(error.value, OverflowError)
    with pytest.raises(OverflowError):
        perceptron.mac(torch.ones(5), w, mock=True)


def test_rounding_is_half_even_in_mock_and_half_away_on_the_chip():
    from bss2emu.hxtorch.perceptron import _rules

    x, w = torch.tensor([0.5, 1.5, 2.5, 0.49999997, 30.5]), torch.tensor([[-0.5, -2.5, 2.5]] * 5)
    vectors, matrix = _rules.chip_operands(x, w)
    assert vectors.tolist() == [1, 2, 3, 0, 31] and matrix[0].tolist() == [-1, -3, 3]
    perceptron.set_mock_parameter(perceptron.MockParameter(0, 1))
    one, many = torch.ones(1), torch.ones(1, 5)
    assert perceptron.mac(one, torch.diag(x)[4:], mock=True).tolist() == [0, 0, 0, 0, 30]
    assert perceptron.mac(torch.full((1,), 2.5), many, mock=True).tolist() == [2] * 5


def test_doubles_are_rounded_before_they_become_narrower():
    perceptron.set_mock_parameter(perceptron.MockParameter(0, 1))
    x = torch.tensor([0.5 + 1e-12], dtype=torch.float64)
    assert perceptron.mac(x, torch.ones(1, 1), mock=True).tolist() == [1]
    below = torch.tensor([1 - 1e-12], dtype=torch.float64)
    assert perceptron.relu(below, mock=True).tolist() == [0]
    assert perceptron.relu(below, mock=True).dtype == torch.float64


def test_a_product_that_is_refused_draws_nothing():
    torch.manual_seed(1)
    with pytest.raises(OverflowError):
        perceptron.mac(torch.full((5,), 99.0), torch.ones(5, 3), mock=True)
    after = torch.rand(1)
    torch.manual_seed(1)
    assert torch.equal(torch.rand(1), after)


@MODES
@pytest.mark.parametrize("bad, message", [
    ((99.0, 99.0), "weights: 99 is above the allowed range -63...63; scale or clamp them."),
    ((-1.0, 3.0), "inputs: -1 is below the allowed range 0...31; scale or clamp them."),
    ((float("nan"), 3.0), "mac: element 0 of inputs is not a number (NaN); replace it by a finite one.")])
def test_a_mistake_has_the_sentence_of_the_library(mock, bad, message):
    with pytest.raises(OverflowError) as error:
        perceptron.mac(torch.full((5,), bad[0]), torch.full((5, 3), bad[1]), mock=mock)
    assert str(error.value) == message and type(error.value) is OverflowError


def test_the_perceptron_package_leaves_numbers_to_the_library():
    """Arithmetic outside of gradients would be a second set of rules."""
    operators = (ast.Div, ast.FloorDiv, ast.Mod, ast.MatMult)
    names = {"round", "floor", "trunc", "ceil", "median", "std", "argmin", "clip", "sqrt"}
    for path in pathlib.Path(perceptron.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text())
        gradients = {
            id(node) for function in ast.walk(tree) for node in ast.walk(function)
            if isinstance(function, ast.FunctionDef) and function.name == "backward"}
        for node in ast.walk(tree):
            if id(node) not in gradients:
                called = getattr(getattr(node, "func", None), "attr", None)
                where = f"{path.name}:{getattr(node, 'lineno', None)}"
                assert not isinstance(getattr(node, "op", None), operators), where
                assert called not in names, where


def test_order_of_errors():
    ones = torch.ones(2, 5)
    # Recording in mock comes before everything.
    with pytest.raises(RuntimeError, match="mock"):
        perceptron.mac(torch.ones(1, 1, 1), torch.ones(1), mock=True, madc_recording_path="x")
    # On the chip the length comes before the weights' range, in mock after it.
    with pytest.raises(RuntimeError, match="rows"):
        perceptron.mac(ones, torch.full((4, 3), 99.0))
    with pytest.raises(OverflowError):
        perceptron.mac(ones, torch.full((4, 3), 99.0), mock=True)
    with pytest.raises(RuntimeError, match="rows"):
        perceptron.mac(ones, torch.ones(4, 3), mock=True)
    with pytest.raises(IndexError):
        perceptron.mac(torch.ones(1, 300), torch.ones(128, 3), mock=True)
    # The weights come before the inputs.
    with pytest.raises(OverflowError, match="weight"):
        perceptron.mac(ones * 99, torch.full((5, 3), 99.0))
    # Values come before the connection.
    hxtorch.release_hardware()
    with pytest.raises(OverflowError):
        perceptron.mac(ones * 99, torch.ones(5, 3))
    with pytest.raises(RuntimeError, match="init_hardware"):
        perceptron.mac(ones, torch.ones(5, 3))
    with pytest.raises(RuntimeError, match="init_hardware"):
        perceptron.relu(ones)
    assert perceptron.mac(ones, torch.ones(5, 3), mock=True).shape == (2, 3)


@MODES
def test_bad_input_is_the_documented_error(mock):
    w, nan = torch.ones(5, 3), torch.full((2, 5), float("nan"))
    with pytest.raises(OverflowError):
        perceptron.mac(nan, w, mock=mock)
    with pytest.raises(OverflowError):
        perceptron.mac(torch.full((2, 5), float("inf")), w, mock=mock)
    with pytest.raises(RuntimeError):
        perceptron.mac(torch.ones(0, 5), w, mock=mock)
    for bad in (1.5, "1", None):
        with pytest.raises(TypeError):
            perceptron.mac(torch.ones(5), w, num_sends=bad, mock=mock)
    with pytest.raises(TypeError):
        perceptron.mac([1, 2], w, mock=mock)


def test_the_chip_takes_float32_on_the_cpu_only():
    for dtype in (torch.float64, torch.int64):
        with pytest.raises(RuntimeError, match="Float"):
            perceptron.mac(torch.ones(5, dtype=dtype), torch.ones(5, 3))
    assert perceptron.mac(
        torch.ones(5, dtype=torch.float64), torch.ones(5, 3), mock=True).dtype == torch.float32
    with pytest.raises(RuntimeError, match="num_sends"):
        perceptron.mac(torch.ones(5), torch.ones(5, 3), num_sends=0)


# ---- matmul

K = 128
MATMUL = {
    "1Dx1D": ((K,), (K,)), "1Dx2D": ((K,), (K, 5)), "2Dx1D": ((3, K), (K,)),
    "2Dx2D": ((3, K), (K, 5)), "3Dx1D": ((2, 3, K), (K,)), "3Dx2D": ((2, 3, K), (K, 5)),
}


@MODES
@pytest.mark.parametrize("shapes", MATMUL.values(), ids=MATMUL)
def test_matmul_output_shape_gradient(mock, shapes):
    x, w = rand_full(shapes[0], 12), rand_full(shapes[1], 15)
    check_matmul(x, w, x, w, mock)


@MODES
def test_matmul_takes_operands_that_are_not_contiguous(mock):
    x, w = rand_full((K, 3), 12), rand_full((5, K), 15)
    check_matmul(x.t(), w.t(), x, w, mock)
    base = rand_full((K, 1), 15)
    check_matmul(rand_full((3, K), 12), base.expand(K, 4), base, base, mock)


def check_matmul(x, w, x_leaf, w_leaf, mock):
    y = perceptron.matmul(x, w, wait_between_events=10, mock=mock)
    reference = torch.matmul(x, w)
    assert y.is_contiguous() and y.shape == reference.shape
    grads = torch.autograd.grad(y, (x_leaf, w_leaf), torch.ones_like(y), allow_unused=True)
    expected = torch.autograd.grad(
        reference, (x_leaf, w_leaf), torch.ones_like(reference), allow_unused=True)
    for found, wanted in zip(grads, expected):
        if wanted is not None:
            assert torch.allclose(found, wanted * own_gain(), rtol=1e-3)


@MODES
def test_matmul_refuses_shapes(mock):
    for x, w in [((), (5,)), ((5,), ()), ((5,), (2, 5, 3))]:
        with pytest.raises(RuntimeError):
            perceptron.matmul(torch.ones(x), torch.ones(w), mock=mock)


def test_matmul_doc_begins_with_the_signature():
    assert perceptron.matmul.__doc__.startswith("matmul(input: torch.Tensor, other")


@MODES
def test_matmul_noise_and_gain(mock):
    # Chip: 100 x 256 draws; the mean of 256 deviations has an error of 1 % and less.
    parameter = perceptron.MockParameter() if mock else perceptron.measure_mock_parameter()
    x, w = torch.full((100, 128), 12.0), torch.full((128, 256), 15.0)
    y = perceptron.matmul(x, w, wait_between_events=5 if mock else 10, mock=mock)
    gain = (y / (x @ w)).median().item()
    assert abs(gain - parameter.gain) < 0.25 * parameter.gain
    assert y.std(0).mean().item() <= 2 * parameter.noise_std


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("quadrant", range(4))
def test_matmul_diagonal(sign, quadrant):
    w = torch.zeros(128, 512)
    w[:, 128 * quadrant:128 * (quadrant + 1)] = sign * 63 * torch.eye(128)
    y = perceptron.matmul(31 * torch.eye(128), w, num_sends=40, wait_between_events=2)
    assert torch.equal((sign * y > 40), w.abs() > 0)


# ---- conv

CONV1D = [((3, 1, 30), (1, 1, 5), 7, 25, 50, None), ((2, 1, 128), (14, 1, 43), 5, 10, 15, 1),
          ((2, 1, 138), (14, 1, 43), 5, 10, 15, 1)] + [
    ((b, c, 30), (o, c, 5), s, 10, 50, None)
    for b in (2, 4) for c in (1, 3, 5) for o in (1, 4) for s in (7, 4, 2)]


def check_conv(function, reference, x, w, bias, stride, factor, **options):
    y = function(x, w, bias, stride, **options)
    wanted = reference(x, w, bias, stride)
    assert y.is_contiguous() and y.shape == wanted.shape
    leaves = [x, w] + ([bias] if bias is not None else [])
    found = torch.autograd.grad(y, leaves, torch.ones_like(y))
    expected = torch.autograd.grad(wanted, leaves, torch.ones_like(wanted))
    for index, (a, b) in enumerate(zip(found, expected)):
        assert torch.allclose(a, b * (factor if index < 2 else 1), rtol=1e-3)


@MODES
@pytest.mark.parametrize("case", CONV1D, ids=str)
def test_conv1d(mock, case):
    x_shape, w_shape, stride, x_mean, w_mean, bias_mean = case
    bias = None if bias_mean is None else rand_full((w_shape[0],), bias_mean)
    check_conv(
        perceptron.conv1d, torch.nn.functional.conv1d, rand_full(x_shape, x_mean),
        rand_full(w_shape, w_mean), bias, stride, own_gain(), mock=mock)


@MODES
@pytest.mark.parametrize("stride", [(7, 14), (4, 8)])
@pytest.mark.parametrize("sizes", [(1, 1, 1, 25, None), (2, 3, 1, 10, None), (2, 3, 4, 10, 0)])
def test_conv2d(mock, stride, sizes):
    batch, c_in, c_out, mean, bias_mean = sizes
    bias = None if bias_mean is None else torch.zeros(c_out, requires_grad=True)
    check_conv(
        perceptron.conv2d, torch.nn.functional.conv2d, rand_full((batch, c_in, 30, 60), mean),
        rand_full((c_out, c_in, 5, 10), 20), bias, stride, own_gain(), mock=mock)


@pytest.mark.parametrize("case", CONV1D, ids=str)
def test_expanded_conv1d(case):
    x_shape, w_shape, stride, x_mean, w_mean, bias_mean = case
    perceptron.set_mock_parameter(perceptron.MockParameter(0, 0.0015))
    x, w = rand_full(x_shape, x_mean), rand_full(w_shape, w_mean)
    bias = None if bias_mean is None else rand_full((w_shape[0],), bias_mean)

    def expanded(*arguments, **named):
        return perceptron.expanded_conv1d(
            *arguments, num_expansions=18, num_sends=4, **named)

    check_conv(
        expanded, torch.nn.functional.conv1d, x, w, bias, stride, 0.0015 * 4, mock=True)
    plain = perceptron.conv1d(x, w, bias, stride, num_sends=4, mock=True)
    tolerance = max(
        math.ceil((x_shape[1] * stride * 18 + w_shape[2]) / 128), math.ceil(w_shape[0] / 256))
    assert torch.allclose(expanded(x, w, bias, stride, mock=True), plain, atol=tolerance)


def test_conv_refuses_shapes():
    for x, w in [((1, 5), (1, 1, 3)), ((1, 1, 5), (1, 3)), ((1, 2, 5), (1, 1, 3)),
                 ((1, 1, 2), (1, 1, 3))]:
        with pytest.raises(RuntimeError):
            perceptron.conv1d(torch.ones(x), torch.ones(w), mock=True)


def test_conv_reads_slices_where_they_lie():
    x = torch.randint(0, 32, (4, 1, 30)).float()
    w = torch.randint(-20, 20, (2, 1, 5)).float()
    perceptron.set_mock_parameter(perceptron.MockParameter(0, 0.01))
    assert torch.equal(
        perceptron.conv1d(x, w, mock=True)[2:], perceptron.conv1d(x[2:], w, mock=True))


# ---- digital operations


def with_gradient(function, x, **options):
    leaf = x.detach().clone().requires_grad_()
    y = function(leaf, **options)
    y.backward(torch.ones_like(y))
    return y.detach(), leaf.grad


@MODES
@pytest.mark.parametrize("shapes", [((3, 128), (128,)), ((128,), (128,))])
def test_add(mock, shapes):
    a, b = rand_full(shapes[0], 20), rand_full(shapes[1], 30)
    y = perceptron.add(a, b, mock=mock)
    assert torch.allclose(y, (a + b).clamp(-128, 127), atol=2)
    grads = torch.autograd.grad(y, (a, b), torch.ones_like(y))
    expected = torch.autograd.grad(a + b, (a, b), torch.ones_like(y))
    for found, wanted in zip(grads, expected):
        assert found.shape == wanted.shape and torch.allclose(found, wanted, rtol=0.1)


def test_add_saturates_as_grenade_does():
    x = torch.arange(-128.0, 127)
    assert torch.equal(perceptron.add(x, x), (2 * x).clamp(-128, 127))


def test_add_refuses():
    with pytest.raises(RuntimeError, match="alpha"):
        perceptron.add(torch.ones(3), torch.ones(3), 2)
    with pytest.raises(RuntimeError):
        perceptron.add(torch.ones(3), torch.ones(2, 3))
    with pytest.raises(RuntimeError):
        perceptron.add(torch.ones(1, 3), torch.ones(2, 3))
    assert perceptron.add(torch.ones(3), torch.ones(2, 3), mock=True).shape == (2, 3)


SHAPES = {"range": None, "1D": (128,), "2D": (3, 128), "3D": (2, 3, 128)}


def relu_input(shape):
    if shape is None:
        return torch.arange(-63.0, 64)
    return rand_full(shape, 20).detach()


@MODES
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_relu(mock, shape):
    x = relu_input(shape)
    y, grad = with_gradient(perceptron.relu, x, mock=mock)
    wanted, wanted_grad = with_gradient(torch.relu, x)
    assert torch.allclose(y, wanted, atol=1) and torch.allclose(grad, wanted_grad, rtol=0.1)


@MODES
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_converting_relu(mock, shape):
    x = relu_input(shape)
    y, grad = with_gradient(perceptron.converting_relu, x, mock=mock)
    wanted, wanted_grad = with_gradient(lambda x: torch.relu(x) / 4, x)
    assert torch.allclose(y, wanted, atol=1) and (y <= 31).all()
    assert torch.allclose(grad, wanted_grad, rtol=0.1)


@MODES
def test_relu_of_a_transposed_tensor(mock):
    x = rand_full((128, 3), 20).detach().t()
    assert torch.allclose(perceptron.relu(x, mock=mock), torch.relu(x), atol=1)
    assert torch.allclose(perceptron.converting_relu(x, mock=mock), torch.relu(x) / 4, atol=1)


def test_a_negative_shift_is_refused_on_the_chip_only():
    with pytest.raises(RuntimeError, match="shift"):
        perceptron.converting_relu(torch.ones(3), -1)
    assert perceptron.converting_relu(torch.ones(3), -1, mock=True).tolist() == [2, 2, 2]


@MODES
@pytest.mark.parametrize("keepdim", [False, True])
@pytest.mark.parametrize("shape, dims", [
    ((123,), (None, 0)), ((123, 456), (None, 0, 1)), ((12, 45, 78), (None, 0, 1, 2))], ids=str)
def test_argmax(mock, keepdim, shape, dims):
    x = rand_full(shape, 20).detach().round()
    for dim in dims:
        found = perceptron.argmax(x, dim, keepdim, mock=mock)
        wanted = torch.argmax(x) if dim is None else torch.argmax(x, dim, keepdim)
        assert torch.equal(found, wanted) and found.dtype == torch.int64


@MODES
def test_argmax_axes(mock):
    x = torch.tensor([[1.0, 3, 3], [9, 0, 9]])
    assert perceptron.argmax(x, -1, mock=mock).tolist() == [1, 0]
    with pytest.raises(IndexError):
        perceptron.argmax(x, 2, mock=mock)


# ---- mock parameters


def test_mock_parameter_init():
    assert perceptron.MockParameter() == perceptron.MockParameter(2.0, 0.002)
    assert perceptron.MockParameter() == perceptron.get_mock_parameter()
    assert perceptron.MockParameter(1) != perceptron.MockParameter()


def test_mock_parameter_repr():
    assert repr(perceptron.MockParameter()) == "MockParameter(noise_std=2.000000, gain=0.002000)"


def test_mock_parameter_getter_setter():
    for gain in (2000, 0, -1, float("nan")):
        with pytest.raises(OverflowError):
            perceptron.set_mock_parameter(perceptron.MockParameter(gain=gain))
    perceptron.set_mock_parameter(perceptron.MockParameter(gain=0.0043))
    copy = perceptron.get_mock_parameter()
    assert copy.gain == 0.0043
    copy.gain = 0.5
    assert perceptron.get_mock_parameter().gain == 0.0043


def test_mock_parameter_measure():
    before = perceptron.get_mock_parameter()
    measured = perceptron.measure_mock_parameter()
    assert 0 < measured.gain <= 1 and measured.noise_std > 0
    assert perceptron.get_mock_parameter() == before
    hxtorch.release_hardware()
    with pytest.raises(RuntimeError, match="init_hardware"):
        perceptron.measure_mock_parameter()


# ---- tracer


class TestInferenceTracer:
    x, w1, w2 = torch.zeros(20, 256), torch.zeros(256, 512), torch.zeros(512, 123)

    def test_empty(self, tmp_path):
        tracer = perceptron.InferenceTracer(str(tmp_path / "t"))
        tracer.start()
        assert tracer.stop() == []
        with pytest.raises(RuntimeError):
            perceptron.inference_trace(self.x, str(tmp_path / "t"))

    def chain(self):
        y = perceptron.converting_relu(perceptron.relu(perceptron.mac(self.x, self.w1)))
        return perceptron.relu(perceptron.mac(y, self.w2))

    def test_sequence(self, tmp_path):
        tracer = perceptron.InferenceTracer(str(tmp_path / "t"))
        tracer.start()
        y = self.chain()
        assert tracer.stop() == ["mac", "relu", "converting_relu", "mac", "relu"]
        assert perceptron.inference_trace(self.x, str(tmp_path / "t")).shape == y.shape

    @pytest.mark.parametrize(("name", "arguments"), [
        ("current_chip", {}), ("mac", {"weights": 1}), ("relu", {"mock": True}), ("relu", [1])])
    def test_other_operations_than_recorded_ones(self, tmp_path, name, arguments):
        header = {"format": _tracer._FORMAT, "steps": [{"name": name, "arguments": arguments}]}
        np.savez(tmp_path / "t.npz", header=np.array(json.dumps(header)))
        with pytest.raises(RuntimeError, match="is not an inference trace"):
            perceptron.inference_trace(self.x, str(tmp_path / "t.npz"))

    def test_wrong_sequence(self, tmp_path):
        tracer = perceptron.InferenceTracer(str(tmp_path / "t"))
        tracer.start()
        try:
            y = perceptron.mac(self.x, self.w1)
            with pytest.raises(RuntimeError):
                perceptron.relu(y + 2)
        finally:
            tracer.stop()

    def test_nested(self, tmp_path):
        outer = perceptron.InferenceTracer(str(tmp_path / "a"))
        inner = perceptron.InferenceTracer(str(tmp_path / "b"))
        outer.start()
        y = perceptron.mac(self.x, self.w1)
        inner.start()
        perceptron.converting_relu(perceptron.relu(y))
        assert inner.stop() == ["relu", "converting_relu"]
        assert outer.stop() == ["mac", "relu", "converting_relu"]

    def test_relu(self, tmp_path):
        x = torch.arange(-128.0, 127)
        tracer = perceptron.InferenceTracer(str(tmp_path / "t"))
        tracer.start()
        y = perceptron.relu(x)
        assert tracer.stop() == ["relu"]
        assert torch.equal(perceptron.inference_trace(x, str(tmp_path / "t")), y)


# ---- layers


def test_scale():
    x = torch.arange(8, 16, 0.5, dtype=torch.float64).reshape(2, 8).requires_grad_()
    assert 0.8 * 31 <= nn.scale_input(x).max() <= 31
    (grad,) = torch.autograd.grad(nn.scale_input(x).sum(), x)
    assert torch.allclose(grad, torch.full_like(x, 31 / 15.5))
    w = torch.arange(-32, 32, 0.5, dtype=torch.float64).reshape(8, 16)
    assert 0.8 * 63 <= nn.scale_weight(w).abs().max() <= 63
    assert nn.scale_input(-x).equal(-x) and nn.scale_weight(0 * w).equal(0 * w)


def test_linear():
    calls = []

    def spy(x, w, **options):
        calls.append((x, w, options))
        return torch.matmul(x, w)

    layer = nn.Linear(
        19, 2, num_sends=3, wait_between_events=10, mock=True, input_transform=lambda x: x,
        weight_transform=torch.ones_like)
    layer._matmul = spy
    x = torch.rand(7, 19)
    assert layer(x).shape == torch.nn.Linear(19, 2)(x).shape
    (found, w, options), = calls
    assert found is x and torch.equal(w, torch.ones(19, 2))
    assert options == {"num_sends": 3, "wait_between_events": 10, "mock": True}
    assert ", num_sends=3, wait" in repr(layer)


def test_conv1d_layer():
    layer = nn.Conv1d(1, 2, 3, stride=2, padding=1, wait_between_events=4, mock=True)
    x = torch.ones(1, 1, 19)
    assert layer(x).shape == torch.nn.Conv1d(1, 2, 3, stride=2, padding=1)(x).shape
    assert "num_sends=39, wait_between_events=4" in repr(layer)


def test_expanded_conv1d_layer():
    layer = nn.ExpandedConv1d(1, 14, 43, stride=2, mock=True)
    assert layer.num_expansions == 18 and "num_expansions=18" in repr(layer)
    x = torch.ones(2, 1, 128)
    assert layer(x).shape == torch.nn.Conv1d(1, 14, 43, stride=2)(x).shape


def test_conv2d_layer():
    layer = nn.Conv2d(1, 2, (3, 3), stride=(2, 2), padding=2, num_sends=6,
                      wait_between_events=75, mock=True)
    x = torch.ones(1, 1, 4, 19)
    assert layer(x).shape == torch.nn.Conv2d(1, 2, 3, stride=2, padding=2)(x).shape
    assert "num_sends=6, wait_between_events=75" in repr(layer)
    for option in ({"dilation": 2}, {"groups": 2}):
        bad = nn.Conv2d(2, 2, 3, mock=True, **option)
        with pytest.raises(ValueError):
            bad(torch.ones(1, 2, 9, 9))


def test_texts():
    assert repr(nn.Linear(4, 128)) == "Linear(in_features=4, out_features=128, num_sends=34)"
    assert repr(nn.Linear(4, 8, bias=False, mock=True, avg=5)) == (
        "Linear(in_features=4, out_features=8, bias=None, num_sends=34, mock=True, avg=5)")
    assert repr(nn.ConvertingReLU(shift=1)) == "ConvertingReLU(shift=1)"
    assert repr(nn.ReLU()) == "ReLU()" and repr(nn.ReLU(mock=True)) == "ReLU(mock=True)"
    assert "stride=(2,)" in repr(nn.Conv1d(1, 1, 3, 2))


TABLE = {0.0018: (44, 38, 18, 15, 12, 8, 7, 5, 4, 3), 0.0020: (39, 34, 16, 14, 11, 7, 6, 5, 4, 3),
         0.0034: (23, 20, 10, 8, 7, 4, 4, 3, 2, 2)}


@pytest.mark.parametrize("gain", TABLE)
def test_number_of_sends(gain):
    perceptron.set_mock_parameter(perceptron.MockParameter(gain=gain))
    fans = (3, 4, 19, 25, 43, 100, 128, 256, 500, 784)
    assert tuple(nn.Linear(fan, 2).num_sends for fan in fans) == TABLE[gain]


def test_weights_are_clamped_in_place_and_modules_may_be_transforms():
    layer = nn.Linear(3, 2, mock=True, input_transform=torch.nn.Identity())
    with torch.no_grad():
        layer.weight.fill_(100)
    layer(torch.ones(3))
    assert (layer.weight == 63).all()


@MODES
def test_average_of_columns(mock):
    layer = nn.Linear(128, 3, avg=5, bias=False, mock=mock)
    x = torch.full((2, 128), 10.0)
    y = layer(x)
    assert y.shape == (2, 3)
    y.sum().backward()
    assert torch.allclose(
        layer.weight.grad, torch.full((3, 128), 20.0 * own_gain() * layer.num_sends), rtol=1e-4)


# ---- the original's outputs and gradients


def cases():
    path = (pathlib.Path(__file__).resolve().parents[2] / "Tests" / "PerceptronTests" / "Golden"
            / "mock_reference_cases.json")
    return json.loads(path.read_text())["cases"] if path.is_file() else []


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["op"])
def test_reference_case(case):
    perceptron.set_mock_parameter(perceptron.MockParameter(0, case["gain"]))
    leaves = {
        name: torch.tensor(t["data"], dtype=torch.float32).reshape(t["shape"]).requires_grad_(
            case["op"] != "argmax")
        for name, t in case["inputs"].items()}
    function = getattr(perceptron, case["op"])
    y = function(**leaves, **case["args"])
    wanted = torch.tensor(case["output"]["data"]).reshape(case["output"]["shape"])
    assert torch.equal(y.detach().to(wanted.dtype), wanted)
    if case.get("grads"):
        y.backward(torch.tensor(case["grad_output"], dtype=torch.float32).reshape(y.shape))
        for name, grad in case["grads"].items():
            wanted = torch.tensor(grad).reshape(leaves[name].shape)
            assert torch.allclose(leaves[name].grad, wanted, rtol=1e-5, atol=1e-6)


def test_there_are_53_reference_cases():
    if not cases():
        pytest.skip("needs a checkout of the repository")
    assert len(cases()) == 53


def test_the_mock_is_its_specification():
    """1000 random cases without noise."""
    generator = np.random.default_rng(5)
    for _ in range(1000):
        batch, rows, columns = generator.integers(1, [5, 300, 40])
        sends, gain = int(generator.integers(1, 6)), float(generator.uniform(0.0005, 0.01))
        x = torch.tensor(generator.uniform(0, 31, (batch, rows)), dtype=torch.float32)
        w = torch.tensor(generator.uniform(-63, 63, (rows, columns)), dtype=torch.float32)
        perceptron.set_mock_parameter(perceptron.MockParameter(0, gain))
        y = perceptron.mac(x, w, sends, mock=True)
        total = torch.zeros(batch, columns)
        for start in range(0, rows, 128):
            part = torch.round(x[:, start:start + 128]) @ torch.round(w[start:start + 128])
            total += torch.floor(part * np.float32(sends * gain)).clamp(-128, 127)
        assert torch.equal(y, total.clamp(-128, 127))


def test_gradients_are_finite_differences_of_the_linear_model():
    x, w = torch.rand(3, 10) * 20 + 5, torch.rand(10, 4) * 40 - 20
    x.requires_grad_()
    w.requires_grad_()
    grad = torch.rand(3, 4)
    perceptron.mac(x, w, 3, mock=True).backward(grad)

    def model(x, w):
        return (x.double() @ w.double() * own_gain() * 3 * grad.double()).sum()

    step = 1e-3
    for leaf, other, first in ((x, w, True), (w, x, False)):
        for index in range(leaf.numel()):
            moved = leaf.detach().double().clone().reshape(-1)
            moved[index] += step
            moved = moved.reshape(leaf.shape)
            base = model(x, w)
            shifted = model(moved, other) if first else model(other, moved)
            assert leaf.grad.reshape(-1)[index].item() == pytest.approx(
                ((shifted - base) / step).item(), rel=1e-3, abs=1e-5)


def test_mock_noise_follows_the_seed_of_torch():
    x, w = torch.full((50, 128), 10.0), torch.full((128, 100), 20.0)
    torch.manual_seed(3)
    first = perceptron.mac(x, w, mock=True)
    second = perceptron.mac(x, w, mock=True)
    torch.manual_seed(3)
    assert torch.equal(perceptron.mac(x, w, mock=True), first) and not torch.equal(first, second)
    # 5000 draws of sigma 2: the deviation is within 6 sigma of its error, 0.12.
    assert abs((first - second).std().item() - math.sqrt(2) * 2.02) < 0.2


def test_noise_can_be_frozen(monkeypatch):
    monkeypatch.setenv("BSS2EMU_FREEZE_NOISE", "1")
    x, w = torch.full((5, 128), 10.0), torch.full((128, 100), 20.0)
    for mock in (False, True):
        assert torch.equal(perceptron.mac(x, w, mock=mock), perceptron.mac(x, w, mock=mock))


def test_operators_exist():
    x, w = torch.ones(2, 5), torch.ones(5, 3, requires_grad=True)
    y = torch.ops.hxtorch_perceptron.matmul(x, w, 1, 5, True)
    y.sum().backward()
    assert w.grad is not None
    for name in ("mac", "add", "relu", "converting_relu", "argmax"):
        assert callable(getattr(torch.ops.hxtorch_perceptron, name))


def test_minimal_example():
    x, w = torch.full((128,), 10.0), torch.full((128, 256), 20.0)
    perceptron.set_mock_parameter(perceptron.MockParameter(0))
    assert (perceptron.mac(x, w, mock=True) == 51).all()
    assert 35 < perceptron.mac(x, w).mean() < 80


def test_linearity_sizes():
    x = torch.arange(0.0, 22, 3).reshape(8, 1, 1).expand(8, 100, 128)
    w = torch.cat([torch.arange(-63.0, 63), torch.rand(130) * 126 - 63]).expand(128, 256)
    assert perceptron.matmul(x, w).shape == (8, 100, 256)


def test_madc_recording(tmp_path):
    """128 inputs i mod 32, weights 128 x 512 of zeros, as grenade's test has it."""
    path = tmp_path / "madc.csv"
    x, w = torch.arange(128.0).remainder(32), torch.zeros(128, 512)
    assert perceptron.mac(
        x, w, madc_recording_neuron_id=3, madc_recording_path=str(path)).shape == (512,)
    lines = path.read_text().splitlines()
    assert lines[0].split("\t") == ["ExecutionIndex", "batch", "time", "value"]
    assert len(lines) > 100
    assert all(len([int(part) for part in line.split("\t")]) == 4 for line in lines[1:])
    perceptron.mac(x, w, madc_recording_neuron_id=3, madc_recording_path=str(path))
    assert len(path.read_text().splitlines()) == 2 * len(lines) - 1
    outside = tmp_path / "outside.csv"
    perceptron.mac(x, w[:, :10], madc_recording_neuron_id=20, madc_recording_path=str(outside))
    assert not outside.exists()
    with pytest.raises(RuntimeError):
        perceptron.mac(x, w, mock=True, madc_recording_path=str(path))
