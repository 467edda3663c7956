public import ChipModel
import Containers
import Coordinates
import Statistics

extension Acceptance {
  /// Leak bias at which membranes rest at their leak potential within some 100 µs, in CapMem LSB.
  private static let restingLeakBias = 300
  private static let restingReadCount = 40
  /// Time between two reads of resting membranes, in microseconds.
  private static let restingPeriod = 1_000.0
  /// Distance from the target beyond which a neuron is named, in CADC LSB.
  private static let namedDistance = 10.0

  /// Checks the potentials at which membranes rest against the targets of their calibration.
  ///
  /// They show whether `v_leak` is right, and whether the chip is as warm as at its calibration. A
  /// calibration for hagen mode switches leaks off at its end; here they are on. Apply the
  /// calibration again afterwards.
  ///
  /// - Parameters:
  ///   - chip: the chip with a calibration for membranes.
  ///   - target: the wanted read of each resting membrane, in CADC LSB.
  /// - Throws: `ChipError` from the chip.
  public static func restingPotentials(
    _ chip: Chip, target: [Double]
  ) throws -> [AcceptanceCheck] {
    let session = CalibSession(chip: chip, seed: 0)
    session.setCells(.iBiasLeak, all: restingLeakBias)
    session.settle()
    let tickets = (0..<restingReadCount).map { _ in
      session.builder.wait(microseconds: restingPeriod)
      return session.readColumns()
    }
    let results = try session.run()
    var sums = [Double](repeating: 0, count: target.count)
    for ticket in tickets {
      for (index, read) in try ticket.reads(in: results).enumerated() { sums[index] += read }
    }
    return restingPotentials(sums.map { $0 / Double(restingReadCount) }, target: target)
  }

  /// Judges reads of resting membranes.
  static func restingPotentials(_ reads: [Double], target: [Double]) -> [AcceptanceCheck] {
    let errors = zip(reads, target).map { $0 - $1 }
    let far = errors.indices.filter { abs(errors[$0]) > namedDistance }
    return [
      .below(
        4, "neurons: median distance of resting membranes from their target, with sign [LSB]",
        abs(median(errors))),
      .below(
        8, "neurons: distance of resting membranes from their target, 80 % of them [LSB]",
        percentile(errors.map(abs), 80), instances: far),
    ]
  }

  /// Checks strengths of synaptic inputs against the target of a calibration, by their registers.
  ///
  /// - Parameters:
  ///   - chip: the chip with a calibration for membranes.
  ///   - target: the bias around which amplitudes were matched, in CapMem LSB.
  /// - Throws: `ChipError` from the chip.
  public static func strengths(_ chip: Chip, target: Int) throws -> [AcceptanceCheck] {
    let cells = try SynapticInput.allCases.map { try codes(of: $0.gmRow, chip) }
    return zip(["excitatory", "inhibitory"], cells).map { name, codes in
      .below(
        0.25, "neurons: \(name) strength, distance of the median register from the target",
        abs(median(codes) / Double(target) - 1))
    }
  }

  private static func codes(of row: NeuronCapMemRow, _ chip: Chip) throws -> [Double] {
    var builder = PlaybackProgramBuilder()
    let tickets = AtomicNeuronOnDLS.allCases.map {
      builder.read(CapMemCellOnDLS(row, of: $0), as: CapMemCell.self)
    }
    let results = try chip.run(builder.done())
    return try tickets.map { ticket in
      guard case .value(let value) = try results.get(ticket).value else { return .nan }
      return Double(value.rawValue)
    }
  }

  /// Checks the reads of all channels at both ends of the range that the CADC was calibrated for.
  ///
  /// - Throws: `ChipError` from the chip.
  static func cadcEnds(_ chip: Chip, target: CADCCalibTarget) throws -> [AcceptanceCheck] {
    let ends = [
      (target.dynamicRange.lower, target.readRange.lower),
      (target.dynamicRange.upper, target.readRange.upper),
    ]
    let distances = try ends.map { cell, wanted in
      let reads = try CADCUniformity.measure(chip, capMemValue: cell.rounded())
      return abs(median(reads) - wanted)
    }
    return [
      .below(
        10, "CADC: distance of the median read from its target at both ends of the range [LSB]",
        distances.max() ?? .nan)
    ]
  }
}
