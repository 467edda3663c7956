public import Perceptron

/// What is characterised: a calibrated chip or the mock, seen through products only.
public final class Device {
  /// How it is called in tables and pictures.
  public let name: String
  private let multiplier: any HagenMultiplier

  /// Wraps whatever multiplies.
  public init(name: String, _ multiplier: any HagenMultiplier) {
    self.name = name
    self.multiplier = multiplier
  }

  /// Outputs of one array of the chip.
  public static let columns = HagenConstants.hardwareMatrixWidth
  /// Signed rows of one array of the chip.
  public static let rows = HagenConstants.hardwareMatrixHeight

  /// The multiplication as a backend of the perceptron.
  public var backend: any MACBackend { HardwareBackend(multiplier) }

  /// Sends one vector several times against one weight in all of a row's columns.
  ///
  /// - Parameters:
  ///   - input: The activation 0…31 of every used row.
  ///   - weight: The weight -63…63 of row and column.
  ///   - rows: Which rows are used; rows before get activation 0.
  /// - Throws: what the device throws.
  public func read(
    input: UInt8, rows: Range<Int> = 0..<Device.rows, columns: Int = Device.columns,
    repeats: Int, numSends: Int = 1, wait: Int = HagenConstants.defaultWaitBetweenEvents,
    weight: (_ row: Int, _ column: Int) -> Int8
  ) throws -> Readings {
    let vector = (0..<rows.upperBound).map { rows.contains($0) ? input : 0 }
    let weights = (0..<rows.upperBound).flatMap { row in (0..<columns).map { weight(row, $0) } }
    return try read(
      vector, weights: weights, columns: columns, repeats: repeats,
      options: MACOptions(numSends: numSends, waitBetweenEvents: wait))
  }

  /// Sends one vector several times against a matrix.
  /// - Throws: what the device throws.
  public func read(
    _ vector: [UInt8], weights: [Int8], columns: Int, repeats: Int, options: MACOptions
  ) throws -> Readings {
    let inputs = (0..<repeats).flatMap { _ in vector }
    let values = try multiplier.multiply(
      inputs: inputs, batch: repeats, rows: vector.count, weights: weights, columns: columns,
      options: options)
    return Readings(columns: columns, values: values)
  }
}

/// The linear model as a machine for whole numbers, so that it can be measured like a chip.
public final class MockMultiplier: HagenMultiplier {
  private let mock: MockBackend

  /// Wraps a mock.
  public init(_ mock: MockBackend) { self.mock = mock }

  /// One product; see ``HagenMultiplier``.
  /// - Throws: ``PerceptronError``.
  public func multiply(
    inputs: [UInt8], batch: Int, rows: Int, weights: [Int8], columns: Int, options: MACOptions
  ) throws -> [Int8] {
    let result = try mock.mac(
      inputs: Tensor(shape: [batch, rows], inputs.map(Float.init)),
      weights: Tensor(shape: [rows, columns], weights.map(Float.init)), options: options)
    return result.storage.map { Int8($0) }
  }
}
