internal import CKernels

/// One event of a burst: a driver's pulse and where the rates of its rows are.
public struct BurstEvent {
  /// Place of the driver's rates in ``BurstRows``, counted in floats.
  public var row: UInt32
  /// The pulse: seconds at the seam.
  public var seam: Float
  /// Its loss at the far end in seconds.
  public var distance: Float

  /// An event on one driver.
  public init(row: UInt32, seam: Float, distance: Float) {
    self.row = row
    self.seam = seam
    self.distance = distance
  }
}

/// What the rows of all drivers do to the columns; whoever makes it keeps the memory alive.
public struct BurstRows {
  /// Swings per second of pulse on the excitatory lines, one a column, for each row.
  public var excitatoryRates: UnsafePointer<Float>
  /// The same on the inhibitory lines.
  public var inhibitoryRates: UnsafePointer<Float>
  /// Distance factors of each driver's columns, at half the place of its rates.
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
