/// The windows of a convolution over any number of spatial axes, as places in flat storage.
///
/// Element j of window p of a batch entry lies at `windowStarts[p] + elements[j]`; elements run
/// over input channels, then kernel axes.
public struct ConvolutionWindows {
  /// (B × C_in × spatial axes).
  public let inputShape: [Int]
  /// The lengths of the spatial axes of the result.
  public let outputSpatial: [Int]
  private let windowStarts: [Int]
  private let elements: [Int]

  /// The number of batch entries.
  public var batch: Int { inputShape[0] }
  /// The number of windows of a batch entry.
  public var count: Int { windowStarts.count }
  /// The number of elements of a window.
  public var length: Int { elements.count }
  private var entryCount: Int { inputShape.dropFirst().reduce(1, *) }

  /// Checks the shapes in hxtorch's order: weight axes, input axes, channels, kernel size.
  ///
  /// - Parameters:
  ///   - operation: its name in errors.
  ///   - input: (B × C_in × spatial axes).
  ///   - weight: (C_out × C_in × kernel axes).
  ///   - stride: one step a spatial axis, one or more each.
  /// - Throws: ``PerceptronError``.
  public init(
    operation: String, input: [Int], weight: [Int], stride: [Int]
  ) throws(PerceptronError) {
    let axes = stride.count
    guard weight.count == axes + 2 else {
      throw .dimensions(
        operation: operation, operand: "weight", shape: weight, allowed: "\(axes + 2)-D")
    }
    guard input.count == axes + 2 else {
      throw .dimensions(
        operation: operation, operand: "input", shape: input, allowed: "\(axes + 2)-D")
    }
    guard stride.allSatisfy({ $0 >= 1 }) else {
      throw .notPositive(operation: operation, option: "stride", value: "\(stride)")
    }
    guard input[1] == weight[1] else {
      throw .shapeMismatch(
        operation: operation, shapes: [input, weight], rule: "both need the same input channels")
    }
    let (spatial, kernel) = (Array(input.dropFirst(2)), Array(weight.dropFirst(2)))
    guard zip(kernel, spatial).allSatisfy({ $0 >= 1 && $0 <= $1 }) else {
      throw .shapeMismatch(
        operation: operation, shapes: [input, weight],
        rule: "the kernel must fit into the input on every axis")
    }
    inputShape = input
    outputSpatial = (0..<axes).map { (spatial[$0] - kernel[$0]) / stride[$0] + 1 }
    let steps = Self.steps(spatial)
    windowStarts = Self.places(outputSpatial, zip(steps, stride).map(*))
    elements = Self.places([input[1]] + kernel, [spatial.reduce(1, *)] + steps)
  }

  /// The distances of neighbours along every axis of a row-major block.
  private static func steps(_ shape: [Int]) -> [Int] {
    shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
  }

  /// All places of a grid in row-major order.
  private static func places(_ counts: [Int], _ steps: [Int]) -> [Int] {
    zip(counts, steps).reduce([0]) { places, axis in
      places.flatMap { place in (0..<axis.0).map { place + $0 * axis.1 } }
    }
  }

  /// Writes all windows as rows of one matrix.
  public func gather(
    _ input: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>
  ) {
    var to = 0
    for entry in 0..<batch {
      for start in windowStarts {
        let base = entry * entryCount + start
        for element in elements {
          out[to] = input[base + element]
          to += 1
        }
      }
    }
  }

  /// The adjoint of ``gather(_:into:)``: adds every window to where it came from.
  public func scatter(
    _ windows: UnsafePointer<Float>, addingTo out: UnsafeMutablePointer<Float>
  ) {
    var from = 0
    for entry in 0..<batch {
      for start in windowStarts {
        let base = entry * entryCount + start
        for element in elements {
          out[base + element] += windows[from]
          from += 1
        }
      }
    }
  }
}
