internal import CKernels
public import SimulationCore

extension Columns {
  // MARK: - Time

  /// Advances to `target`, the present or later.
  public func advance(to target: PPUCycles) {
    precondition(target >= time, "time runs forwards")
    while time < target {
      let now = time
      guard lastRelease > now else {
        step(interval(target - time))
        time = target
        return
      }
      let held = heldUntil.map { $0 > now }
      let firstRelease = heldUntil.filter { $0 > now }.min() ?? target
      let end = min(firstRelease, target)
      step(interval(end - time, held: held))
      time = end
      release(held)
    }
  }

  /// Sets the clock without physics: for a chip that has been idle in a state of rest.
  public func skip(to target: PPUCycles) {
    precondition(target >= time, "time runs forwards")
    time = target
  }

  private func step(_ interval: Interval) {
    var view = interval.kernelView
    var limits = limits
    var columns = state.kernelView
    bss_columns_advance(&columns, &view, &limits, UInt32(count))
    noise.advance(interval)
    stepCount += 1
  }

  // MARK: - Reset

  /// Holds the membranes of `columns` in reset until a time.
  public func hold(_ columns: Range<Int>, until end: PPUCycles) {
    for j in columns { hold(j, until: end) }
  }

  /// Puts columns into the defined reset state: membrane at its reset potential, no noise on it.
  public func settleReset(_ columns: Range<Int>) {
    for j in columns { settleReset(j) }
  }

  private func settleReset(_ j: Int) {
    state.membrane[j] = resetPotentials[j]
    noise.clear(j)
  }

  /// Ends all resets now, and leaves all columns as after one.
  public func endResets() {
    if lastRelease > time { hold(until: heldUntil.map { min($0, time) }) }
    settleReset(0..<count)
  }

  /// Ends the reset of columns whose time has come.
  private func release(_ held: [Bool]) {
    let released = held.indices.filter { held[$0] && heldUntil[$0] <= time }
    if effects.isOn(.membraneResetMemory) {
      for j in released { noise.clear(j) }
    } else {
      for j in released { settleReset(j) }
    }
  }

  // MARK: - Lines

  /// Puts the charge of one event onto the lines, now.
  /// - Parameters:
  ///   - steps: Steps of the lines before compression, in swings; in volts where charge does not
  ///     compress.
  ///   - drivers: Number of drivers that fired in this event.
  public func inject(_ steps: LineSteps, drivers: Int) {
    var limits = limits
    var columns = state.kernelView
    let kernel = drivers > 1 ? bss_columns_inject_many : bss_columns_inject
    kernel(&columns, steps.excitatory.base, steps.inhibitory.base, &limits, UInt32(count))
    noise.addEvent(constants, drivers: drivers)
  }

  /// Discharges all lines, as a long pause does.
  public func dischargeLines() { state.dischargeLines() }

  /// Ties the lines of one column to a debug line: their drops below rest, in volts. Lines without
  /// a drop stay as they are.
  public func tieLines(column j: Int, excitatory: Double?, inhibitory: Double?) {
    if let excitatory {
      state.excitatoryLine[j] = Float(excitatory / units.volts[.excitatory][j])
    }
    if let inhibitory {
      state.inhibitoryLine[j] = Float(inhibitory / units.volts[.inhibitory][j])
    }
  }
}
