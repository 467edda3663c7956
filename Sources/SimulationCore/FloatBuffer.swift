/// A fixed row of floats for kernels: raw memory with one owner.
///
/// Kernels read and write several rows at once through C structures of pointers; arrays would
/// need a nested closure for each (see Benchmarks: batch MAC). Rows begin at a cache line: loads
/// of eight floats that cross two lines cost kernels a seventh of their speed.
public final class FloatBuffer: @unchecked Sendable {
  /// First element; valid as long as the buffer lives.
  public let base: UnsafeMutablePointer<Float>
  /// Number of floats.
  public let count: Int

  /// A row of `count` floats, all equal.
  public init(count: Int, repeating value: Float = 0) {
    self.count = count
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Float>.stride, alignment: Self.cacheLine)
    base = bytes.initializeMemory(as: Float.self, repeating: value, count: count)
  }

  /// A row with the given floats.
  public convenience init(_ values: [Float]) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { base[index] = value }
  }

  /// Bytes of a cache line.
  private static let cacheLine = 64

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// Tells whether all floats are 0.
  public var isZero: Bool {
    var bits: UInt32 = 0
    for index in 0..<count { bits |= base[index].bitPattern << 1 }
    return bits == 0
  }

  /// Element at an index.
  public subscript(index: Int) -> Float {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  /// All elements as a buffer.
  public var buffer: UnsafeMutableBufferPointer<Float> { .init(start: base, count: count) }

  /// A copy of all elements.
  public var array: [Float] { Array(buffer) }

  /// Replaces all elements.
  public func assign(from other: FloatBuffer) {
    precondition(count == other.count, "buffers differ in length")
    base.update(from: other.base, count: count)
  }
}
