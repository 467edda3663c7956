import Testing

@testable import Characterization

/// Fits of problems whose solution is known.
struct LeastSquaresTests {
  private static let x = (0..<20).map { Double($0) / 4 }

  /// A straight line through points that leave it by ± 0.1 in turn.
  private static func line(intercept: Double = 0.8, slope: Double = 1.3) -> LeastSquares {
    let y = x.enumerated().map { intercept + slope * $1 + ($0 % 2 == 0 ? 0.1 : -0.1) }
    return LeastSquares(count: x.count) { p in zip(x, y).map { $1 - p[0] - p[1] * $0 } }
  }

  @Test func `a line has the parameters and errors of linear regression`() throws {
    let solution = try Self.line().solve(from: [1, 1])
    #expect(solution.hasConverged)
    // Closed form; the residuals are linear, so that finite differences are exact.
    let n = Double(Self.x.count)
    let middle = Self.x.reduce(0, +) / n
    let spread = Self.x.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    let noise = Self.x.indices.map { $0 % 2 == 0 ? 0.1 : -0.1 }
    let tilt = zip(Self.x, noise).reduce(0) { $0 + ($1.0 - middle) * $1.1 } / spread
    #expect(abs(solution.parameters[1] - (1.3 + tilt)) < 1e-8)
    #expect(abs(solution.parameters[0] - (0.8 - tilt * middle)) < 1e-8)
    let rest = zip(Self.x, noise).reduce(0) { sum, point in
      let distance = point.1 - tilt * (point.0 - middle)
      return sum + distance * distance
    }
    let variance = rest / (n - 2)
    #expect(abs(solution.reducedChiSquare / variance - 1) < 1e-8)
    #expect(abs(solution.errors[1] / (variance / spread).squareRoot() - 1) < 1e-6)
    let error = (variance * (1 / n + middle * middle / spread)).squareRoot()
    #expect(abs(solution.errors[0] / error - 1) < 1e-6)
  }

  @Test func `a nonlinear law is found within the tolerance of a step`() throws {
    // y = a x / (b + x) without noise: the minimum is at the truth whatever the differences.
    let y = Self.x.map { 1.2 * $0 / (0.7 + $0) }
    var problem = LeastSquares(count: Self.x.count) { p in
      zip(Self.x, y).map { $1 - p[0] * $0 / (p[1] + $0) }
    }
    problem.iterations = 20
    var steps: [Int] = []
    problem.progress = { number, _ in steps.append(number) }
    let solution = try problem.solve(from: [1, 1])
    #expect(solution.hasConverged)
    #expect(abs(solution.parameters[0] / 1.2 - 1) < LeastSquares.stepTolerance)
    #expect(abs(solution.parameters[1] / 0.7 - 1) < LeastSquares.stepTolerance)
    #expect(solution.iterations < 20)
    #expect(steps == Array(1...solution.iterations))
  }

  @Test func `a start at the exact solution has converged without a step`() throws {
    let problem = LeastSquares(count: 3) { p in [p[0] - 1, 2 * p[0] - 2, 3 * p[0] - 3] }
    let solution = try problem.solve(from: [1])
    #expect(solution.hasConverged)
    #expect(solution.parameters == [1])
    #expect(solution.errors == [0])
  }

  @Test func `a fit that may not take enough steps says that it has not converged`() throws {
    // Rosenbrock's valley needs many steps from (-1.2, 1).
    var problem = LeastSquares(count: 2) { p in [10 * (p[1] - p[0] * p[0]), 1 - p[0]] }
    problem.step = 1e-6
    problem.iterations = 2
    let short = try problem.solve(from: [-1.2, 1])
    #expect(!short.hasConverged)
    #expect(short.ending == .stepLimit && short.iterations == 2)
    problem.iterations = 100
    let long = try problem.solve(from: [-1.2, 1])
    #expect(long.hasConverged)
    #expect(abs(long.parameters[0] - 1) < 0.01 && abs(long.parameters[1] - 1) < 0.01)
  }

  @Test func `residuals that are rougher than the differences stall`() throws {
    // Every other evaluation is worse, wherever it is: the slope that the differences see is false.
    var calls = 0
    let problem = LeastSquares(count: 2) { p in
      calls += 1
      return calls == 1 ? [1, 1] : [1 + p[0], 2 + p[0]]
    }
    let solution = try problem.solve(from: [1])
    #expect(solution.ending == .stalled)
    #expect(solution.parameters == [1])
  }

  @Test func `a parameter without influence has an infinite error`() throws {
    let problem = LeastSquares(count: 4) { p in (0..<4).map { Double($0) - 2 * p[0] } }
    let solution = try problem.solve(from: [1, 1])
    #expect(solution.errors[0].isFinite && solution.errors[0] > 0)
    #expect(solution.errors[1] == .infinity)
  }

  private struct Refusal: Error, Equatable {
    let call: Int
  }

  @Test(arguments: [1, 2, 4]) func `what the residuals throw is thrown, and ends the fit`(
    call: Int
  ) throws {
    // Call 1 is the start, 2 a difference, 4 a step.
    var calls = 0
    let line = Self.line()
    let problem = LeastSquares(count: line.count) { p in
      calls += 1
      if calls == call { throw Refusal(call: call) }
      return try line.residuals(p)
    }
    #expect(throws: Refusal(call: call)) { try problem.solve(from: [1, 1]) }
    #expect(calls == call)
  }

  @Test func `an evaluation is no fit`() throws {
    let solution = try Self.line(intercept: 0, slope: 1).evaluate(at: [0, 1])
    #expect(solution.ending == .notFitted && !solution.hasConverged)
    #expect(solution.errors.allSatisfy { $0.isNaN })
    #expect(solution.residuals.allSatisfy { abs(abs($0) - 0.1) < 1e-12 })
  }

  @Test func `nonsense is refused with a sentence`() {
    let short = LeastSquares(count: 3) { _ in [1] }
    #expect(throws: LeastSquaresError.wrongResidualCount(1, expected: 3)) {
      try short.solve(from: [1])
    }
    #expect(throws: LeastSquaresError.wrongParameterCount(0, residuals: 3)) {
      try short.solve(from: [])
    }
    #expect(throws: LeastSquaresError.wrongParameterCount(4, residuals: 3)) {
      try short.solve(from: [1, 1, 1, 1])
    }
    let hole = LeastSquares(count: 2) { p in [p[0], .nan] }
    let error = LeastSquaresError.notFinite(residual: 1, parameters: [1])
    #expect(throws: error) { try hole.solve(from: [1]) }
    #expect(error.description.contains("residual 1"))
  }
}
