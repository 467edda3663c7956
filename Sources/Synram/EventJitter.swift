/// Errors in length of the pulses of one event: standard normal numbers and their scale.
public struct EventJitter: Sendable {
  /// Standard deviation in seconds.
  let seconds: Float
  /// One for each driver of the bus, or one for all.
  private let normals: [Float]

  /// Pulses without jitter.
  public static let none = EventJitter(seconds: 0, normals: [])

  /// Creates the errors of one event.
  /// - Parameters:
  ///   - seconds: Standard deviation of a pulse's length.
  ///   - normals: A standard normal number for each driver of a bus, or a single one for all.
  public init(seconds: Float, normals: [Float]) {
    self.seconds = normals.isEmpty ? 0 : seconds
    self.normals = normals
  }

  /// Returns the error in seconds of the driver at a position on its bus.
  func error(position: Int) -> Float {
    guard seconds != 0 else { return 0 }
    return seconds * normals[normals.count == 1 ? 0 : position]
  }
}

extension EventJitter {
  /// Largest standard normal number that a random stream gives, rounded up.
  static let largestNormal = 6.0

  /// Adds an error in seconds to the length of a pulse. The result is 0 or more, and no pulse
  /// appears where there was none.
  public static func jittered(_ length: Float, by seconds: Float) -> Float {
    length > 0 ? max(0, length + seconds) : length
  }
}

extension RowPulses {
  /// Adds an error in seconds to the top row's pulse, and the same relative error to the bottom
  /// row's.
  mutating func jitter(seconds: Float) {
    guard top.length > 0 else { return }
    let length = EventJitter.jittered(top.length, by: seconds)
    bottom.length *= length / top.length
    top.length = length
  }
}
