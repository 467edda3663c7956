/// A value that its type does not allow: which type, which value, what is allowed.
public struct OutOfRangeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Name of the type, with the type that it is nested in.
  public let typeName: String
  /// The refused value.
  public let value: String
  /// Smallest allowed value.
  public let lowerBound: Int
  /// Largest allowed value.
  public let upperBound: Int

  /// Describes the refusal of `value` by a ranged type.
  public init<T: RangedInteger>(_ type: T.Type, value: some BinaryInteger) {
    typeName = rangedTypeName(type)
    self.value = String(value)
    lowerBound = Int(T.range.lowerBound)
    upperBound = Int(T.range.upperBound)
  }

  /// Message that says what is wrong, what is allowed and what to do.
  public var description: String {
    "\(typeName) cannot be \(value): allowed are \(lowerBound)…\(upperBound). "
      + "Correct the value, or use init(clamping:) to clip it."
  }
}

/// Name of a type without its module, for example `SynapseDriverConfig.Offset`.
@usableFromInline func rangedTypeName(_ type: Any.Type) -> String {
  let name = String(reflecting: type)
  guard let dot = name.firstIndex(of: ".") else { return name }
  return String(name[name.index(after: dot)...])
}
