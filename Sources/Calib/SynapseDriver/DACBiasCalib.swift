import ChipModel
import Containers
import Coordinates
import Statistics

/// The synapse DAC bias of each quadrant, until all quadrants give the amplitude of the weakest.
///
/// calix: `DACBiasCalibCADC`.
struct DACBiasCalib: ParameterCalib {
  let session: CalibSession

  let name = "synapse DAC bias"
  let parameterRange = ParameterRange.capMem
  var instanceCount: Int { CapMemBlockOnDLS.count }
  private(set) var target: [Double]?
  private var savedConfigs: [NeuronConfig] = []
  /// Quadrants whose synapses give next to nothing, whatever the others give.
  private(set) var deadQuadrants: Set<CapMemBlockOnDLS> = []
  private var messages: [String] = []

  /// A quadrant below this share of the strongest is dead.
  static let deadShare = 0.2

  static let weight: UInt8 = 31
  static let firstRowCount = 64
  static let largestTryCount = 30
  /// The window of amplitudes that neither saturate nor drown in noise, in CADC LSB.
  static let amplitudes = 30.0..<40.0

  init(session: CalibSession) {
    self.session = session
  }

  mutating func prelude() throws {
    savedConfigs = session.settings.neuronConfigs
    session.floatSynapticLines()
    session.configureStimulusDrivers(.excitatory)
    var config = NeuronConfig.hagen
    for input in SynapticInput.allCases { config[isEnabled: input] = false }
    config.readoutSource = .excSynin
    session.setNeuronConfigs([NeuronConfig](repeating: config, count: AtomicNeuronOnDLS.count))
    session.settle()
    target = [Double](repeating: try findRows(), count: instanceCount)
  }

  mutating func configure(_ parameters: [Int]) throws {
    session.setShared(.synIBiasDac, parameters)
    session.settle()
  }

  mutating func measure() throws -> [Double] {
    let tickets = SynramOnDLS.allCases.map {
      synram -> (Ticket<CADCSampleRow>, Ticket<CADCSampleRow>) in
      let baseline = session.builder.readCADCRow(synram)
      session.fireStimulus(synram)
      return (baseline, session.builder.readCADCRow(synram))
    }
    let results = try session.run()
    let drops = try tickets.flatMap { baseline, result in
      zip(try columnReads(baseline, in: results), try columnReads(result, in: results)).map {
        $0 - $1
      }
    }
    return CapMemBlockOnDLS.allCases.map { quadrant in
      let usable = drops.indices.filter {
        Quadrants.ofNeuron[$0] == quadrant && session.usableColumns[$0]
      }
      return usable.isEmpty ? 0 : median(usable.map { drops[$0] })
    }
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    session.setNeuronConfigs(savedConfigs)
    for quadrant in deadQuadrants { result.success[quadrant.value] = false }
    if !deadQuadrants.isEmpty {
      messages.append(
        "\(name): the synapses in quadrants \(deadQuadrants.map(\.value).sorted()) have no visible effect; "
          + "these quadrants fail, and the target is chosen without them")
    }
    result.messages += messages
  }

  /// Finds how many rows at once give a useful amplitude; returns that of the weakest quadrant.
  private mutating func findRows() throws -> Double {
    var rows = Self.firstRowCount
    var amplitude = 0.0
    for _ in 0..<Self.largestTryCount {
      guard (1...SynapseRowOnSynram.count).contains(rows) else { break }
      session.configureStimulus(rows: rows, weight: Self.weight)
      // Lines recover from the last measurement, as they do while a host prepares the next one.
      session.settle()
      amplitude = weakest(try measure())
      if Self.amplitudes.lowerBound < amplitude && amplitude < Self.amplitudes.upperBound {
        return amplitude
      }
      rows =
        amplitude >= Self.amplitudes.upperBound
        ? Int(0.8 * Double(rows)) : max(Int(1.1 * Double(rows)), rows + 1)
    }
    messages.append(
      "\(name): no number of rows gives an amplitude of 30 to 40 LSB (the last one was \(amplitude) LSB), "
        + "so all quadrants fail; choose another synapse_dac_bias, or see whether a part of the chip is dead"
    )
    deadQuadrants = Set(CapMemBlockOnDLS.allCases)
    return amplitude
  }

  /// The smallest amplitude of the quadrants that work; notes those that do not.
  private mutating func weakest(_ amplitudes: [Double]) -> Double {
    let strongest = amplitudes.max() ?? 0
    let quadrants = zip(CapMemBlockOnDLS.allCases, amplitudes)
    deadQuadrants = Set(quadrants.filter { $1 < Self.deadShare * strongest }.map(\.0))
    return quadrants.filter { !deadQuadrants.contains($0.0) }.map(\.1).min() ?? 0
  }
}
