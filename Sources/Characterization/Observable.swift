public import Calib

/// A number that a fit compares with a publication.
public struct Observable: Sendable {
  /// A short name.
  public let key: String
  /// The published value.
  public let published: Double
  /// Its uncertainty: residuals count in units of it.
  public let uncertainty: Double
  /// Value of the number on a chip: of its products, or of its calibration.
  public let value: @Sendable (Characterization, HagenCalibResult) throws -> Double
}

extension Observable {
  /// The published figures that have a value or a range, by prefix of key.
  public static func figures(_ prefixes: [String]) -> [Observable] {
    (PublishedFigure.typical + PublishedFigure.tutorials)
      .filter { figure in prefixes.contains { figure.key.hasPrefix($0) } }
      .map { figure in
        let middle = (figure.range.lowerBound + figure.range.upperBound) / 2
        return Observable(
          key: figure.key, published: figure.published ?? middle,
          uncertainty: (figure.range.upperBound - figure.range.lowerBound) / 4
        ) { device, _ in try figure.value(device) }
      }
  }

  /// ``PublishedRegister/hagen``.
  public static var registers: [Observable] {
    PublishedRegister.hagen.map { register in
      Observable(
        key: register.key, published: register.published, uncertainty: register.tolerance / 2
      ) { _, calibration in register.value(calibration) }
    }
  }

  /// Means, slopes and bands of ``PublishedSweep``; outputs that clip are left out.
  public static var sweep: [Observable] { outputs + slopes + bands }

  private static var outputs: [Observable] {
    PublishedSweep.rows.flatMap { row in
      row.outputs.sorted { $0.key < $1.key }.filter { abs($0.value) < 120 }.map { weight, output in
        let corrected = output - PublishedSweep.zero
        return Observable(
          key: "output.\(row.input).\(weight)", published: corrected,
          uncertainty: PublishedSweep.tolerance(of: corrected) / 2
        ) { device, _ in try device.weights().output(input: row.input, weight: weight) ?? .nan }
      }
    }
  }

  private static var slopes: [Observable] {
    PublishedSweep.rows.flatMap { row in
      [(true, row.slopes.excitatory), (false, row.slopes.inhibitory)].map { side, slope in
        Observable(
          key: "slope.\(row.input).\(side ? "exc" : "inh")", published: slope,
          uncertainty: 0.04 * slope
        ) { device, _ in try device.weights().slope(input: row.input, excitatory: side) ?? .nan }
      }
    }
  }

  private static var bands: [Observable] {
    PublishedSweep.halfWidths.map { input, weight, halfWidth in
      Observable(
        key: "band.\(input).\(weight)", published: halfWidth, uncertainty: 0.15 * halfWidth
      ) { device, _ in try device.weights().halfWidth(input: input, weight: weight) ?? .nan }
    }
  }
}
