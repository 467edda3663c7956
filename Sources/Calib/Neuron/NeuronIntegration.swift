public import ChipModel
import Containers
import Coordinates
import Statistics

/// The movement of calibrated membranes by bursts of events through each of their inputs.
///
/// calix: `test_neuron_integration`.
public struct NeuronIntegration: Equatable, Sendable {
  /// The membrane after a reset, without events, in CADC LSB.
  public var baseline: [Double]
  /// The mean movement over runs, in CADC LSB; negative through inhibitory inputs.
  public var amplitude: [Double]
  /// The standard deviation of the movement over runs, in CADC LSB.
  public var noise: [Double]

  private static let runCount = 30
  private static let eventCount = 12
  private static let eventPeriod = 1.2
  private static let waitBeforeBaseline = 10.0

  /// Measures all neurons through one kind of input.
  ///
  /// The chip must hold a calibration for membranes (``HagenCalibResult/apply(to:)``). The
  /// synapse arrays and drivers are used for the stimulus and must be written again afterwards.
  ///
  /// - Throws: `ChipError` from the chip.
  public static func measure(
    _ chip: Chip, excitatory: Bool
  ) throws -> NeuronIntegration {
    let session = CalibSession(chip: chip, seed: 0)
    session.configureStimulus(
      rows: NeuronDefaults.synapseRowCount, weight: NeuronDefaults.stimulusWeight)
    session.configureStimulusDrivers(excitatory ? .excitatory : .inhibitory)
    let baseline = ColumnTicket(
      rows: SynramOnDLS.allCases.map { synram in
        session.builder.resetNeurons(synram)
        session.builder.wait(microseconds: waitBeforeBaseline)
        return session.builder.readCADCRow(synram)
      })
    let runs = (0..<runCount).map { _ in
      ColumnTicket(
        rows: SynramOnDLS.allCases.map { synram in
          session.builder.resetNeurons(synram)
          session.builder.wait(microseconds: NeuronDefaults.resetMicroseconds)
          session.fireBurst(synram, count: eventCount, period: eventPeriod)
          return session.builder.readCADCRow(synram)
        })
    }
    let results = try session.run()
    let base = try baseline.reads(in: results)
    let reads = try runs.map { try $0.reads(in: results) }
    let samples = base.indices.map { neuron in reads.map { $0[neuron] } }
    return NeuronIntegration(
      baseline: base, amplitude: zip(samples, base).map { mean($0) - $1 },
      noise: samples.map(standardDeviation))
  }
}
