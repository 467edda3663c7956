/// The errors in length of the pulses of one event: standard normal numbers and their scale.
public struct EventJitter: Sendable {
  /// Standard deviation in seconds.
  let seconds: Float
  /// One for each driver of the bus, or one for all.
  private let normals: [Float]

  /// Pulses as they should be.
  public static let none = EventJitter(seconds: 0, normals: [])

  /// - Parameters:
  ///   - seconds: Standard deviation of a pulse's length.
  ///   - normals: A standard normal number for each driver of a bus, or a single one for all.
  public init(seconds: Float, normals: [Float]) {
    self.seconds = normals.isEmpty ? 0 : seconds
    self.normals = normals
  }

  /// The error of the driver at a position on its bus, in seconds.
  func error(position: Int) -> Float {
    guard seconds != 0 else { return 0 }
    return seconds * normals[normals.count == 1 ? 0 : position]
  }
}

extension RowPulses {
  /// Largest standard normal number that a random stream gives, rounded up.
  static let largestNormal = 6.0

  /// Factor of all pulses when the top row's is longer by `seconds`; pulses end before they turn
  /// negative, and none appears where there was none.
  public func jitterFactor(seconds: Float) -> Float {
    topSeam > 0 ? max(0, 1 + seconds / topSeam) : 1
  }
}
