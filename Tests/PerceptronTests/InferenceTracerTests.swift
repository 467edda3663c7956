import Perceptron
import Testing

@Suite struct InferenceTracerTests {
  let context: PerceptronContext
  let x = spread([20, 16], 0...31)
  let w1 = spread([16, 12], -3...3, step: 5)
  let w2 = spread([12, 7], -6...6, step: 11)

  init() throws {
    context = try quietContext()
    context.hardware = HardwareBackend(ExactMultiplier())
  }

  private func chain(_ input: Tensor) throws -> Tensor {
    let hidden = try context.relu(context.mac(input, w1, options: MACOptions(numSends: 3)))
    return try context.relu(context.mac(context.convertingReLU(hidden, shift: 1), w2))
  }

  private func trace(_ body: () throws -> some Any) throws -> InferenceTrace {
    let tracer = InferenceTracer(context)
    try tracer.start()
    _ = try body()
    return try tracer.stop()
  }

  @Test func `a replay repeats the forward pass, on other inputs too`() throws {
    let trace = try trace { try chain(x) }
    #expect(trace.names == ["mac", "relu", "converting_relu", "mac", "relu"])
    for input in [x, spread([3, 16], 0...31, step: 7)] {
      let expected = try chain(input)
      #expect(Set(expected.storage).count > 2)
      #expect(try context.replay(trace, on: input) == expected)
    }
  }

  @Test func `operations keep their arguments`() throws {
    let other = Tensor(repeating: 2, shape: [12])
    let options = MACOptions(numSends: 3, waitBetweenEvents: 9)
    let trace = try trace {
      let sum = try context.add(context.mac(x, w1, options: options), other)
      return try context.argmax(context.convertingReLU(sum, shift: 4), dim: 1, keepdim: true)
    }
    #expect(
      trace.operations == [
        .mac(weights: w1, numSends: 3, waitBetweenEvents: 9), .add(other: other),
        .convertingReLU(shift: 4), .argmax,
      ])
    let places = try context.replay(trace, on: x)
    let sum = try context.add(context.mac(x, w1, options: options), other)
    let expected = try context.argmax(
      context.convertingReLU(sum, shift: 4), dim: 1, keepdim: true)
    #expect(places.shape == expected.shape)
    #expect(places.storage == expected.storage.map(Float.init))
  }

  @Test func `a single relu replays every result of a chip`() throws {
    let ramp = tensor([256]) { Float($0) - 128 }
    let trace = try trace { try context.relu(ramp) }
    #expect(trace.names == ["relu"])
    #expect(try context.replay(trace, on: ramp) == context.relu(ramp))
  }

  @Test func `an untraced change in between is refused and not recorded`() throws {
    let trace = try trace {
      let y = try context.mac(x, w1)
      let changed = tensor(y.shape, y.storage.map { $0 + 2 })
      let found = perceptronError { try context.relu(changed) }
      #expect(found == .untracedChange(operation: "relu"))
      #expect(found?.kind == .runtimeError)
      // The same numbers in another shape are another tensor.
      #expect(
        perceptronError { try context.relu(y.reshaped([-1])) }
          == .untracedChange(operation: "relu"))
      return try context.relu(y)
    }
    #expect(trace.names == ["mac", "relu"])
  }

  @Test func `an inner tracer sees what runs while it records`() throws {
    let (outer, inner) = (InferenceTracer(context), InferenceTracer(context))
    try outer.start()
    let y = try context.mac(x, w1)
    try inner.start()
    _ = try context.convertingReLU(context.relu(y))
    #expect(try inner.stop().operations == [.relu, .convertingReLU(shift: 2)])
    #expect(try outer.stop().names == ["mac", "relu", "converting_relu"])
  }

  @Test func `the mock is invisible, also between operations on the chip`() throws {
    let trace = try trace {
      let y = try context.mac(x, w1)
      _ = try context.relu(Tensor([1, 2, 3]), mock: true)
      _ = try context.argmax(Tensor([1, 2, 3]), mock: true)
      return try context.relu(y)
    }
    #expect(trace.names == ["mac", "relu"])
  }

  @Test func `layers and convolutions are seen as what they run`() throws {
    let linear = try Linear(inFeatures: 16, outFeatures: 5, bias: false, context: context)
    #expect(try trace { try linear.forward(x) }.names == ["mac"])
    let kernel = spread([2, 1, 3], -3...3)
    let lines = try x.reshaped([20, 1, 16])
    #expect(try trace { try context.conv1d(lines, weight: kernel) }.names == ["mac"])
  }

  @Test func `argmax chooses within rows, and nothing follows it`() throws {
    let refused = [
      { try context.argmax(x) }, { try context.argmax(x, dim: 0, keepdim: true) },
      { try context.argmax(x, dim: 1) }, { try context.argmax(Tensor([1, 2]), dim: 1) },
    ]
    let trace = try trace {
      for body in refused { #expect(perceptronError(body)?.kind == .runtimeError) }
      let places = try context.argmax(x, dim: 1, keepdim: true)
      let numbers = tensor(places.shape, places.storage.map(Float.init))
      #expect(
        perceptronError { try context.relu(numbers) } == .untracedChange(operation: "relu"))
    }
    #expect(trace.names == ["argmax"])
  }

  @Test func `a replay needs a vector or a batch, operations and a chip, in this order`() throws {
    let (cube, trace) = (Tensor(repeating: 0, shape: [1, 1, 1]), InferenceTrace([.relu]))
    let empty = try self.trace { 0 }
    context.hardware = nil
    #expect(empty == InferenceTrace([]))
    #expect(
      perceptronError { try context.replay(empty, on: cube) }
        == .dimensions(
          operation: "inference_trace", operand: "input", shape: [1, 1, 1], allowed: "1-D or 2-D"))
    #expect(
      perceptronError { try context.replay(empty, on: x) }
        == .empty(operation: "inference_trace", operand: "the list of traced operations"))
    #expect(perceptronError { try context.replay(trace, on: x) } == .noConnection)
  }

  @Test func `a tracer starts once and stops once, and then anew`() throws {
    let tracer = InferenceTracer(context)
    #expect(perceptronError { try tracer.stop() } == .tracerState(isRecording: false))
    try tracer.start()
    #expect(perceptronError { try tracer.start() } == .tracerState(isRecording: true))
    _ = try context.relu(x)
    #expect(try tracer.stop().names == ["relu"])
    try tracer.start()
    #expect(try tracer.stop().names == [])
  }
}
