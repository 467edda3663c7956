/// A fixed row of floats for kernels: raw memory with one owner.
///
/// Kernels read and write several rows at once through C structures of pointers; arrays would
/// need a nested closure for each (see Benchmarks: batch MAC).
public final class FloatBuffer: @unchecked Sendable {
  /// First element; valid as long as the buffer lives.
  public let base: UnsafeMutablePointer<Float>
  /// Number of floats.
  public let count: Int

  /// A row of `count` floats, all equal.
  public init(count: Int, repeating value: Float = 0) {
    self.count = count
    base = .allocate(capacity: count)
    base.initialize(repeating: value, count: count)
  }

  deinit { base.deallocate() }

  /// One element.
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
