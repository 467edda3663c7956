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

extension EventJitter {
  /// Largest standard normal number that a random stream gives, rounded up.
  static let largestNormal = 6.0

  /// A pulse that ends late by some seconds, or early. It ends before it turns negative, and none
  /// appears where there was none.
  public static func pulse(_ seam: Float, late seconds: Float) -> Float {
    seam > 0 ? max(0, seam + seconds) : seam
  }
}

extension RowPulses {
  /// Both pulses end late by some seconds, the bottom row's by its share of them.
  mutating func jitter(seconds: Float) {
    guard topSeam > 0 else { return }
    let seam = EventJitter.pulse(topSeam, late: seconds)
    bottomSeam *= seam / topSeam
    topSeam = seam
  }
}
