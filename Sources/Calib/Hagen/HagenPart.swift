public import ChipModel

/// A part of a calibration for membranes that can be calibrated by itself.
public enum HagenPart: String, CaseIterable, Sendable {
  /// The CADC.
  case cadc
  /// The neurons.
  case neuron
  /// The synapse drivers.
  case synapseDriver = "synapse_driver"

  /// Finds a part by its name in files.
  ///
  /// - Throws: ``CalibError`` for an unknown name.
  public init(named name: String) throws(CalibError) {
    guard let part = HagenPart(rawValue: name) else {
      throw .notSupported(
        what: "Calibrating \"\(name)\" by itself",
        advice: "choose from " + HagenPart.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self = part
  }
}

/// The parts of a calibration that stay as they are.
struct HagenKeptParts {
  var cadc: CADCCalibResult?
  var neuron: NeuronCalibResult?
  var synapseDriver: SynapseDriverCalibResult?

  /// The steps of the parts that do not stay.
  var plan: [PlannedStep] {
    (synapseDriver == nil ? HagenPlan.lines : []) + (cadc == nil ? HagenPlan.cadc : [])
      + (neuron == nil ? HagenPlan.neuron : [])
  }
}

extension HagenCalibResult {
  /// Calibrates some parts anew for the present target and options, and keeps the others.
  ///
  /// - Parameters:
  ///   - parts: the parts to calibrate.
  ///   - chip: the chip; the result is applied to it.
  ///   - seed: the random spread of starting values; the same seed gives the same result.
  ///   - progress: a closure that receives the name of each step and the fraction that is done.
  /// - Returns: a result whose report has the new steps only.
  /// - Throws: see ``HagenCalibration/calibrate(_:target:options:seed:progress:)``.
  public func recalibrated(
    _ parts: Set<HagenPart>, on chip: Chip, seed: UInt64 = 0,
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> HagenCalibResult {
    let kept = HagenKeptParts(
      cadc: parts.contains(.cadc) ? nil : cadc, neuron: parts.contains(.neuron) ? nil : neuron,
      synapseDriver: parts.contains(.synapseDriver) ? nil : synapseDriver)
    return try HagenCalibration.calibrate(
      chip, target: target, options: options, keeping: kept, seed: seed, progress: progress)
  }

  /// Calibrates the parts anew that the texts "only" in the archive of a calibration name.
  ///
  /// - Returns: nil if there are no such texts.
  static func recalibrated(
    _ archive: CalibrationArchive, on chip: Chip, seed: UInt64,
    progress: ((CalibrationProgress) -> Void)?
  ) throws -> HagenCalibResult? {
    guard case .strings(let names)? = archive.values["only"] else { return nil }
    let parts = try names.map { try HagenPart(named: $0) }
    return try HagenCalibResult(archive: archive)
      .recalibrated(Set(parts), on: chip, seed: seed, progress: progress)
  }
}
