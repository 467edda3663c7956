public import Calib
import CalibrationStore
public import ChipModel
import ModelStore
public import Recording
import SimulationCore

extension YinYangResult {
  /// Returns the HDF5 record of the run. It holds no wall times, so that equal seeds give equal bytes.
  /// - Parameters:
  ///   - chip: The chip of the run.
  ///   - calibration: The chip's calibration.
  public func record(of chip: Chip, calibration: HagenCalibResult) -> Record {
    var record = Record(attributes: attributes)
    record.groups["calibration"] = CalibrationFile.record(calibration, of: chip)
    record.groups["configuration"] = configuration(of: chip.parameters)
    record.groups["training"] = Record(groups: [
      "mock": Self.record(of: mock), "chip": Self.record(of: tuning),
    ])
    record.groups["maps"] = mapsRecord
    record.groups["weights"] = Record(groups: [
      "mock": ModelFile.record(weightsMock), "tuned": ModelFile.record(weightsTuned),
    ])
    record.groups["trace"] = trace?.record
    return record
  }

  private var attributes: [String: Attribute] {
    [
      "content": "yin-yang", "emulator_version": .string(Emulator.build),
      "chip": .string(chip.description), "chip_seed": .uint64(chip.seed),
      "run_seed": .uint64(chip.runSeed), "train_seed": .uint64(trainSeed),
      "gain_lsb": .double(measured.gain), "noise_std_lsb": .double(measured.noiseStd),
      "num_sends": .int64s(numSends.map(Int64.init)), "model": .string(modelText),
      "accuracy_mock": .double(accuracyMock), "accuracy_chip_before": .double(accuracyMoved),
      "accuracy_chip_after": .double(accuracyTuned),
    ]
  }

  /// Every physical number and effect of the chip, in SI units.
  private func configuration(of parameters: ChipParameters) -> Record {
    let table = ChipParameters.table
    var record = Record(attributes: [
      "preset": .string(parameters.name), "fingerprint": .string(parameters.fingerprint),
      "batch": .int64(Int64(recipe.batch)), "mock_steps": .int64(Int64(recipe.mockSteps)),
      "mock_learning_rate": .double(recipe.mockLearningRate),
      "mock_gamma": .double(recipe.mockGamma),
      "chip_steps": .int64(Int64(recipe.chipSteps)),
      "chip_learning_rate": .double(recipe.chipLearningRate),
      "chip_gamma": .double(recipe.chipGamma),
    ])
    record.datasets["parameter_names"] = Dataset(table.map(\.key))
    record.datasets["parameter_units"] = Dataset(
      table.map { $0.dimension.symbol.isEmpty ? "1" : $0.dimension.symbol })
    record.datasets["parameter_values"] = Dataset(
      table.map { $0.value(in: parameters) }, unit: "SI",
      summary: "physical parameters, each in the unit of parameter_units")
    record.datasets["effect_names"] = Dataset(Effect.allCases.map(\.name))
    record.datasets["effect_scales"] = Dataset(
      Effect.allCases.map { parameters.effects[$0] }, unit: "1",
      summary: "0 off, 1 as configured")
    return record
  }

  private static func record(of training: Training) -> Record {
    Record(datasets: [
      "loss": Dataset(training.losses, unit: "nat", summary: "mean cross entropy of each step"),
      "accuracy": Dataset(
        training.accuracies, unit: "1", summary: "share of the step's batch that is right"),
    ])
  }

  private var mapsRecord: Record {
    var record = Record()
    for name in maps.keys {
      record.datasets[name] = Dataset(
        pictureOrder(of: name), shape: [recipe.gridSide, recipe.gridSide, 3], unit: "1",
        summary: "class probabilities (yin, yang, dot) over y and x in 0...1")
    }
    return record
  }
}

extension YinYangResult.MembraneTrace {
  fileprivate var record: Record {
    Record(
      attributes: [
        "sample_period_seconds": .double(
          Double(probe.ticksPerSample) / Clocks.madcClockHertz),
        "start_fpga_cycles": .int64(Int64(probe.start)),
        "result_lsb": .int64(Int64(result)),
      ],
      datasets: [
        "inputs": Dataset(inputs, unit: "1", summary: "activations of the product"),
        "membrane": Dataset(probe.membrane, unit: "V", summary: "membrane of column 0, no noise"),
        "excitatory_line": Dataset(probe.excitatory, unit: "V", summary: "drop below rest"),
        "inhibitory_line": Dataset(probe.inhibitory, unit: "V", summary: "drop below rest"),
      ])
  }
}
