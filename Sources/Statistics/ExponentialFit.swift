import Glibc

/// A decay `scale * exp(-t / tau) + offset`, t counted from the first sample.
public struct ExponentialDecay: Equatable, Sendable {
  /// The height of the decay at the first sample, in units of the samples.
  public var scale: Double
  /// The time constant, in units of the sample interval's time.
  public var tau: Double
  /// Final value of the decay, in units of the samples.
  public var offset: Double

  /// Creates a decay.
  public init(scale: Double, tau: Double, offset: Double) {
    self.scale = scale
    self.tau = tau
    self.offset = offset
  }
}

/// The ranges within which an ``ExponentialDecay`` is fitted.
public struct ExponentialDecayBounds: Equatable, Sendable {
  /// The allowed heights.
  public var scale: ClosedRange<Double>
  /// The allowed time constants; positive.
  public var tau: ClosedRange<Double>
  /// The allowed final values.
  public var offset: ClosedRange<Double>

  /// Creates bounds; scale and offset are free unless given.
  public init(
    scale: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
    tau: ClosedRange<Double>,
    offset: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  ) {
    self.scale = scale
    self.tau = tau
    self.offset = offset
  }
}

/// Fits a decay to equidistant samples by least squares.
///
/// For each time constant the best scale and offset are the solution of a linear problem, so
/// that only the time constant is searched (variable projection: Golub, Pereyra 1973,
/// doi:10.1137/0710036): a coarse logarithmic scan, then golden sections around its minimum.
/// Samples later than eight time constants carry nothing but the offset and are left out, which
/// keeps a slow drift after the decay from bending the fit.
///
/// - Parameters:
///   - samples: values, the first at t = 0.
///   - interval: the time between two samples, positive.
///   - bounds: where to search.
/// - Returns: nil for fewer than four samples, values that are not finite, or bounds without a
///   positive time constant.
public func exponentialFit(
  _ samples: [Double], interval: Double, bounds: ExponentialDecayBounds
) -> ExponentialDecay? {
  guard samples.count >= 4, interval > 0, bounds.tau.lowerBound > 0,
    samples.allSatisfy(\.isFinite)
  else { return nil }
  let projection = DecayProjection(interval: interval, bounds: bounds)
  let span = (samples.max() ?? 0) - (samples.min() ?? 0)
  // Grow the window until it holds the decay: a window that is too long would let a drift after
  // a short decay pass for a slow decay. The height tells a decay from noise in a short window.
  var window = max(Int((8 * bounds.tau.lowerBound / interval).rounded(.up)), 8)
  while window < samples.count {
    let decay = projection.minimize(samples.prefix(window))
    if 8 * decay.tau <= Double(window) * interval && abs(decay.scale) >= span / 2 {
      return decay
    }
    window *= 2
  }
  return projection.minimize(samples[...])
}

/// The fit with scale and offset eliminated.
private struct DecayProjection {
  let interval: Double
  let bounds: ExponentialDecayBounds

  private static let scanCount = 24

  /// The best decay over all allowed time constants.
  func minimize(_ samples: ArraySlice<Double>) -> ExponentialDecay {
    let problem = DecayProblem(samples, interval: interval, bounds: bounds)
    let low = log(bounds.tau.lowerBound)
    let high = log(bounds.tau.upperBound)
    let width = (high - low) / Double(Self.scanCount)
    let logTaus = (0...Self.scanCount).map { low + Double($0) * width }
    let costs = problem.costs(taus: logTaus.map { exp($0) })
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    let logTau = goldenSection(
      max(low, logTaus[best] - width), min(high, logTaus[best] + width)
    ) { problem.solve(tau: exp($0)).cost }
    return problem.solve(tau: exp(logTau)).decay
  }
}

/// The samples of one fit, counted from the last of them against cancellation.
private struct DecayProblem {
  private let values: [Double]
  private let base: Double
  private let interval: Double
  private let bounds: ExponentialDecayBounds
  private var sumY = 0.0
  private var sumYY = 0.0

  init(_ samples: ArraySlice<Double>, interval: Double, bounds: ExponentialDecayBounds) {
    let base = samples.last ?? 0
    values = samples.map { $0 - base }
    self.base = base
    self.interval = interval
    self.bounds = bounds
    for value in values {
      sumY += value
      sumYY += value * value
    }
  }

  /// Sums over the samples that depend on the time constant, for four of them side by side: e is the
  /// decay of height 1.
  private struct Sums {
    var e = SIMD4<Double>.zero
    var ee = SIMD4<Double>.zero
    var ey = SIMD4<Double>.zero
  }

  private func ratio(_ tau: Double) -> Double { exp(-interval / tau) }

  /// The squared distances that the best decays with some time constants leave.
  func costs(taus: [Double]) -> [Double] {
    var costs: [Double] = []
    for first in stride(from: 0, to: taus.count, by: 4) {
      let group = taus[first..<min(first + 4, taus.count)]
      var ratios = SIMD4<Double>.zero
      for (lane, tau) in group.enumerated() { ratios[lane] = ratio(tau) }
      let sums = sums(ratios)
      for (lane, tau) in group.enumerated() {
        costs.append(solution(tau, sums.e[lane], sums.ee[lane], sums.ey[lane]).cost)
      }
    }
    return costs
  }

  private func sums(_ ratios: SIMD4<Double>) -> Sums {
    var sums = Sums()
    var decayed = SIMD4<Double>(repeating: 1)
    for value in values {
      sums.e += decayed
      sums.ee += decayed * decayed
      sums.ey += decayed * value
      decayed *= ratios
    }
    return sums
  }

  /// The best scale and offset for one time constant, and the squared distance they leave.
  func solve(tau: Double) -> (decay: ExponentialDecay, cost: Double) {
    let ratio = ratio(tau)
    var (sumE, sumEE, sumEY, decayed) = (0.0, 0.0, 0.0, 1.0)
    for value in values {
      sumE += decayed
      sumEE += decayed * decayed
      sumEY += decayed * value
      decayed *= ratio
    }
    return solution(tau, sumE, sumEE, sumEY)
  }

  private func solution(
    _ tau: Double, _ sumE: Double, _ sumEE: Double, _ sumEY: Double
  ) -> (decay: ExponentialDecay, cost: Double) {
    let count = Double(values.count)
    func solution(_ scale: Double, _ offset: Double) -> (decay: ExponentialDecay, cost: Double) {
      let cost =
        sumYY + scale * scale * sumEE + count * offset * offset
        + 2 * (scale * offset * sumE - scale * sumEY - offset * sumY)
      return (ExponentialDecay(scale: scale, tau: tau, offset: offset + base), cost)
    }
    let determinant = count * sumEE - sumE * sumE
    let scale = determinant > 0 ? (count * sumEY - sumE * sumY) / determinant : 0
    let offset = (sumY - scale * sumE) / count
    if bounds.scale.contains(scale) && bounds.offset.contains(offset + base) {
      return solution(scale, offset)
    }
    // The problem is convex, so the optimum lies on one of the edges that were crossed.
    let edgeScale = clamp(scale, bounds.scale)
    let bestOffset = clamp((sumY - edgeScale * sumE) / count + base, bounds.offset) - base
    let edgeOffset = clamp(offset + base, bounds.offset) - base
    let bestScale = clamp((sumEY - edgeOffset * sumE) / sumEE, bounds.scale)
    let (first, second) = (solution(edgeScale, bestOffset), solution(bestScale, edgeOffset))
    return first.cost <= second.cost ? first : second
  }
}

/// The nearest value inside a range.
private func clamp(_ value: Double, _ range: ClosedRange<Double>) -> Double {
  min(max(value, range.lowerBound), range.upperBound)
}

/// The minimum of a function with one minimum in an interval, to 1e-6 of its argument.
private func goldenSection(
  _ lower: Double, _ upper: Double, _ function: (Double) -> Double
) -> Double {
  let section = (5.0.squareRoot() - 1) / 2
  var (a, b) = (lower, upper)
  var (c, d) = (b - section * (b - a), a + section * (b - a))
  var (valueC, valueD) = (function(c), function(d))
  while b - a > 1e-6 {
    if valueC < valueD {
      (b, d, valueD) = (d, c, valueC)
      c = b - section * (b - a)
      valueC = function(c)
    } else {
      (a, c, valueC) = (c, d, valueD)
      d = a + section * (b - a)
      valueD = function(d)
    }
  }
  return (a + b) / 2
}
