import ChipModel
import Containers
import Coordinates
import SimulationCore
import Statistics

/// The time constant of one synaptic line, from MADC traces of its answer to a few events.
///
/// calix: `ExcSynTimeConstantCalib`, `InhSynTimeConstantCalib`.
///
/// Lines that are slower than wanted with their large resistor get the small one. Both inputs
/// must be off the membrane; traces of all neurons are recorded in one program.
struct SynTimeConstantCalib: NeuronCalib {
  let session: CalibSession
  let input: SynapticInput
  /// The wanted time constant of each neuron in seconds.
  let target: [Double]?

  var name: String { "\(input.name) synaptic time constant" }
  var row: NeuronCapMemRow { input.tauRow }
  let isInverted = true

  static let eventCount = 5
  /// The time that the MADC takes to settle, in microseconds.
  static let invalid = 8.0
  /// From the first valid sample to the stimulus, in microseconds.
  static let beforeStimulus = 1.0
  /// The shortest recording after the stimulus, in microseconds.
  ///
  /// calix records 50 us of every line, which tells no more about a time constant below one
  /// microsecond.
  static let shortestRecording = 3.0
  /// The number of time constants that a recording covers.
  static let recordedTaus = 8.0
  static let droppedSamples = 10
  /// A time constant below this share of its target was not found.
  static let smallestRatio = 0.5
  /// The share of full scale of the bias at which the resistor is chosen.
  static let resistorTestBias = Int(0.9 * Double(ParameterRange.capMem.upper))

  init(session: CalibSession, input: SynapticInput, target: [Double]) {
    self.session = session
    self.input = input
    self.target = target
  }

  mutating func prelude() throws {
    for input in SynapticInput.allCases { session.setCells(input.gmRow, all: 0) }
    session.configureStimulus(
      rows: NeuronDefaults.synapseRowCount, weight: NeuronDefaults.stimulusWeight)
    session.configureStimulusDrivers(input, rows: NeuronDefaults.synapseRowCount)
    let source = input.readoutSource
    session.updateNeuronConfigs { config in
      config.readoutSource = source
      config.enableReadout = true
    }
    try chooseResistors()
  }

  mutating func measure() throws -> [Double] {
    let evaluation = DecayEvaluation(
      samplePeriod: Self.samplePeriod,
      invalidCount: Int((Self.invalid + Self.beforeStimulus / 2) * 1e-6 / Self.samplePeriod),
      droppedAtEnd: Self.droppedSamples)
    let tickets = AtomicNeuronOnDLS.allCases.map(record)
    let results = try session.run()
    let traces = try tickets.map { try results.get($0).values }
    let name = name
    return try concurrentMap(traces, threads: session.threads) {
      try evaluation.tau($0, step: name)
    }
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    keepShortest(&result)
    session.updateNeuronConfigs { config in
      config.readoutSource = .membrane
      config.enableReadout = false
    }
  }

  /// Gives the shortest time constant to lines that stay much faster than wanted at any bias: they
  /// have no decay that the MADC can resolve, and would float.
  private func keepShortest(_ result: inout ParameterCalibResult) {
    guard let target, let taus = result.after else { return }
    let invisible = taus.indices.filter { taus[$0] < Self.smallestRatio * target[$0] }
    guard !invisible.isEmpty else { return }
    let shortest = session.spreadValues(around: NeuronDefaults.iBiasTau)
    var configs = session.settings.neuronConfigs
    for index in invisible {
      result.calibratedParameters[index] = shortest[index]
      configs[index][isHighResistance: input] = false
    }
    session.setNeuronConfigs(configs)
    session.setCells(row, result.calibratedParameters)
    session.settle()
    result.messages.append(
      "\(name): no decay was seen on \(invisible.count) lines; they get the shortest time constant")
  }

  /// Gives lines that cannot be fast enough with their large resistor the small one.
  private mutating func chooseResistors() throws {
    let input = input
    session.updateNeuronConfigs { $0[isHighResistance: input] = true }
    session.setCellsWithNoise(row, around: Self.resistorTestBias)
    session.settle()
    let taus = try measure()
    let target = self.target ?? []
    var configs = session.settings.neuronConfigs
    for index in configs.indices where !(taus[index] <= target[index]) {
      configs[index][isHighResistance: input] = false
    }
    session.setNeuronConfigs(configs)
  }

  private static let samplePeriod =
    Double(Clocks.madcTicksPerSample) / Clocks.madcClockHertz

  /// Queues a recording of one neuron around a stimulus.
  private func record(_ neuron: AtomicNeuronOnDLS) -> Ticket<MADCTrace> {
    let slowest = (target?.max() ?? 0) * 1e6
    let length = max(Self.shortestRecording, Self.recordedTaus * slowest)
    session.builder.startMADC(neuron)
    session.builder.wait(microseconds: Self.invalid + Self.beforeStimulus)
    for _ in 0..<Self.eventCount { session.fireStimulus(neuron.toSynramOnDLS()) }
    session.builder.wait(microseconds: length)
    return session.builder.stopMADC()
  }
}
