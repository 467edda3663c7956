import Glibc
import SimulationCore
import Statistics
import Testing

@Suite struct StatisticsTests {
  @Test func `mean and standard deviation divide by the number of values`() {
    #expect(mean([1, 2, 3, 6]) == 3)
    #expect(abs(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9]) - 2) < 1e-12)
    #expect(standardDeviation([5]) == 0)
  }

  @Test func `percentiles interpolate as numpy does`() {
    let values = [4.0, 1, 3, 2]
    #expect(percentile(values, 0) == 1)
    #expect(percentile(values, 100) == 4)
    #expect(abs(percentile(values, 10) - 1.3) < 1e-12)
    #expect(abs(percentile(values, 75) - 3.25) < 1e-12)
    #expect(median(values) == 2.5)
    #expect(median([3, 1, 2]) == 2)
  }

  @Test func `nothing and NaN give NaN`() {
    #expect(mean([]).isNaN && standardDeviation([]).isNaN && median([]).isNaN)
    #expect(median([1, .nan, 2]).isNaN)
    #expect(MeanAndDeviation([.nan, .infinity]) == nil)
    #expect(MeanAndDeviation([1, .nan, 3]) == MeanAndDeviation(mean: 2, standardDeviation: 1))
  }

  @Test func `a line is recovered exactly and needs two different x`() throws {
    let line = try #require(Line(fitting: [1, 3, 5, 7], at: [0, 1, 2, 3]))
    #expect(abs(line.offset - 1) < 1e-12 && abs(line.slope - 2) < 1e-12)
    #expect(Line(fitting: [1, 2], at: [4, 4]) == nil)
    #expect(Line(fitting: [1], at: [4]) == nil)
    #expect(Line(fitting: [1, 2], at: [4]) == nil)
    #expect(Line(fitting: [1, .nan], at: [4, 5]) == nil)
  }

  @Test func `a polynomial is recovered exactly and needs enough points`() throws {
    let x = (0..<6).map(Double.init)
    let fit = try #require(polynomialFit(x: x, y: x.map { 2 - $0 + 0.5 * $0 * $0 }, degree: 2))
    #expect(abs(fit[0] - 2) < 1e-9 && abs(fit[1] + 1) < 1e-9 && abs(fit[2] - 0.5) < 1e-9)
    #expect(polynomialFit(x: [1, 2], y: [1, 2], degree: 2) == nil)
    #expect(polynomialFit(x: [1, 2], y: [1], degree: 0) == nil)
  }
}

@Suite struct ExponentialFitTests {
  let interval = 0.034

  func samples(_ decay: ExponentialDecay, count: Int, noise: Double = 0) -> [Double] {
    var generator = RandomStream(seed: 9, domain: .testing)
    return (0..<count).map { index in
      decay.offset + decay.scale * exp(-Double(index) * interval / decay.tau)
        + noise * Double.random(in: -1...1, using: &generator)
    }
  }

  @Test(arguments: [0.11, 0.32, 1.2, 10, 60])
  func `a decay is recovered`(tau: Double) throws {
    let decay = ExponentialDecay(scale: -120, tau: tau, offset: 500)
    let fit = try #require(
      exponentialFit(
        samples(decay, count: 4000), interval: interval,
        bounds: ExponentialDecayBounds(tau: 0.1...100)))
    #expect(abs(fit.tau / tau - 1) < 1e-4)
    #expect(abs(fit.scale / -120 - 1) < 1e-4)
    #expect(abs(fit.offset - 500) < 1e-2)
  }

  @Test func `noise of one LSB leaves a time constant within five per cent`() throws {
    let decay = ExponentialDecay(scale: -100, tau: 0.32, offset: 500)
    let fit = try #require(
      exponentialFit(
        samples(decay, count: 1000, noise: 1), interval: interval,
        bounds: ExponentialDecayBounds(tau: 0.1...100)))
    #expect(abs(fit.tau / 0.32 - 1) < 0.05)
  }

  @Test func `a slow drift after eight time constants does not bend the fit`() throws {
    let decay = ExponentialDecay(scale: -100, tau: 0.32, offset: 500)
    let drifting = samples(decay, count: 1000).enumerated().map { index, value in
      value - 3 * Double(max(index - 80, 0)) * interval
    }
    let fit = try #require(
      exponentialFit(drifting, interval: interval, bounds: ExponentialDecayBounds(tau: 0.1...100)))
    #expect(abs(fit.tau / 0.32 - 1) < 0.01)
  }

  @Test func `scale, offset and time constant stay inside their bounds`() throws {
    let decay = ExponentialDecay(scale: -100, tau: 0.05, offset: 500)
    let bounds = ExponentialDecayBounds(scale: -80...0, tau: 0.1...100, offset: 505...510)
    let fit = try #require(
      exponentialFit(samples(decay, count: 500), interval: interval, bounds: bounds))
    #expect(bounds.scale.contains(fit.scale))
    #expect(bounds.offset.contains(fit.offset))
    #expect(fit.tau >= 0.1 - 1e-9 && fit.tau <= 100)
  }

  @Test func `nonsense has no fit`() {
    let bounds = ExponentialDecayBounds(tau: 0.1...100)
    #expect(exponentialFit([1, 2, 3], interval: 1, bounds: bounds) == nil)
    #expect(exponentialFit([1, 2, 3, 4], interval: 0, bounds: bounds) == nil)
    #expect(exponentialFit([1, .nan, 3, 4], interval: 1, bounds: bounds) == nil)
    let impossible = ExponentialDecayBounds(tau: -1...1)
    #expect(exponentialFit([1, 2, 3, 4], interval: 1, bounds: impossible) == nil)
  }
}
