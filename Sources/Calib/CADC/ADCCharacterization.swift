public import ChipModel
import Containers
import Coordinates
public import Statistics

/// Both converters against the board's external converter: what a potential reads as.
///
/// calix: `cadc_characterization.py`, `madc_characterization.py`, `characterize_cadc.py`.
public struct ADCCharacterization: Sendable, Equatable {
  /// The potentials that the external converter gave, in volts.
  public let volts: [Double]
  /// Reads of each CADC channel, in the order of `CADCChannelConfigOnDLS`, one row for each potential; LSB.
  public let cadc: [[MeanAndDeviation]]
  /// Samples of the MADC, one entry for each potential; LSB.
  public let madc: [MeanAndDeviation]

  /// The potentials of calix's script for the MADC: 0.1 V to 1.0 V in ten steps.
  public static let usualVolts = (1...10).map { Double($0) / 10 }
  /// Reads of each CADC channel at a potential.
  static let readCount = 5
  /// The time after a change of the external converter, in microseconds.
  static let settling = 1000.0
  /// The time of an MADC recording at a potential, in microseconds.
  static let recording = 10.0
  /// The pad that the external converter is connected to.
  static let pad = PadOnDLS.min

  /// Calibrates the CADC of a chip to its default range, then reads both converters at some potentials.
  ///
  /// - Parameters:
  ///   - chip: any chip; its configuration changes.
  ///   - volts: potentials of the external converter, 0…2.5 V each.
  ///   - progress: a closure that receives the name of each step and the fraction that is done.
  /// - Throws: ``CalibError`` for a potential that the converter cannot give, `ChipError` from the chip.
  public init(
    _ chip: Chip, volts: [Double] = usualVolts, progress: ((CalibrationProgress) -> Void)? = nil
  ) throws {
    try requireInRange("external potential in volts", volts, 0...2.5)
    let blocks = try volts.map { try DACChannelBlock(padVolts: $0) }
    let session = CalibSession(chip: chip, seed: 0, observer: progress)
    session.progress.setPlan(HagenPlan.cadc + [("CADC", 1), ("MADC", 1)])
    _ = try session.calibrateCADC(CADCCalibTarget(), CADCCalibOptions())
    session.builder.write(.min, ShiftRegister(connectingDACTo: Self.pad))
    self.volts = blocks.map(\.padVolts)
    cadc = try session.step("CADC") { try session.readChannels(at: blocks) }
    madc = try session.step("MADC") { try session.recordPad(at: blocks) }
    session.finish()
  }
}

extension ADCCharacterization {
  /// A converter's line from reads to volts, as calix fits it, and the largest distance from it.
  public struct Fit: Sendable, Equatable {
    /// Volts for one LSB.
    public let slope: Double
    /// Volts of read 0.
    public let intercept: Double
    /// Largest distance of a potential from the line, in volts.
    public let worst: Double
  }

  private func fit(_ reads: [Double]) -> Fit? {
    guard let line = Line(fitting: volts, at: reads) else { return nil }
    let distances = zip(reads, volts).map { abs(line.offset + line.slope * $0 - $1) }
    return Fit(slope: line.slope, intercept: line.offset, worst: distances.max() ?? 0)
  }

  /// The lines of all CADC channels; nil for a channel that reads the same everywhere.
  public var cadcFits: [Fit?] {
    (0..<(cadc.first?.count ?? 0)).map { channel in fit(cadc.map { $0[channel].mean }) }
  }

  /// The line of the MADC.
  public var madcFit: Fit? { fit(madc.map(\.mean)) }
}

extension CalibSession {
  /// Reads all channels several times at each potential of the external converter.
  fileprivate func readChannels(at blocks: [DACChannelBlock]) throws -> [[MeanAndDeviation]] {
    var config = PadMultiplexerConfig()
    config.cadcDebugCausalToSynapseIntermediateMux = true
    config.cadcDebugAcausalToSynapseIntermediateMux = true
    config.synapseIntermediateMuxToPad = true
    builder.write(PadMultiplexerConfigOnDLS(clamping: ADCCharacterization.pad.value), config)
    return try blocks.map { block in
      builder.write(.min, block)
      builder.wait(microseconds: ADCCharacterization.settling)
      let reads = try (0..<ADCCharacterization.readCount).map { _ in try measureChannels() }
      return reads[0].indices.map { channel in
        .of(reads.map { $0[channel] })
      }
    }
  }

  /// Records the pad with the MADC at each potential of the external converter.
  fileprivate func recordPad(at blocks: [DACChannelBlock]) throws -> [MeanAndDeviation] {
    var config = PadMultiplexerConfig()
    config.debugToPad = true
    builder.write(PadMultiplexerConfigOnDLS(clamping: ADCCharacterization.pad.value), config)
    var sources = ReadoutSourceSelection()
    sources.buffers[0].debugPlus = true
    builder.write(.min, sources)
    builder.write(.min, MADCConfig())
    return try blocks.map { block in
      builder.write(.min, block)
      builder.wait(microseconds: ADCCharacterization.settling)
      return .of(try recordMADC(microseconds: ADCCharacterization.recording))
    }
  }

  /// Records what the readout sources connect, for a time.
  private func recordMADC(microseconds: Double) throws -> [Double] {
    var control = MADCControl()
    control.enableContinuousSampling = true
    control.startRecording = true
    builder.write(.min, control)
    builder.wait(microseconds: microseconds)
    (control.startRecording, control.stopRecording) = (false, true)
    builder.write(.min, control)
    return try run().madcSamples.map { Double($0.value) }
  }
}

extension MeanAndDeviation {
  /// Measures some values; zero for none.
  fileprivate static func of(_ values: [Double]) -> MeanAndDeviation {
    MeanAndDeviation(values) ?? MeanAndDeviation(mean: 0, standardDeviation: 0)
  }
}
