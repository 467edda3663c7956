internal import MAC

/// The largest number of elements of one block.
let elementLimit = 1 << 31

/// The shape behind a pointer of the caller.
func shape(_ pointer: UnsafePointer<Int>?, _ axes: Int, _ what: String) throws -> [Int] {
  try check("axes of \(what)", axes, in: 0...64)
  let shape = try elements(pointer, axes, "shape of \(what)")
  var count = 1
  for length in shape {
    try check("axis of \(what)", length, in: 0...elementLimit)
    count *= length
    try check("elements of \(what)", count, in: 0...elementLimit)
  }
  return shape
}

/// A block of floats behind a pointer of the caller.
func block(
  _ pointer: UnsafePointer<Float>?, _ lengths: UnsafePointer<Int>?, _ axes: Int, _ what: String
) throws -> FloatBlock {
  let shape = try shape(lengths, axes, what)
  let count = shape.reduce(1, *)
  guard count > 0 else {
    return FloatBlock(UnsafeBufferPointer(start: nil, count: 0), shape: shape)
  }
  guard let pointer else { throw InterfaceError.null(what) }
  return FloatBlock(UnsafeBufferPointer(start: pointer, count: count), shape: shape)
}

/// The place of results that have no elements.
private nonisolated(unsafe) let nowhere = UnsafeMutablePointer<Float>.allocate(capacity: 1)

/// The place for `count` results of the caller, which may be NULL for none.
func place(_ results: UnsafeMutablePointer<Float>?, _ count: Int) throws
  -> UnsafeMutablePointer<Float>
{
  if let results { return results }
  guard count == 0 else { throw InterfaceError.null("results") }
  return nowhere
}
