public import Calib
internal import Coordinates
internal import Statistics

/// A register of every neuron, as a calibration leaves it.
public enum NeuronRegister: String, CaseIterable, Sendable {
  /// i_bias_synin_exc_tau.
  case excTau = "exc_i_bias_tau"
  /// i_bias_synin_exc_shift.
  case excShift = "exc_i_shift"
  /// i_bias_synin_exc_gm.
  case excGm = "exc_i_bias_gm"
  /// i_bias_synin_inh_tau.
  case inhTau = "inh_i_bias_tau"
  /// i_bias_synin_inh_shift.
  case inhShift = "inh_i_shift"
  /// i_bias_synin_inh_gm.
  case inhGm = "inh_i_bias_gm"
  /// v_leak.
  case vLeak = "v_leak"
  /// i_bias_leak.
  case iBiasLeak = "i_bias_leak"
  /// v_reset.
  case vReset = "v_reset"
}

/// Registers of the neurons of several quadrants, and the statistics by which populations are compared.
public struct RegisterSample: Sendable {
  /// Values by register and quadrant, in the order of the columns.
  private let quadrants: [NeuronRegister: [[Double]]]

  /// Neurons of a quadrant.
  static let quadrantSize = AtomicNeuronOnDLS.count / CapMemBlockOnDLS.count

  /// Splits values of whole rows of neurons into quadrants.
  public init(_ values: [NeuronRegister: [Double]]) {
    quadrants = values.mapValues { row in
      stride(from: 0, to: row.count, by: Self.quadrantSize).map {
        Array(row[$0..<min($0 + Self.quadrantSize, row.count)])
      }
    }
  }

  /// Registers of a virtual chip.
  public init(_ registers: LeakyNeuronRegisters) {
    let r = registers
    let codes: [NeuronRegister: [Int]] = [
      .excTau: r.excTau, .excShift: r.excShift, .excGm: r.excGm, .inhTau: r.inhTau,
      .inhShift: r.inhShift, .inhGm: r.inhGm, .vLeak: r.vLeak, .iBiasLeak: r.iBiasLeak,
      .vReset: r.vReset,
    ]
    self.init(codes.mapValues { $0.map(Double.init) })
  }

  private func of(_ register: NeuronRegister) -> [[Double]] { quadrants[register] ?? [] }

  /// The mean of all neurons.
  public func mean(_ register: NeuronRegister) -> Double {
    Statistics.mean(of(register).flatMap(\.self))
  }

  /// The standard deviation within a quadrant, relative to the mean.
  public func spread(_ register: NeuronRegister) -> Double {
    let variances = of(register).map { standardDeviation($0) * standardDeviation($0) }
    return Statistics.mean(variances).squareRoot() / mean(register)
  }

  /// The standard deviation of the quadrants' means as that of a sample, relative to the mean.
  public func share(_ register: NeuronRegister) -> Double {
    let means = of(register).map { Statistics.mean($0) }
    let bias = (Double(means.count) / Double(means.count - 1)).squareRoot()
    return standardDeviation(means) * bias / mean(register)
  }

  /// The skewness within a quadrant.
  public func skew(_ register: NeuronRegister) -> Double {
    Statistics.mean(
      of(register).map { values in
        let (middle, spread) = (Statistics.mean(values), standardDeviation(values))
        return Statistics.mean(
          values.map { ($0 - middle) / spread }.map { $0 * $0 * $0 })
      })
  }

  /// The correlation of neighbouring neurons of a quadrant.
  public func neighbours(_ register: NeuronRegister) -> Double {
    Statistics.mean(of(register).map(neighbourCorrelation))
  }

  /// The correlation of two registers of a neuron within a quadrant.
  public func correlation(_ a: NeuronRegister, _ b: NeuronRegister) -> Double {
    Statistics.mean(zip(of(a), of(b)).map { Statistics.correlation($0, $1) })
  }
}

/// Registers of the CADC of one chip: channels in the order of calix, ramps by quadrant.
public struct ChannelSample: Sendable {
  private let rows: [[Double]]
  private let slopes: [Double]

  /// Channels of a row of one kind.
  static let rowSize = NeuronColumnOnDLS.count

  /// Splits channels into rows: top causal, top acausal, bottom causal, bottom acausal.
  public init(offsets: [Double], slopes: [Double]) {
    rows = stride(from: 0, to: offsets.count, by: Self.rowSize).map {
      Array(offsets[$0..<min($0 + Self.rowSize, offsets.count)])
    }
    self.slopes = slopes
  }

  /// The calibration of a virtual chip.
  public init(_ result: CADCCalibResult) {
    self.init(
      offsets: result.channelOffset.map(Double.init), slopes: result.iRampSlope.map(Double.init))
  }

  /// The spread of the offsets, in counts.
  public var spread: Double {
    mean(rows.map { standardDeviation($0) * standardDeviation($0) }).squareRoot()
  }

  /// The skewness of the offsets.
  public var skew: Double {
    mean(
      rows.map { row in
        let (middle, spread) = (mean(row), standardDeviation(row))
        return mean(row.map { ($0 - middle) / spread }.map { $0 * $0 * $0 })
      })
  }

  /// The correlation of channels that are `distance` columns apart.
  public func correlation(atDistance distance: Int) -> Double {
    mean(rows.map { correlation(Array($0.dropFirst(distance)), Array($0.dropLast(distance))) })
  }

  /// The correlation of both channels of a column.
  public var kinds: Double {
    mean(stride(from: 0, to: rows.count - 1, by: 2).map { correlation(rows[$0], rows[$0 + 1]) })
  }

  /// The largest offset without its sign, in counts.
  public var largest: Double { rows.flatMap(\.self).map(abs).max() ?? .nan }

  /// The mean of the ramps' slopes.
  public var slope: Double { mean(slopes) }

  /// The spread of the ramps' slopes as that of a sample, relative to their mean.
  public var slopeSpread: Double {
    standardDeviation(slopes) * (Double(slopes.count) / Double(slopes.count - 1)).squareRoot()
      / slope
  }

  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    Statistics.correlation(a, b)
  }
}
