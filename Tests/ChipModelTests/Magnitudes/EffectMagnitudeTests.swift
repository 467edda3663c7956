import SimulationCore
import Testing

/// Each effect alone, off, weak and strong: as large as its parameters say.
@Suite struct EffectMagnitudeTests {
  /// Rounding error that a test of a law that is 0 allows, relative to the law at its strongest.
  private static let rounding = 1e-4

  @Test(arguments: Effect.allCases)
  func `an effect alone is as strong as its parameters say and vanishes at scale 0`(
    _ effect: Effect
  ) throws {
    let laws = Self.laws(effect)
    #expect(!laws.isEmpty)
    for law in laws {
      let parameters = try EffectBench.ideal.parameters
      let strongest = law.scales.map { abs(law.law(parameters, $0)) }.max() ?? 0
      for scale in law.scales {
        let bench = try EffectBench(law.base + ["\(effect.name)=\(scale)"])
        let wanted = law.law(parameters, scale)
        let found = try law.found(bench)
        let allowed =
          scale == 0 ? Self.rounding * strongest : law.tolerance * abs(wanted)
        #expect(
          abs(found - wanted) <= allowed,
          "\(effect.name)=\(scale), \(law.quantity): \(found), should be \(wanted)")
        #expect(scale == 0 || wanted != 0)
      }
    }
  }

  private static func laws(_ effect: Effect) -> [MagnitudeLaw] {
    switch effect {
    case .driverPulseLaw: SynramMagnitudes.driverPulseLaw
    case .driverOffset: SynramMagnitudes.driverOffset
    case .driverSlope: SynramMagnitudes.driverSlope
    case .driverDACErrors: SynramMagnitudes.driverDACErrors
    case .driverGainMismatch: SynramMagnitudes.driverGainMismatch
    case .driverTurnOn: SynramMagnitudes.driverTurnOn
    case .driverDistance: SynramMagnitudes.driverDistance
    case .driverDistanceSpread: SynramMagnitudes.driverDistanceSpread
    case .driverLineGain: SynapseMagnitudes.lineGain
    case .synapseTurnOn: SynramMagnitudes.synapseTurnOn
    case .driverRowDifference: SynramMagnitudes.driverRowDifference
    case .driverRecovery: SynramMagnitudes.driverRecovery
    case .driverJitter: ChipMagnitudes.driverJitter
    case .driverDead: SynramMagnitudes.driverDead
    case .driverStuck: SynramMagnitudes.driverStuck
    case .busEventLoss: ChipMagnitudes.busEventLoss
    case .synapseMismatch: SynapseMagnitudes.mismatch
    case .synapseDACErrors: SynapseMagnitudes.dacErrors
    case .synapseCompression: SynapseMagnitudes.compression
    case .synapseLoad: SynramMagnitudes.synapseLoad
    case .chipDifference: ChipSpreadMagnitudes.chip
    case .quadrantDifference: ChipSpreadMagnitudes.quadrant
    case .synapseDead: SynapseMagnitudes.dead
    case .synapseStuck: SynapseMagnitudes.stuck
    case .lineCompression: ColumnMagnitudes.lineCompression
    case .lineTail: ColumnMagnitudes.lineTail
    case .lineMismatch: ColumnMagnitudes.lineMismatch
    case .lineReadout: ColumnMagnitudes.lineReadout
    case .otaSaturation: ColumnMagnitudes.otaSaturation
    case .otaGainMismatch: ColumnMagnitudes.otaGainMismatch
    case .otaAsymmetry: ColumnMagnitudes.otaAsymmetry
    case .otaOffset: ColumnMagnitudes.otaOffset
    case .columnDead: ColumnMagnitudes.columnDead
    case .membraneCapacitorMismatch: MembraneMagnitudes.capacitorMismatch
    case .membraneLeakMismatch: MembraneMagnitudes.leakMismatch
    case .membraneResetMismatch: MembraneMagnitudes.resetMismatch
    case .membraneFollower: MembraneMagnitudes.follower
    case .membranePseudoLeak: MembraneMagnitudes.pseudoLeak
    case .membraneRails: MembraneMagnitudes.rails
    case .membraneResetMemory: MembraneMagnitudes.resetMemory
    case .membraneNoise: MembraneMagnitudes.noise
    case .membraneEventNoise: MembraneMagnitudes.eventNoise
    case .membraneSlowNoise: MembraneMagnitudes.slowNoise
    case .membraneLeakNoise: MembraneMagnitudes.leakNoise
    case .membraneCommonStep: MembraneMagnitudes.commonStep
    case .membraneNoiseMismatch: MembraneMagnitudes.noiseMismatch
    case .membraneStuckInReset: MembraneMagnitudes.stuckInReset
    case .readoutGain: CADCMagnitudes.readoutGain
    case .readoutOffset: CADCMagnitudes.readoutOffset
    case .cadcRampStart: CADCMagnitudes.rampStart
    case .cadcRampSlope: CADCMagnitudes.rampSlope
    case .cadcChannelOffset: CADCMagnitudes.channelOffset
    case .cadcChannelGain: CADCMagnitudes.channelGain
    case .cadcNonlinearity: CADCMagnitudes.nonlinearity
    case .cadcNoise: CADCMagnitudes.noise
    case .cadcCommonNoise: CADCMagnitudes.commonNoise
    case .cadcNoiseMismatch: CADCMagnitudes.noiseMismatch
    case .cadcDeadChannel: CADCMagnitudes.deadChannel
    case .cadcStuckChannel: CADCMagnitudes.stuckChannel
    case .cadcDeadQuadrant: CADCMagnitudes.deadQuadrant
    case .madcNoise: ChipMagnitudes.madcNoise
    case .capMemMismatch: ChipMagnitudes.capMemMismatch
    case .capMemSettling: ChipMagnitudes.capMemSettling
    case .capMemCrosstalk: ChipMagnitudes.capMemCrosstalk
    case .capMemDrift: ChipMagnitudes.capMemDrift
    case .temperature: ColumnMagnitudes.temperature
    case .runJitter: ChipMagnitudes.runJitter
    case .runNoise: ChipMagnitudes.runNoise
    case .runDrift: MembraneMagnitudes.runDrift
    }
  }
}
