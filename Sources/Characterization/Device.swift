public import ChipModel
public import Perceptron
internal import Statistics

/// Device that is characterised: a calibrated chip or the mock, seen through products only.
///
/// Every protocol multiplies on a stream of its own, so that its results do not depend on which
/// protocols ran before.
public final class Device {
  /// Name in tables and pictures.
  public let name: String
  private let multiplier: any HagenMultiplier
  private let onStream: (UInt32) throws -> any HagenMultiplier

  /// Wraps whatever multiplies; `onStream` makes a multiplier with noise of its own.
  public init(
    name: String, onStream: @escaping (UInt32) throws -> any HagenMultiplier
  ) throws {
    self.name = name
    self.onStream = onStream
    multiplier = try onStream(0)
  }

  private init(_ device: Device, stream: UInt32) throws {
    name = device.name
    onStream = device.onStream
    multiplier = try onStream(stream)
  }

  /// A calibrated chip.
  public convenience init(_ chip: Chip) throws {
    try self.init(name: "\(chip.identity)") { ChipMultiplier(chip, stream: $0) }
  }

  /// The linear mock.
  public convenience init(mock parameter: MockParameter, runSeed: UInt64 = 0) throws {
    try self.init(name: "mock") { stream in
      let noise = NoiseStream(runSeed: runSeed, stream: stream)
      return MockMultiplier(try MockBackend(parameter: parameter, noise: noise))
    }
  }

  /// Returns the device with other noise.
  func stream(_ number: UInt32) throws -> Device { try Device(self, stream: number) }

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

  /// Sends several activations to one row within a single run.
  ///
  /// - Parameters:
  ///   - inputs: The activations 0…31.
  ///   - weight: The weight -63…63 in all columns.
  /// - Returns: The mean over repeats of each column, one row for each activation.
  /// - Throws: what the device throws.
  public func means(
    of inputs: [UInt8], row: Int, weight: Int8, columns: Int, repeats: Int, numSends: Int
  ) throws -> [[Double]] {
    try outputs(
      of: inputs, row: row, weight: weight, columns: columns, repeats: repeats, numSends: numSends
    ).map { readings in
      (0..<columns).map { column in mean(readings.map { Double($0[column]) }) }
    }
  }

  /// Sends several activations to one row within a single run.
  ///
  /// - Returns: For each activation the results of each repeat, one for each column.
  /// - Throws: what the device throws.
  func outputs(
    of inputs: [UInt8], row: Int, weight: Int8, columns: Int, repeats: Int, numSends: Int
  ) throws -> [[[Int8]]] {
    let vectors = inputs.flatMap { input in
      (0..<repeats).map { _ in [UInt8](repeating: 0, count: row) + [input] }
    }
    let weights =
      [Int8](repeating: 0, count: row * columns) + [Int8](repeating: weight, count: columns)
    let values = try multiplier.multiply(
      inputs: vectors.flatMap(\.self), batch: vectors.count, rows: row + 1, weights: weights,
      columns: columns, options: MACOptions(numSends: numSends))
    return inputs.indices.map { input in
      (0..<repeats).map { repeated in
        let first = (input * repeats + repeated) * columns
        return Array(values[first..<first + columns])
      }
    }
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
