import Perceptron
import Testing

@Suite struct DigitalOperationTests {
  let context: PerceptronContext
  init() throws { context = try quietContext() }

  /// Halves from -140 to 140.
  let ramp = tensor([561]) { Float($0) / 2 - 140 }

  private func int8(_ x: Float) -> Float { min(max(x.rounded(.down), -128), 127) }

  @Test func `add floors, clamps, sums and clamps again`() throws {
    for other in [-200, -128, -1.5, -0.1, 0, 0.9, 3, 127, 500] as [Float] {
      let sum = try context.add(ramp, Tensor(scalar: other), mock: true)
      let expected = ramp.storage.map { min(max(int8($0) + int8(other), -128), 127) }
      #expect(sum.storage == expected)
    }
  }

  @Test func `add broadcasts both operands`() throws {
    let (column, row) = (tensor([2, 1], [1, 2]), Tensor([10, 20, 30]))
    #expect(
      try context.add(column, row, mock: true) == tensor([2, 3], [11, 21, 31, 12, 22, 32]))
    #expect(
      try context.add(row, column, mock: true) == tensor([2, 3], [11, 21, 31, 12, 22, 32]))
    #expect(
      perceptronError { try context.add(row, Tensor([1, 2]), mock: true) }?.kind
        == .runtimeError)
  }

  @Test func `gradients of add are summed over what was broadcast`() throws {
    let (column, row) = (tensor([2, 1], [1, 2]), Tensor([10, 20, 30]))
    let both = try PerceptronContext.addBackward(
      gradient: tensor([2, 3], [1, 2, 3, 4, 5, 6]), input: column, other: row)
    #expect(both.input == tensor([2, 1], [6, 15]))
    #expect(both.other == Tensor([5, 7, 9]))
  }

  @Test func `alpha must be one`() {
    let found = perceptronError { try context.add(ramp, ramp, alpha: 2, mock: true) }
    #expect(found == .alphaUnsupported(2))
    #expect(found?.kind == .runtimeError)
  }

  @Test func `relu floors and keeps 0 to 127`() throws {
    let y = try context.relu(ramp, mock: true)
    #expect(y.storage == ramp.storage.map { max(int8($0), 0) })
    #expect(try context.relu(Tensor(scalar: .infinity), mock: true) == Tensor(scalar: 127))
    #expect(try context.relu(Tensor(scalar: -.infinity), mock: true) == Tensor(scalar: 0))
  }

  @Test(arguments: [-1, 0, 1, 2, 3, 7, 8, 1000]) func `converting relu shifts and keeps 0 to 31`(
    _ shift: Int
  ) throws {
    let y = try context.convertingReLU(ramp, shift: shift, mock: true)
    let expected = ramp.storage.map { x -> Float in
      let whole = max(int8(x), 0)
      let shifted =
        shift < 0 ? whole * 2 : Float(shift > 7 ? 0 : Int(whole) >> shift)
      return min(shifted, 31)
    }
    #expect(y.storage == expected)
  }

  @Test func `gradients of rectifiers pass where the input was positive`() throws {
    let x = Tensor([-1, -0.0, 0, 0.3, 50, 500])
    let g = Tensor([8, 8, 8, 8, 8, -8])
    #expect(
      try PerceptronContext.reluBackward(gradient: g, input: x) == Tensor([0, 0, 0, 8, 8, -8]))
    #expect(
      try PerceptronContext.convertingReLUBackward(gradient: g, input: x, shift: 2)
        == Tensor([0, 0, 0, 2, 2, -2]))
    #expect(throws: PerceptronError.self) {
      try PerceptronContext.reluBackward(gradient: Tensor([1]), input: x)
    }
  }

  @Test func `argmax takes the first of equals after floor and clamp`() throws {
    let x = tensor([2, 4], [127, 300, 5, 127.9, -5, 7.2, 7.9, 7])
    #expect(try context.argmax(x, mock: true) == context.argmax(x, keepdim: true, mock: true))
    #expect(try context.argmax(x, mock: true).storage == [0])
    #expect(try context.argmax(x, mock: true).shape.isEmpty)
    #expect(try context.argmax(x, dim: 1, mock: true).storage == [0, 1])
    #expect(try context.argmax(x, dim: -1, keepdim: true, mock: true).shape == [2, 1])
    #expect(try context.argmax(x, dim: 0, mock: true).storage == [0, 0, 1, 0])
  }

  @Test(arguments: 0..<3) func `argmax runs along any axis`(_ axis: Int) throws {
    let x = spread([4, 5, 6], -100...100, step: 71)
    let found = try context.argmax(x, dim: axis, keepdim: true, mock: true)
    var shape = [4, 5, 6]
    shape[axis] = 1
    #expect(found.shape == shape)
    for (place, index) in found.storage.enumerated() {
      var at = [place / (shape[1] * shape[2]), place / shape[2] % shape[1], place % shape[2]]
      let values = (0..<x.shape[axis]).map { i in
        at[axis] = i
        return x[at[0], at[1], at[2]]
      }
      #expect(values.firstIndex(of: values.max() ?? 0) == index)
    }
  }

  @Test func `an axis that does not exist is an index error`() {
    for axis in [2, -3] {
      let found = perceptronError {
        try context.argmax(tensor([1, 1], [0]), dim: axis, mock: true)
      }
      #expect(found?.kind == .indexError)
    }
    #expect(throws: PerceptronError.self) { try context.argmax(Tensor([]), mock: true) }
  }

  @Test func `what is not a number is refused`() {
    let x = Tensor([1, .nan])
    #expect(perceptronError { try context.relu(x, mock: true) }?.kind == .overflowError)
    #expect(perceptronError { try context.convertingReLU(x, mock: true) } != nil)
    #expect(perceptronError { try context.argmax(x, mock: true) } != nil)
    #expect(
      perceptronError { try context.add(Tensor([0, 0]), x, mock: true) }
        == .notANumber(operation: "add", operand: "other", index: 1))
  }

  @Test func `without mock a chip must be connected`() {
    #expect(perceptronError { try context.relu(ramp) } == .noConnection)
    #expect(perceptronError { try context.convertingReLU(ramp) } == .noConnection)
    #expect(perceptronError { try context.add(ramp, ramp) } == .noConnection)
    #expect(perceptronError { try context.argmax(ramp) } == .noConnection)
  }

  @Test func `a chip shifts to the right only and broadcasts one operand only`() {
    context.hardware = RecordingBackend()
    #expect(perceptronError { try context.convertingReLU(ramp, shift: -1) } == .negativeShift(-1))
    #expect(
      perceptronError { try context.add(Tensor([1]), Tensor([1, 2])) }?.kind == .runtimeError)
    #expect(
      perceptronError { try context.add(Tensor([1]), tensor([1, 1], [1])) }?.kind
        == .runtimeError)
    #expect(perceptronError { try context.add(Tensor([1, 2]), Tensor([1])) } == nil)
  }
}
