import Statistics

/// One row against all columns: the panel of the properties tutorial.
///
/// brainscales2-demos tp_01: row 0, activation 12, weight 21, a hundred sends, one shot.
public struct ColumnPattern: Sendable, Equatable {
  /// Stimulus of the inputs.
  public struct Settings: Sendable, Equatable {
    /// The only row with an activation.
    public var row = 0
    /// Its activation 0…31.
    public var input: UInt8 = 12
    /// Its weight -63…63 in every column.
    public var weight: Int8 = 21
    /// Repetitions of the vector.
    public var numSends = 100
    /// FPGA cycles between events.
    public var wait = 5
    /// Number of repetitions of the product.
    public var repeats = 40

    /// The tutorial's values.
    public init() {}
  }

  /// Settings that were sent.
  public let settings: Settings
  /// All results.
  public let readings: Readings

  /// Measures the pattern.
  /// - Throws: what the device throws.
  public init(_ device: Device, _ settings: Settings = Settings()) throws {
    self.settings = settings
    readings = try device.read(
      input: settings.input, rows: settings.row..<settings.row + 1, repeats: settings.repeats,
      numSends: settings.numSends, wait: settings.wait
    ) { _, _ in settings.weight }
  }

  /// The first shot: fixed pattern and noise, as the tutorial plots them; LSB.
  public var shot: [Double] { readings.shot(0) }

  /// Mean over columns of the first shot, LSB.
  public var mean: Double { Statistics.mean(shot) }

  /// Standard deviation over columns of the first shot, LSB.
  public var spread: Double { Statistics.standardDeviation(shot) }

  /// Correlation of neighbours in the first shot.
  public var neighbourCorrelation: Double {
    Statistics.neighbourCorrelation(shot)
  }

  /// Correlation of the repeat mean with the distance from the drivers, |column - 127.5|.
  public var distanceCorrelation: Double {
    let distance = (0..<readings.columns).map { abs(Double($0) - 127.5) }
    return correlation(distance, readings.means)
  }

  /// LSB for each product of activation, weight and send.
  public var gain: Double {
    mean / (Double(settings.input) * Double(settings.weight) * Double(settings.numSends))
  }
}
