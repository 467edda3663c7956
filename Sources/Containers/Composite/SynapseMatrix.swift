public import Coordinates

/// All synapses of one array: weights, labels and trims of the correlation sensors.
///
/// lola: `SynapseMatrix`
public struct SynapseMatrix: CompositeContainer {
  /// Weights. lola: `weights`
  public var weights = SynapseGrid<SynapseWeight>(repeating: 0)
  /// Labels. lola: `labels`
  public var labels = SynapseGrid<SynapseLabel>(repeating: 0)
  /// Trims of the correlation time constants. lola: `time_calibs`
  public var timeCalibs = SynapseGrid<SynapseQuad.TimeCalib>(repeating: 0)
  /// Trims of the correlation amplitudes. lola: `amp_calibs`
  public var ampCalibs = SynapseGrid<SynapseQuad.AmpCalib>(repeating: 0)

  /// Creates lola's default: weights, labels and trims 0.
  public init() {}
}

extension SynapseMatrix {
  /// A synapse array.
  public typealias CoordinateType = SynramOnDLS

  /// Two words for each quad of four synapses.
  public static var wordCount: Int { SynapseQuadOnSynram.count * SynapseQuad.wordCount }

  /// The words of a row's quads, first those with the weights, then those with the labels.
  public static func writeAddress(of coordinate: SynramOnDLS, word: Int) -> UInt32 {
    let place = Place(word)
    let quad = SynapseQuadOnDLS(place.quad, coordinate)
    return SynapseQuad.writeAddress(of: quad, word: place.word)
  }

  /// All words; those of the quads as `SynapseQuad` encodes them.
  public func encode() -> [UInt32] { (0..<Self.wordCount).map { word($0) } }

  /// One word of a quad as `SynapseQuad` encodes it.
  public func word(_ index: Int) -> UInt32 {
    let place = Place(index)
    return place.word == 0 ? weightWord(place) : labelWord(place)
  }

  /// Decodes words, of which every bit has a meaning.
  public init(words: (Int) -> UInt32) {
    self.init()
    for index in 0..<Self.wordCount {
      let place = Place(index)
      let word = words(index)
      if place.word == 0 { setWeights(place, word) } else { setLabels(place, word) }
    }
  }

  private func weightWord(_ place: Place) -> UInt32 {
    var quad = SynapseWeightQuad()
    quad.values = weights.quad(place.row, place.columns)
    return quad.word(0) | trimBits(timeCalibs.quad(place.row, place.columns))
  }

  private func labelWord(_ place: Place) -> UInt32 {
    var quad = SynapseLabelQuad()
    quad.values = labels.quad(place.row, place.columns)
    return quad.word(0) | trimBits(ampCalibs.quad(place.row, place.columns))
  }

  private mutating func setWeights(_ place: Place, _ word: UInt32) {
    weights.setQuad(place.row, place.columns, SynapseWeightQuad { _ in word }.values)
    timeCalibs.setQuad(place.row, place.columns, trims(word))
  }

  private mutating func setLabels(_ place: Place, _ word: UInt32) {
    labels.setQuad(place.row, place.columns, SynapseLabelQuad { _ in word }.values)
    ampCalibs.setQuad(place.row, place.columns, trims(word))
  }

  /// Position of the trim of an entry: the two high bits of its byte.
  private func trimPosition(_ entry: EntryOnQuad) -> UInt32 { UInt32(30 - 8 * entry.value) }

  private func trimBits<Trim: RangedInteger>(_ trims: TypedArray4<Trim, EntryOnQuad>) -> UInt32 {
    EntryOnQuad.allCases.reduce(0) { $0 | UInt32(trims[$1].value) << trimPosition($1) }
  }

  private func trims<Trim: RangedInteger>(_ word: UInt32) -> TypedArray4<Trim, EntryOnQuad> {
    TypedArray4 { Trim(unchecked: word >> trimPosition($0) & 3) }
  }
}

/// Place of a word of the matrix.
private struct Place {
  private static let quadColumns = SynapseQuadColumnOnDLS.allCases.map {
    $0.toSynapseOnSynapseRow()
  }

  let row: Int
  /// 0 weights, 1 labels.
  let word: Int
  let quadColumn: Int

  init(_ index: Int) {
    let perRow = SynapseQuadColumnOnDLS.count * SynapseQuad.wordCount
    row = index / perRow
    word = index % perRow / SynapseQuadColumnOnDLS.count
    quadColumn = index % SynapseQuadColumnOnDLS.count
  }

  var columns: TypedArray4<SynapseOnSynapseRow, EntryOnQuad> { Self.quadColumns[quadColumn] }

  var quad: SynapseQuadOnSynram {
    SynapseQuadOnSynram(unchecked: row * SynapseQuadColumnOnDLS.count + quadColumn)
  }
}
