internal import CKernels

/// Event of a burst: a driver's pulse and the position of its rows' rates.
public struct BurstEvent {
  /// Position of the driver's rates in ``BurstRows``, counted in floats.
  public var row: UInt32
  /// Length of the pulse beside the drivers, in seconds.
  public var length: Float
  /// Loss of the pulse at the far end of the row, in seconds.
  public var loss: Float

  /// An event on one driver.
  public init(row: UInt32, length: Float, loss: Float) {
    self.row = row
    self.length = length
    self.loss = loss
  }
}

/// Rates and distance factors of all drivers' rows. The memory belongs to the caller.
public struct BurstRows {
  /// Swings per second of pulse on the excitatory lines, one a column, for each row.
  public var excitatoryRates: UnsafePointer<Float>
  /// Swings per second of pulse on the inhibitory lines.
  public var inhibitoryRates: UnsafePointer<Float>
  /// Distance factors of each driver's columns, at half the position of its rates.
  public var distances: UnsafePointer<Float>

  /// Rows of one hemisphere.
  public init(
    excitatoryRates: UnsafePointer<Float>, inhibitoryRates: UnsafePointer<Float>,
    distances: UnsafePointer<Float>
  ) {
    self.excitatoryRates = excitatoryRates
    self.inhibitoryRates = inhibitoryRates
    self.distances = distances
  }

  var kernelView: bss_rows {
    bss_rows(
      exc_rates: excitatoryRates, inh_rates: inhibitoryRates, distance_factors: distances)
  }
}
