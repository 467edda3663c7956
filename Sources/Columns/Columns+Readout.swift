public import SimulationCore

extension Columns {
  /// Returns the membrane potentials in volts, noise included.
  public func membranes() -> [Float] {
    zip(state.membrane.array, noise.volts.array).map { $0 + $1 }
  }

  /// Returns the membrane potentials in volts with all noise, that of their leaks included;
  /// `leakNormals` are standard normal numbers.
  public func membranes(leakNormals: [Float]) -> [Float] {
    membranes().enumerated().map { j, volts in volts + leakNoiseVolts(j) * leakNormals[j] }
  }

  /// Noise that the leak leaves on a membrane (standard deviation), in volts.
  public func leakNoiseVolts(_ j: Int) -> Float { Float(constants.columns[j].leakNoiseVolts) }

  /// Membrane potential of a column without its noise, in volts.
  public func membraneVolts(_ j: Int) -> Float { state.membrane[j] }

  /// Draws the membrane noise that has accumulated since the last draw; `normals` are standard
  /// normal numbers.
  public func drawNoise(_ normals: UnsafePointer<Float>) { noise.draw(normals) }

  /// Output of a line's readout, in volts.
  public func lineVolts(_ line: ColumnLine, column j: Int) -> Float {
    Float(lineVolts(drop: drop(line, column: j)))
  }

  /// Output of a line's readout for a drop below rest, in volts.
  public func lineVolts(drop: Double) -> Double { lineReadout.volts(drop: drop) }

  /// Drops of a column's lines below rest, in volts.
  func lineDrops(_ j: Int) -> (excitatory: Double, inhibitory: Double) {
    (drop(.excitatory, column: j), drop(.inhibitory, column: j))
  }

  private func drop(_ line: ColumnLine, column j: Int) -> Double {
    Double(state.line(line)[j]) * units.volts[line][j]
  }
}
