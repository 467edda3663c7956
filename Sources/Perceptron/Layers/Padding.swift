/// Values beyond the edges of an input (torch: `padding_mode`).
public enum PaddingMode: String, Sendable {
  /// Zeros.
  case zeros
  /// The input mirrored at its outermost element.
  case reflect
  /// The outermost element again and again.
  case replicate
  /// The input from its other end.
  case circular
}

/// Both sides of every spatial axis made longer.
struct Padding {
  let inputShape: [Int]
  let outputShape: [Int]
  /// For every padded place its source in the plane of one channel, or -1 for zero.
  private let sources: [Int]

  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)`` if the input is too small.
  init(_ shape: [Int], by padding: [Int], mode: PaddingMode) throws(PerceptronError) {
    let spatial = Array(shape.dropFirst(2))
    guard spatial.count == padding.count else {
      throw .dimensions(
        operation: "padding", operand: "input", shape: shape, allowed: "\(padding.count + 2)-D")
    }
    var places = [0]
    for (length, pad) in zip(spatial, padding) {
      guard pad == 0 || Self.fits(pad, length, mode) else {
        throw .shapeMismatch(
          operation: "padding", shapes: [shape, padding],
          rule: "the input is too short for so much \(mode.rawValue) padding")
      }
      places = places.flatMap { place in
        (-pad..<length + pad).map { position in
          let source = Self.source(position, length, mode)
          return place < 0 || source < 0 ? -1 : place * length + source
        }
      }
    }
    inputShape = shape
    outputShape = shape.prefix(2) + zip(spatial, padding).map { $0 + 2 * $1 }
    sources = places
  }

  private static func fits(_ pad: Int, _ length: Int, _ mode: PaddingMode) -> Bool {
    switch mode {
    case .zeros: true
    case .reflect: pad < length
    case .replicate: length > 0
    case .circular: pad <= length
    }
  }

  private static func source(_ position: Int, _ length: Int, _ mode: PaddingMode) -> Int {
    if (0..<length).contains(position) { return position }
    switch mode {
    case .zeros: return -1
    case .reflect: return position < 0 ? -position : 2 * (length - 1) - position
    case .replicate: return position < 0 ? 0 : length - 1
    case .circular: return position < 0 ? position + length : position - length
    }
  }

  func apply(_ input: Tensor) -> Tensor {
    let plane = inputShape.dropFirst(2).reduce(1, *)
    var result = Tensor(repeating: 0, shape: outputShape)
    for channel in 0..<inputShape[0] * inputShape[1] {
      for (to, source) in sources.enumerated() where source >= 0 {
        result.storage[channel * sources.count + to] = input.storage[channel * plane + source]
      }
    }
    return result
  }

  /// The adjoint of ``apply(_:)``.
  func pullback(_ gradient: Tensor) -> Tensor {
    let plane = inputShape.dropFirst(2).reduce(1, *)
    var result = Tensor(repeating: 0, shape: inputShape)
    for channel in 0..<inputShape[0] * inputShape[1] {
      for (from, source) in sources.enumerated() where source >= 0 {
        result.storage[channel * plane + source] +=
          gradient.storage[channel * sources.count + from]
      }
    }
    return result
  }
}
