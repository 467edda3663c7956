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

  /// The best decay over all allowed time constants.
  func minimize(_ samples: ArraySlice<Double>) -> ExponentialDecay {
    let low = log(bounds.tau.lowerBound)
    let high = log(bounds.tau.upperBound)
    let scanCount = 24
    let width = (high - low) / Double(scanCount)
    let logTaus = (0...scanCount).map { low + Double($0) * width }
    let costs = logTaus.map { solve(samples, tau: exp($0)).cost }
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    let logTau = goldenSection(
      max(low, logTaus[best] - width), min(high, logTaus[best] + width)
    ) { solve(samples, tau: exp($0)).cost }
    return solve(samples, tau: exp(logTau)).decay
  }

  /// The best scale and offset for one time constant, and the squared distance they leave.
  func solve(
    _ samples: ArraySlice<Double>, tau: Double
  ) -> (decay: ExponentialDecay, cost: Double) {
    let ratio = exp(-interval / tau)
    let count = Double(samples.count)
    // Sums over values from which the last sample is taken, against cancellation.
    let base = samples.last ?? 0
    var (sumE, sumEE, sumY, sumYY, sumEY) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var decayed = 1.0
    for sample in samples {
      let value = sample - base
      sumE += decayed
      sumEE += decayed * decayed
      sumY += value
      sumYY += value * value
      sumEY += decayed * value
      decayed *= ratio
    }
    func cost(_ scale: Double, _ offset: Double) -> Double {
      sumYY + scale * scale * sumEE + count * offset * offset
        + 2 * (scale * offset * sumE - scale * sumEY - offset * sumY)
    }
    func bestScale(_ offset: Double) -> Double {
      clamp((sumEY - offset * sumE) / sumEE, bounds.scale)
    }
    func bestOffset(_ scale: Double) -> Double {
      clamp((sumY - scale * sumE) / count + base, bounds.offset) - base
    }
    let determinant = count * sumEE - sumE * sumE
    let scale = determinant > 0 ? (count * sumEY - sumE * sumY) / determinant : 0
    let offset = (sumY - scale * sumE) / count
    if bounds.scale.contains(scale) && bounds.offset.contains(offset + base) {
      return (
        ExponentialDecay(scale: scale, tau: tau, offset: offset + base), cost(scale, offset)
      )
    }
    // The problem is convex, so the optimum lies on one of the edges that were crossed.
    var edges: [(scale: Double, offset: Double)] = []
    let edgeScale = clamp(scale, bounds.scale)
    edges.append((edgeScale, bestOffset(edgeScale)))
    let edgeOffset = clamp(offset + base, bounds.offset) - base
    edges.append((bestScale(edgeOffset), edgeOffset))
    let costs = edges.map { cost($0.scale, $0.offset) }
    let chosen = costs[0] <= costs[1] ? 0 : 1
    return (
      ExponentialDecay(
        scale: edges[chosen].scale, tau: tau, offset: edges[chosen].offset + base),
      costs[chosen]
    )
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
