import Calib
import CalibrationStore
import ChipModel
import ModelStore
import Perceptron
import Recording
import SimulationCore

/// The HDF5 record of a Yin-Yang run. It holds no wall times, so that equal seeds give equal bytes.
struct YinYangRecord {
  /// The membrane trace of one product.
  struct Trace {
    let inputs: [UInt8]
    let result: Int8
    let probe: ProbeTrace
  }

  /// Stream of the traced product's noise, apart from the experiment's.
  static let traceStream: UInt32 = 1

  let command: YinYangCommand
  let chip: Chip
  let calibration: HagenCalibResult
  let outcome: YinYangExperiment.Outcome
  let trace: Trace

  /// The whole record.
  var record: Record {
    var record = Record(attributes: attributes)
    record.groups["calibration"] = CalibrationFile.record(calibration, of: chip)
    record.groups["configuration"] = configuration
    record.groups["training"] = training
    record.groups["maps"] = maps
    record.groups["weights"] = Record(groups: [
      "mock": ModelFile.record(outcome.weightsMock),
      "tuned": ModelFile.record(outcome.weightsTuned),
    ])
    record.groups["trace"] = traceRecord
    return record
  }

  private var attributes: [String: Attribute] {
    [
      "content": "yin-yang", "emulator_version": .string(Emulator.version),
      "chip": .string(chip.identity.description), "chip_seed": .uint64(chip.identity.seed),
      "run_seed": .uint64(chip.identity.runSeed), "train_seed": .uint64(command.trainSeed),
      "gain_lsb": .double(outcome.measured.gain),
      "noise_std_lsb": .double(outcome.measured.noiseStd),
      "num_sends": .int64s(outcome.numSends.map(Int64.init)),
      "model": .string(outcome.modelText),
      "accuracy_mock": .double(outcome.accuracyMock),
      "accuracy_chip_before": .double(outcome.accuracyBefore),
      "accuracy_chip_after": .double(outcome.accuracyAfter),
    ]
  }

  /// Every physical number and effect of the chip, in SI units.
  private var configuration: Record {
    let table = ChipParameters.table
    var record = Record(attributes: [
      "preset": .string(chip.parameters.name), "fingerprint": .string(chip.parameters.fingerprint),
      "batch": .int64(Int64(command.batch)), "mock_steps": .int64(Int64(command.mockSteps)),
      "mock_learning_rate": .double(command.mockLr), "mock_gamma": .double(command.mockGamma),
      "chip_steps": .int64(Int64(command.chipSteps)),
      "chip_learning_rate": .double(command.chipLr), "chip_gamma": .double(command.chipGamma),
    ])
    record.datasets["parameter_names"] = Dataset(table.map(\.key))
    record.datasets["parameter_units"] = Dataset(
      table.map { $0.dimension.symbol.isEmpty ? "1" : $0.dimension.symbol })
    record.datasets["parameter_values"] = Dataset(
      table.map { $0.value(in: chip.parameters) }, unit: "SI",
      summary: "physical parameters, each in the unit of parameter_units")
    record.datasets["effect_names"] = Dataset(Effect.allCases.map(\.name))
    record.datasets["effect_scales"] = Dataset(
      Effect.allCases.map { chip.parameters.effects[$0] }, unit: "1",
      summary: "0 off, 1 as configured")
    return record
  }

  private var training: Record {
    func phase(_ phase: YinYangExperiment.Phase) -> Record {
      Record(datasets: [
        "loss": Dataset(phase.losses, unit: "nat", summary: "mean cross entropy of each step"),
        "accuracy": Dataset(
          phase.accuracies, unit: "1", summary: "share of the step's batch that is right"),
      ])
    }
    return Record(groups: ["mock": phase(outcome.mock), "chip": phase(outcome.chip)])
  }

  private var maps: Record {
    var record = Record()
    let side = YinYangExperiment.Recipe().gridSide
    for name in outcome.maps.keys {
      record.datasets[name] = Dataset(
        outcome.pictureOrder(of: name, side: side), shape: [side, side, 3], unit: "1",
        summary: "class probabilities (yin, yang, dot) over y and x in 0...1")
    }
    return record
  }

  private var traceRecord: Record {
    let probe = trace.probe
    return Record(
      attributes: [
        "sample_period_seconds": .double(
          Double(probe.ticksPerSample) / Clocks.madcClockHertz),
        "start_fpga_cycles": .int64(Int64(probe.start)),
        "result_lsb": .int64(Int64(trace.result)),
      ],
      datasets: [
        "inputs": Dataset(trace.inputs, unit: "1", summary: "activations of the product"),
        "membrane": Dataset(probe.membrane, unit: "V", summary: "membrane of column 0, no noise"),
        "excitatory_line": Dataset(probe.excitatory, unit: "V", summary: "drop below rest"),
        "inhibitory_line": Dataset(probe.inhibitory, unit: "V", summary: "drop below rest"),
      ])
  }
}

extension YinYangExperiment.Outcome {
  /// A map in the order of pictures: y, x, class.
  func pictureOrder(of name: String, side: Int) -> [Float] {
    guard let map = maps[name] else { return [] }
    return (0..<side).flatMap { y in
      (0..<side).flatMap { x in (0..<3).map { map.storage[(x * side + y) * 3 + $0] } }
    }
  }
}
