/// The windows of a convolution over any number of spatial axes, as places in flat storage.
///
/// Element j of window p of a batch entry lies at `windowStarts[p] + elements[j]`; elements run
/// over input channels, then kernel axes.
struct ConvolutionWindows {
  let inputShape: [Int]
  let outputSpatial: [Int]
  let windowStarts: [Int]
  let elements: [Int]

  var batch: Int { inputShape[0] }
  private var entryCount: Int { inputShape.dropFirst().reduce(1, *) }

  /// Checks the shapes in the original's order: weight axes, input axes, channels, kernel size.
  init(
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
      throw .unsupported(
        operation: operation, option: "stride", value: "\(stride)", allowed: "at least 1")
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

  /// How far apart neighbours lie on every axis of a row-major block.
  private static func steps(_ shape: [Int]) -> [Int] {
    shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
  }

  /// All places of a grid in row-major order.
  private static func places(_ counts: [Int], _ steps: [Int]) -> [Int] {
    zip(counts, steps).reduce([0]) { places, axis in
      places.flatMap { place in (0..<axis.0).map { place + $0 * axis.1 } }
    }
  }

  /// All windows as rows of one matrix.
  func gather(_ input: Tensor) -> Tensor {
    Tensor(uninitialised: [batch * windowStarts.count, elements.count]) { out in
      var to = 0
      input.storage.withUnsafeBufferPointer { from in
        for entry in 0..<batch {
          for start in windowStarts {
            let base = entry * entryCount + start
            for element in elements {
              out[to] = from[base + element]
              to += 1
            }
          }
        }
      }
    }
  }

  /// The adjoint of ``gather(_:)``: every window is added to where it came from.
  func scatter(_ windows: Tensor) -> Tensor {
    var result = Tensor(repeating: 0, shape: inputShape)
    var from = 0
    result.storage.withUnsafeMutableBufferPointer { to in
      windows.storage.withUnsafeBufferPointer { values in
        for entry in 0..<batch {
          for start in windowStarts {
            let base = entry * entryCount + start
            for element in elements {
              to[base + element] += values[from]
              from += 1
            }
          }
        }
      }
    }
    return result
  }

  /// Moves channels from the last axis (batch · windows × channels) to the second.
  func channelsFirst(_ rows: Tensor, bias: Tensor?) -> Tensor {
    let (windows, channels) = (windowStarts.count, rows.shape[1])
    return Tensor(uninitialised: [batch, channels] + outputSpatial) { out in
      rows.storage.withUnsafeBufferPointer { from in
        for entry in 0..<batch {
          for channel in 0..<channels {
            let offset = bias?.storage[channel] ?? 0
            let to = (entry * channels + channel) * windows
            for window in 0..<windows {
              out[to + window] = from[(entry * windows + window) * channels + channel] + offset
            }
          }
        }
      }
    }
  }

  /// The inverse of ``channelsFirst(_:bias:)`` without bias.
  func channelsLast(_ tensor: Tensor, channels: Int) -> Tensor {
    let windows = windowStarts.count
    return Tensor(uninitialised: [batch * windows, channels]) { out in
      tensor.storage.withUnsafeBufferPointer { from in
        for entry in 0..<batch {
          for channel in 0..<channels {
            let start = (entry * channels + channel) * windows
            for window in 0..<windows {
              out[(entry * windows + window) * channels + channel] = from[start + window]
            }
          }
        }
      }
    }
  }
}
