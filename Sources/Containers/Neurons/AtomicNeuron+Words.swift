public import Coordinates

extension AtomicNeuron {
  /// The CapMem cells in the order in which lola writes them.
  public static let capMemRows: [NeuronCapMemRow] = [
    .iBiasSyninExcTau, .iBiasSyninExcCoba, .iBiasSyninExcShift, .iBiasSyninExcGm, .eSyninExcRev,
    .iBiasSyninInhTau, .iBiasSyninInhCoba, .iBiasSyninInhShift, .iBiasSyninInhGm, .eSyninInhRev,
    .vLeak, .iBiasLeak, .vReset, .iBiasReset, .vThreshold, .iMemOffset, .vAdaptLeak,
    .iBiasAdaptTau, .iBiasAdaptA, .iBiasAdaptB, .vAdaptRef, .vExp, .iBiasExp, .iBiasNmda,
  ]

  /// Target of the CapMem cell of a parameter.
  public subscript(row: NeuronCapMemRow) -> AnalogValue {
    get {
      switch row {
      case .vLeak: leak.vLeak
      case .vReset: reset.vReset
      case .vThreshold: threshold.vThreshold
      case .eSyninExcRev: excitatoryInput.vRevCoba
      case .eSyninInhRev: inhibitoryInput.vRevCoba
      case .vAdaptLeak: adaptation.vLeak
      case .vExp: exponential.vExp
      case .vAdaptRef: adaptation.vRef
      case .iBiasLeak: leak.iBias
      case .iBiasReset: reset.iBias
      case .iBiasSyninExcTau: excitatoryInput.iBiasTau
      case .iBiasSyninExcCoba: excitatoryInput.iBiasCoba
      case .iBiasSyninExcShift: excitatoryInput.iShiftReference
      case .iBiasSyninExcGm: excitatoryInput.iBiasGm
      case .iBiasSyninInhTau: inhibitoryInput.iBiasTau
      case .iBiasSyninInhCoba: inhibitoryInput.iBiasCoba
      case .iBiasSyninInhShift: inhibitoryInput.iShiftReference
      case .iBiasSyninInhGm: inhibitoryInput.iBiasGm
      case .iBiasAdaptTau: adaptation.iBiasTau
      case .iBiasAdaptA: adaptation.iBiasA
      case .iBiasAdaptB: adaptation.iBiasB
      case .iBiasExp: exponential.iBias
      case .iMemOffset: constantCurrent.iOffset
      case .iBiasNmda: multicompartment.iBiasNmda
      }
    }
    set {
      switch row {
      case .vLeak: leak.vLeak = newValue
      case .vReset: reset.vReset = newValue
      case .vThreshold: threshold.vThreshold = newValue
      case .eSyninExcRev: excitatoryInput.vRevCoba = newValue
      case .eSyninInhRev: inhibitoryInput.vRevCoba = newValue
      case .vAdaptLeak: adaptation.vLeak = newValue
      case .vExp: exponential.vExp = newValue
      case .vAdaptRef: adaptation.vRef = newValue
      case .iBiasLeak: leak.iBias = newValue
      case .iBiasReset: reset.iBias = newValue
      case .iBiasSyninExcTau: excitatoryInput.iBiasTau = newValue
      case .iBiasSyninExcCoba: excitatoryInput.iBiasCoba = newValue
      case .iBiasSyninExcShift: excitatoryInput.iShiftReference = newValue
      case .iBiasSyninExcGm: excitatoryInput.iBiasGm = newValue
      case .iBiasSyninInhTau: inhibitoryInput.iBiasTau = newValue
      case .iBiasSyninInhCoba: inhibitoryInput.iBiasCoba = newValue
      case .iBiasSyninInhShift: inhibitoryInput.iShiftReference = newValue
      case .iBiasSyninInhGm: inhibitoryInput.iBiasGm = newValue
      case .iBiasAdaptTau: adaptation.iBiasTau = newValue
      case .iBiasAdaptA: adaptation.iBiasA = newValue
      case .iBiasAdaptB: adaptation.iBiasB = newValue
      case .iBiasExp: exponential.iBias = newValue
      case .iMemOffset: constantCurrent.iOffset = newValue
      case .iBiasNmda: multicompartment.iBiasNmda = newValue
      }
    }
  }

  private static var backendWord: Int { NeuronConfig.wordCount + capMemRows.count }

  /// Number of 32-bit words on the bus: 6 of the switches, 24 CapMem cells, 4 of the backend.
  public static var wordCount: Int { backendWord + NeuronBackendConfig.wordCount }

  /// Returns the address of a word: the switches, then the CapMem cells in lola's order, then the
  /// backend.
  public static func writeAddress(of coordinate: AtomicNeuronOnDLS, word: Int) -> UInt32 {
    switch word {
    case 0..<NeuronConfig.wordCount:
      return NeuronConfig.writeAddress(of: coordinate.toNeuronConfigOnDLS(), word: word)
    case NeuronConfig.wordCount..<backendWord:
      let row = capMemRows[word - NeuronConfig.wordCount]
      return CapMemCell.writeAddress(of: CapMemCellOnDLS(row, of: coordinate), word: 0)
    default:
      return NeuronBackendConfig.writeAddress(
        of: coordinate.toNeuronBackendConfigOnDLS(), word: word - backendWord)
    }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 {
    switch index {
    case 0..<NeuronConfig.wordCount:
      asNeuronConfig().word(index)
    case NeuronConfig.wordCount..<Self.backendWord:
      UInt32(self[Self.capMemRows[index - NeuronConfig.wordCount]].code)
    default:
      asNeuronBackendConfig().word(index - Self.backendWord)
    }
  }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    set(NeuronConfig(words: words))
    for (position, row) in Self.capMemRows.enumerated() {
      self[row] = CapMemCell { words($0 + NeuronConfig.wordCount + position) }.value
    }
    set(NeuronBackendConfig { words($0 + Self.backendWord) })
  }
}
