import Foundation
import Perceptron
import Testing

/// One operation as the original software has computed it: noise off, outputs and gradients.
struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Arguments: Decodable, Sendable {
    var num_sends: Int?
    var stride: Stride?
    var num_expansions: Int?
    var shift: Int?
    var dim: Int?
    var keepdim: Bool?
  }
  struct Block: Decodable, Sendable {
    let shape: [Int]
    let data: [Float]
    var tensor: Tensor { PerceptronTests.tensor(shape, data) }
  }
  enum Stride: Decodable, Sendable {
    case one(Int)
    case many([Int])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(Int.self) {
        self = .one(one)
      } else {
        self = .many(try container.decode([Int].self))
      }
    }

    var all: [Int] {
      switch self {
      case .one(let stride): [stride, stride]
      case .many(let strides): strides
      }
    }
  }
  let op: String
  let gain: Double
  let args: Arguments
  let inputs: [String: Block]
  let output: Block
  let grad_output: [Float]?
  let grads: [String: [Float]]?

  var testDescription: String { "\(op) \(inputs.mapValues(\.shape)) gain \(gain)" }

  static let all: [ReferenceCase] = {
    struct File: Decodable { let cases: [ReferenceCase] }
    guard
      let url = Bundle.module.url(
        forResource: "mock_reference_cases", withExtension: "json", subdirectory: "Golden"),
      let data = try? Data(contentsOf: url),
      let file = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    return file.cases
  }()
}

@Suite struct ReferenceCaseTests {
  @Test func `there are fifty-three cases of the original software`() {
    #expect(ReferenceCase.all.count == 53)
  }

  @Test(arguments: ReferenceCase.all)
  func `every output of the original is met exactly`(_ reference: ReferenceCase) throws {
    let context = try quietContext(gain: reference.gain)
    let output = try forward(reference, context)
    #expect(output == reference.output.tensor)
  }

  @Test(arguments: ReferenceCase.all.filter { $0.grads != nil })
  func `every gradient of the original is met up to rounding`(_ reference: ReferenceCase) throws {
    let context = try quietContext(gain: reference.gain)
    let found = try backward(reference, context)
    let expected = try #require(reference.grads)
    #expect(Set(found.keys) == Set(expected.keys))
    for (name, gradient) in expected {
      let block = try #require(reference.inputs[name])
      let own = try #require(found[name])
      #expect(agree(own, tensor(block.shape, gradient)), "gradient of \(name)")
    }
  }

  private func forward(_ c: ReferenceCase, _ context: PerceptronContext) throws -> Tensor {
    let input = try #require(c.inputs["input"]).tensor
    let options = MACOptions(numSends: c.args.num_sends ?? 1)
    let stride = c.args.stride?.all ?? [1, 1]
    switch c.op {
    case "matmul":
      return try context.matmul(
        input, #require(c.inputs["other"]).tensor, options: options, mock: true)
    case "conv1d":
      return try context.conv1d(
        input, weight: #require(c.inputs["weight"]).tensor, bias: c.inputs["bias"]?.tensor,
        stride: stride[0], options: options, mock: true)
    case "expanded_conv1d":
      return try context.expandedConv1d(
        input, weight: #require(c.inputs["weight"]).tensor, bias: c.inputs["bias"]?.tensor,
        stride: stride[0], numExpansions: #require(c.args.num_expansions), options: options,
        mock: true)
    case "conv2d":
      return try context.conv2d(
        input, weight: #require(c.inputs["weight"]).tensor, bias: c.inputs["bias"]?.tensor,
        stride: stride, options: options, mock: true)
    default:
      return try digital(c, input, context)
    }
  }

  private func digital(
    _ c: ReferenceCase, _ input: Tensor, _ context: PerceptronContext
  ) throws -> Tensor {
    switch c.op {
    case "add": return try context.add(input, #require(c.inputs["other"]).tensor, mock: true)
    case "relu": return try context.relu(input, mock: true)
    case "converting_relu":
      return try context.convertingReLU(input, shift: c.args.shift ?? 2, mock: true)
    default:
      try #require(c.op == "argmax")
      let places = try context.argmax(
        input, dim: c.args.dim, keepdim: c.args.keepdim ?? false, mock: true)
      return tensor(places.shape, places.storage.map(Float.init))
    }
  }

  private func backward(
    _ c: ReferenceCase, _ context: PerceptronContext
  ) throws -> [String: Tensor] {
    let input = try #require(c.inputs["input"]).tensor
    let gradient = tensor(c.output.shape, try #require(c.grad_output))
    let numSends = c.args.num_sends ?? 1
    let stride = c.args.stride?.all ?? [1, 1]
    switch c.op {
    case "matmul":
      let both = try context.matmulBackward(
        gradient: gradient, input: input, other: #require(c.inputs["other"]).tensor,
        numSends: numSends)
      return ["input": both.input, "other": both.other]
    case "conv1d", "expanded_conv1d":
      let all = try context.conv1dBackward(
        gradient: gradient, input: input, weight: #require(c.inputs["weight"]).tensor,
        stride: stride[0], numSends: numSends)
      return ["input": all.input, "weight": all.weight, "bias": all.bias]
    case "conv2d":
      let all = try context.conv2dBackward(
        gradient: gradient, input: input, weight: #require(c.inputs["weight"]).tensor,
        stride: stride, numSends: numSends)
      return ["input": all.input, "weight": all.weight, "bias": all.bias]
    case "add":
      let both = try PerceptronContext.addBackward(
        gradient: gradient, input: input, other: #require(c.inputs["other"]).tensor)
      return ["input": both.input, "other": both.other]
    case "relu":
      return ["input": try PerceptronContext.reluBackward(gradient: gradient, input: input)]
    default:
      return [
        "input": try PerceptronContext.convertingReLUBackward(
          gradient: gradient, input: input, shift: c.args.shift ?? 2)
      ]
    }
  }
}
