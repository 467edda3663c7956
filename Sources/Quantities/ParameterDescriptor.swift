/// One physical parameter of a model: its key in configurations, its dimension and range, and
/// where it is stored. Configuration files, the C interface and documentation are made from
/// tables of these.
public struct ParameterDescriptor<Root>: Sendable {
  /// The dotted key, such as "columns.membrane.capacitance".
  public let key: String
  /// The dimension its value must have.
  public let dimension: PhysicalDimension
  /// The values it may take, in SI units.
  public let range: ClosedRange<Double>
  /// Meaning of the parameter.
  public let summary: String
  private let read: @Sendable (Root) -> Double
  private let write: @Sendable (inout Root, Double) -> Void

  /// A row of a parameter table; `path` says where the value is stored.
  public init(
    _ key: String, _ dimension: PhysicalDimension, _ range: ClosedRange<Double>,
    _ path: WritableKeyPath<Root, Double> & Sendable, _ summary: String
  ) {
    self.init(
      key, dimension, range, summary, read: { $0[keyPath: path] },
      write: { $0[keyPath: path] = $1 })
  }

  private init(
    _ key: String, _ dimension: PhysicalDimension, _ range: ClosedRange<Double>, _ summary: String,
    read: @escaping @Sendable (Root) -> Double,
    write: @escaping @Sendable (inout Root, Double) -> Void
  ) {
    self.key = key
    self.dimension = dimension
    self.range = range
    self.summary = summary
    self.read = read
    self.write = write
  }

  /// The parameter's value in a model.
  public func value(in root: Root) -> Double { read(root) }

  /// Sets the parameter in a model; the caller has checked the range.
  public func set(_ value: Double, in root: inout Root) { write(&root, value) }

  /// Returns the row as seen from a structure that contains this one.
  public func lifted<Outer>(
    _ member: WritableKeyPath<Outer, Root> & Sendable, prefix: String
  ) -> ParameterDescriptor<Outer> {
    let (read, write) = (read, write)
    return ParameterDescriptor<Outer>(
      prefix + "." + key, dimension, range, summary, read: { read($0[keyPath: member]) },
      write: { write(&$0[keyPath: member], $1) })
  }
}
