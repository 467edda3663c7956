internal import MAC

/// The shape of a sum; returns its number of axes.
@c(bss2_add_shape)
public func addShape(
  _ inputShape: UnsafePointer<Int>?, _ inputAxes: Int, _ otherShape: UnsafePointer<Int>?,
  _ otherAxes: Int, _ alpha: Double, _ mock: Int32, _ sumShape: UnsafeMutablePointer<Int>?
) -> Int {
  attemptCount {
    let sum = try DigitalSum(
      shape(inputShape, inputAxes, "input"), shape(otherShape, otherAxes, "other"), alpha: alpha,
      mock: mock != 0)
    try checkElements(sum)
    for (axis, length) in sum.shape.enumerated() { sumShape?[axis] = length }
    return sum.shape.count
  }
}

/// Adds int8 numbers with saturation.
@c(bss2_add)
public func add(
  _ input: UnsafePointer<Float>?, _ inputShape: UnsafePointer<Int>?, _ inputAxes: Int,
  _ other: UnsafePointer<Float>?, _ otherShape: UnsafePointer<Int>?, _ otherAxes: Int,
  _ results: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    let a = try block(input, inputShape, inputAxes, "input")
    let b = try block(other, otherShape, otherAxes, "other")
    let sum = try DigitalSum(a.shape, b.shape, mock: true)
    try checkElements(sum)
    guard !sum.shape.contains(0) else { return }
    guard let results else { throw InterfaceError.null("results") }
    try sum.add(a, b, into: results)
  }
}

private func checkElements(_ sum: DigitalSum) throws {
  var count = 1
  for length in sum.shape {
    count *= length
    try check("elements of the sum", count, in: 0...elementLimit)
  }
}

/// Rectifies int8 numbers.
@c(bss2_relu)
public func relu(
  _ input: UnsafePointer<Float>?, _ inputShape: UnsafePointer<Int>?, _ axes: Int, _ mock: Int32,
  _ results: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    let input = try block(input, inputShape, axes, "input")
    try DigitalOperations.relu(input, mock: mock != 0, into: place(results, input.count))
  }
}

/// Rectifies int8 numbers and shifts them to the range of inputs.
@c(bss2_converting_relu)
public func convertingReLU(
  _ input: UnsafePointer<Float>?, _ inputShape: UnsafePointer<Int>?, _ axes: Int,
  _ shift: Int64, _ mock: Int32, _ results: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    let input = try block(input, inputShape, axes, "input")
    try DigitalOperations.convertingReLU(
      input, shift: Int(shift), mock: mock != 0, into: place(results, input.count))
  }
}

/// The places of the first largest int8 numbers along an axis, or of all for NULL.
@c(bss2_argmax)
public func argmax(
  _ input: UnsafePointer<Float>?, _ inputShape: UnsafePointer<Int>?, _ axes: Int,
  _ dim: UnsafePointer<Int>?, _ places: UnsafeMutablePointer<Int64>?
) -> Int32 {
  attempt {
    let input = try block(input, inputShape, axes, "input")
    let maximum = try DigitalMaximum(input, dim: dim?.pointee)
    guard let places else {
      guard maximum.count == 0 else { throw InterfaceError.null("places") }
      return
    }
    try maximum.places(into: places)
  }
}
