public import ChipModel
public import Containers
internal import Coordinates

/// Settings that suit a chip without mismatch: what calibration starts from, with the potentials
/// where a nominal circuit wants them. Tests use it to have a working chip in no time.
public enum NominalSettings {
  /// Codes of a nominal chip.
  public struct Codes: Sendable {
    /// v_leak.
    public var leak: UInt16 = 698
    /// v_reset.
    public var reset: UInt16 = 698
    /// i_bias_leak.
    public var leakBias: UInt16 = 0
    /// i_bias_synin_*_gm.
    public var conductance: UInt16 = 450
    /// i_bias_synin_*_shift.
    public var shift: UInt16 = 310
    /// i_bias_synin_*_tau.
    public var tau: UInt16 = 689
    /// stp_i_ramp and stp_i_calib.
    public var ramp: UInt16 = 479
    /// hagen_dac_offset of every driver.
    public var dacOffset: UInt8 = 19
    /// cadc_v_ramp_offset.
    public var rampStart: UInt16 = 132
    /// cadc_i_ramp_slope.
    public var rampSlope: UInt16 = 349

    /// The nominal codes.
    public init() {}
  }

  /// A program that configures the whole chip.
  public static func program(_ codes: Codes = Codes()) -> PlaybackProgram {
    var builder = PlaybackProgramBuilder()
    configureShared(&builder, codes)
    configureNeurons(&builder, codes)
    configureColumns(&builder)
    configureDrivers(&builder, codes)
    builder.wait(microseconds: 100_000)
    return builder.done()
  }

  private static func write(
    _ builder: inout PlaybackProgramBuilder, _ cell: CapMemCellOnDLS, _ code: UInt16
  ) {
    builder.write(cell, CapMemCell(.value(CapMemCell.Value(unchecked: code))))
  }

  private static func configureShared(_ builder: inout PlaybackProgramBuilder, _ codes: Codes) {
    for block in CapMemBlockOnDLS.allCases {
      write(&builder, SharedCapMemCell.synIBiasDac.cell(on: block), CapMemCell.Value.max.rawValue)
      write(&builder, SharedCapMemCell.stpIRamp.cell(on: block), codes.ramp)
      write(&builder, SharedCapMemCell.stpICalib.cell(on: block), codes.ramp)
      write(&builder, SharedCapMemCell.cadcVRampOffset.cell(on: block), codes.rampStart)
      write(&builder, SharedCapMemCell.cadcIRampSlope.cell(on: block), codes.rampSlope)
    }
    for cell in [SingleCapMemCell.hagenIbiasDacTop, .hagenIbiasDacBottom] {
      write(&builder, cell.cell, 820)
    }
    for half in CommonNeuronBackendConfigOnDLS.allCases {
      var config = CommonNeuronBackendConfig()
      config.clockScaleSlow = 9
      config.clockScaleFast = 2
      builder.write(half, config)
    }
  }

  private static func configureNeurons(_ builder: inout PlaybackProgramBuilder, _ codes: Codes) {
    for neuron in AtomicNeuronOnDLS.allCases {
      let cells: [(NeuronCapMemRow, UInt16)] = [
        (.vLeak, codes.leak), (.vReset, codes.reset), (.iBiasLeak, codes.leakBias),
        (.iBiasReset, 1012), (.iBiasSyninExcTau, codes.tau), (.iBiasSyninInhTau, codes.tau),
        (.iBiasSyninExcShift, codes.shift), (.iBiasSyninInhShift, codes.shift),
        (.iBiasSyninExcGm, codes.conductance), (.iBiasSyninInhGm, codes.conductance),
      ]
      for (row, code) in cells { write(&builder, CapMemCellOnDLS(row, of: neuron), code) }
      builder.write(neuron.toNeuronConfigOnDLS(), neuronConfig)
      var backend = NeuronBackendConfig()
      backend.refractoryTime = 70
      backend.selectInputClock = .fast
      builder.write(neuron.toNeuronBackendConfigOnDLS(), backend)
    }
  }

  /// The digital configuration of a neuron that integrates.
  public static var neuronConfig: NeuronConfig {
    var config = NeuronConfig()
    config.enableReadoutAmplifier = true
    config.membraneCapacitorSize = .max
    config.enableSynapticInputExcitatory = true
    config.enableSynapticInputInhibitory = true
    config.enableSynapticInputExcitatorySmallCapacitance = true
    config.enableSynapticInputInhibitorySmallCapacitance = true
    config.enableLeakDivision = true
    config.enableFire = true
    config.enableResetMultiplication = true
    return config
  }

  private static func configureColumns(_ builder: inout PlaybackProgramBuilder) {
    var correlation = ColumnCorrelationQuad()
    var current = ColumnCurrentQuad()
    for entry in EntryOnQuad.allCases {
      correlation.switches[entry].enableInternalCausal = true
      correlation.switches[entry].enableInternalAcausal = true
      correlation.switches[entry].enableCADCNeuronReadoutCausal = true
      correlation.switches[entry].enableCADCNeuronReadoutAcausal = true
      current.switches[entry].enableSynapticCurrentExcitatory = true
      current.switches[entry].enableSynapticCurrentInhibitory = true
    }
    for quad in ColumnCorrelationQuadOnDLS.allCases { builder.write(quad, correlation) }
    for quad in ColumnCurrentQuadOnDLS.allCases { builder.write(quad, current) }
    for half in CADCConfigOnDLS.allCases {
      var config = CADCConfig()
      config.enable = true
      builder.write(half, config)
    }
  }

  private static func configureDrivers(_ builder: inout PlaybackProgramBuilder, _ codes: Codes) {
    for driver in SynapseDriverOnDLS.allCases {
      var config = SynapseDriverConfig()
      config.enableSTP = true
      config.enableHagenDAC = true
      config.enableHagenModulation = true
      config.enableAddressOut = false
      config.offset = 7
      config.hagenDACOffset = SynapseDriverConfig.HagenDACOffset(unchecked: codes.dacOffset)
      builder.write(driver, config)
    }
  }
}
