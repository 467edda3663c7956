internal import SimulationCore

/// Mismatch of one hemisphere's columns: the standard normal numbers that a seed draws, one a
/// column. ``ColumnSpreads`` scales them; nothing outside this component can read them.
struct ColumnMismatch {
  let capacitance: [Float]
  let leakConductance: [Float]
  let leakPotential: [Float]
  let leakBiasOffset: [Float]
  let resetPotential: [Float]
  let pseudoLeak: [Float]
  let noise: [Float]
  let commonStep: [Float]
  let follower: [Float]
  let excitatory: Input
  let inhibitory: Input

  let chip: Chip
  let quadrants: Pair<SideHorizontal, Quadrant>

  /// Numbers that all columns of a chip share.
  struct Chip {
    let conductance: Float
    let asymmetry: Float
    let capacitance: Float
    let leakConductance: Float
    let noise: Float
  }

  /// Numbers that all columns of a quadrant share.
  struct Quadrant {
    let conductance: Float
    let resistance: Float
  }

  struct Input {
    let resistance: [Float]
    let lineCapacitance: [Float]
    let conductance: [Float]
    let offset: [Float]
    let temperatureShift: [Float]
  }

  /// Draws the pattern. Each quantity has a separate row, so that a new one leaves the others as
  /// they are.
  init(_ draw: HemisphereDraw, count: Int) {
    func row(_ row: PatternRow) -> [Float] { draw.normals(row, count: count) }
    capacitance = row(.capacitance)
    leakConductance = row(.leakConductance)
    leakPotential = row(.leakPotential)
    leakBiasOffset = row(.leakBiasOffset)
    resetPotential = row(.resetPotential)
    pseudoLeak = row(.pseudoLeak)
    noise = row(.noise)
    commonStep = row(.commonStep)
    follower = row(.follower)
    chip = Chip(draw.normals(.chipColumns, count: 5))
    let quadrantNumbers = draw.normals(.quadrantColumns, count: 4)
    quadrants = Pair { Quadrant(quadrantNumbers[(2 * $0.rawValue)...]) }
    excitatory = Input(
      resistance: row(.excitatoryResistance), lineCapacitance: row(.excitatoryCapacitance),
      conductance: row(.excitatoryConductance), offset: row(.excitatoryOffset),
      temperatureShift: row(.excitatoryTemperatureShift))
    inhibitory = Input(
      resistance: row(.inhibitoryResistance), lineCapacitance: row(.inhibitoryCapacitance),
      conductance: row(.inhibitoryConductance), offset: row(.inhibitoryOffset),
      temperatureShift: row(.inhibitoryTemperatureShift))
  }
}

extension ColumnMismatch.Chip {
  fileprivate init(_ numbers: [Float]) {
    (conductance, asymmetry, capacitance) = (numbers[0], numbers[1], numbers[2])
    (leakConductance, noise) = (numbers[3], numbers[4])
  }
}

extension ColumnMismatch.Quadrant {
  fileprivate init(_ numbers: ArraySlice<Float>) {
    (conductance, resistance) = (numbers[numbers.startIndex], numbers[numbers.startIndex + 1])
  }
}

/// Returns a standard normal number of a part that correlates with another number of it.
func correlated(_ own: Float, with other: Float, by correlation: Double) -> Float {
  Float(correlation) * other + Float((1 - correlation * correlation).squareRoot()) * own
}

/// Spreads of lines, inputs and membranes; the draws of ``ColumnMismatch`` have the same names.
struct ColumnSpreads {
  let capacitance: Spread
  let leakConductance: Spread
  let resetPotential: Spread
  let pseudoLeak: Spread
  let noise: Spread
  let resistance: Spread
  let lineCapacitance: Spread
  let conductance: Spread
  let offset: Spread
  let commonStep: Spread
  let follower: Spread
  let chipConductance: Spread
  let chipAsymmetry: Spread
  let chipCapacitance: Spread
  let chipLeak: Spread
  let chipNoise: Spread
  let quadrantConductance: Spread
  let quadrantResistance: Spread

  init(parameters p: ColumnParameters, effects: EffectScales) {
    capacitance = Spread(p.membraneCapacitanceSpread, scale: effects[.membraneCapacitorMismatch])
    leakConductance = Spread(p.leakConductanceSpread, scale: effects[.membraneLeakMismatch])
    resetPotential = Spread(p.offsetSpread, scale: effects[.membraneResetMismatch])
    // The effect scales the mean leakage.
    pseudoLeak = Spread(p.pseudoLeakSpread)
    noise = Spread(p.noiseSpread, scale: effects[.membraneNoiseMismatch])
    resistance = Spread(p.lineSpread, scale: effects[.lineMismatch])
    lineCapacitance = Spread(p.lineCapacitanceSpread, scale: effects[.lineMismatch])
    conductance = Spread(p.inputConductanceSpread, scale: effects[.otaGainMismatch])
    offset = Spread(p.inputOffsetSpread, scale: effects[.otaOffset])
    commonStep = Spread(p.stepSpread, scale: effects[.membraneCommonStep])
    follower = Spread(p.followerSpread, scale: effects[.membraneFollower])
    let (chip, quadrant) = (effects[.chipDifference], effects[.quadrantDifference])
    chipConductance = Spread(p.inputChipSpread, scale: chip)
    chipAsymmetry = Spread(p.inputAsymmetrySpread, scale: chip)
    chipCapacitance = Spread(p.membraneCapacitanceChipSpread, scale: chip)
    chipLeak = Spread(p.leakChipSpread, scale: chip)
    chipNoise = Spread(p.noiseChipSpread, scale: chip)
    quadrantConductance = Spread(p.inputQuadrantSpread, scale: quadrant)
    quadrantResistance = Spread(p.lineQuadrantSpread, scale: quadrant)
  }
}
