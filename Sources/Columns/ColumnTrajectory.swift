public import SimulationCore

/// Lines and membrane of one column, in volts.
public struct ColumnPotentials: Hashable, Sendable {
  /// Drop of the excitatory line below rest.
  public internal(set) var excitatoryDrop: Double
  /// Drop of the inhibitory line below rest.
  public internal(set) var inhibitoryDrop: Double
  /// Membrane potential.
  public internal(set) var membrane: Double

  /// Drop of one line below rest.
  func drop(of line: ColumnLine) -> Double {
    line == .excitatory ? excitatoryDrop : inhibitoryDrop
  }
}

/// Course of one column from the present on, without further events.
public struct ColumnTrajectory {
  /// The column.
  public let column: Int
  /// The present.
  public let time: PPUCycles
  let heldUntil: PPUCycles
  let start: ColumnPotentials
  let constants: ColumnConstants.Column
  let circuit: Circuit

  /// Properties that all columns have in common.
  struct Circuit {
    let law: TransferLaw
    /// Rails of the membrane, where they act.
    let rails: ClosedRange<Double>?
    /// A short reset leaves a part of the previous potential.
    let hasResetMemory: Bool
  }

  /// Returns line drops and membrane at a time, the present or later.
  public func potentials(at target: PPUCycles) -> ColumnPotentials {
    var (now, potentials) = (time, start)
    if heldUntil > now {
      let end = min(heldUntil, target)
      step(from: now, to: end, isHeld: true).apply(to: &potentials)
      now = end
      if now == heldUntil, !circuit.hasResetMemory { potentials.membrane = constants.resetVolts }
    }
    if target > now { step(from: now, to: target, isHeld: false).apply(to: &potentials) }
    if let rails = circuit.rails {
      potentials.membrane = min(max(potentials.membrane, rails.lowerBound), rails.upperBound)
    }
    return potentials
  }

  /// Returns the drop of one line at a time, the present or later; the same number as
  /// ``potentials(at:)`` gives, without the membrane.
  public func drop(of line: ColumnLine, at target: PPUCycles) -> Double {
    var (now, drop) = (time, start.drop(of: line))
    func pass(until end: PPUCycles) {
      drop *= circuit.law.decay(of: constants.input(line), (end - now).seconds)
      now = end
    }
    if heldUntil > now { pass(until: min(heldUntil, target)) }
    if target > now { pass(until: target) }
    return drop
  }

  private func step(
    from start: PPUCycles, to end: PPUCycles, isHeld: Bool
  ) -> TransferLaw.ColumnStep {
    circuit.law.step(constants, (end - start).seconds, isHeld: isHeld)
  }
}

extension Columns {
  /// Returns the course of a column from the present on.
  public func trajectory(column j: Int) -> ColumnTrajectory {
    let drops = lineDrops(j)
    return ColumnTrajectory(
      column: j, time: time, heldUntil: heldUntil[j],
      start: ColumnPotentials(
        excitatoryDrop: drops.excitatory, inhibitoryDrop: drops.inhibitory,
        membrane: Double(state.membrane[j])),
      constants: constants.columns[j],
      circuit: ColumnTrajectory.Circuit(
        law: constants.law,
        rails: effects.isOn(.membraneRails) ? parameters.lowerRail...parameters.upperRail : nil,
        hasResetMemory: effects.isOn(.membraneResetMemory)))
  }

  /// Returns line drops and membrane of a column at a time, without noise and without further
  /// events. The state stays as it is.
  public func lookAhead(column j: Int, to target: PPUCycles) -> ColumnPotentials {
    trajectory(column: j).potentials(at: target)
  }
}
