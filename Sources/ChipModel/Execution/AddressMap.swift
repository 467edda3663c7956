/// What a bus address means to the model. Layout: haldls omnibus_constants and container sources.
enum RegisterPlace: Equatable {
  case capMemCell(index: Int)
  case neuronConfig(neuron: Int)
  case neuronBackend(entry: Int)
  case commonBackend(half: Int)
  case driver(hemisphere: Int, driver: Int)
  case padiEvent(hemisphere: Int)
  case padiConfig(hemisphere: Int)
  case synapseWeights(hemisphere: Int, row: Int, quad: Int)
  case synapseLabels(hemisphere: Int, row: Int, quad: Int)
  case cadcSamples(hemisphere: Int, quad: Int, acausal: Bool, buffered: Bool)
  case cadcOffset(hemisphere: Int, column: Int, acausal: Bool)
  case conversionTiming(hemisphere: Int)
  case columnCurrent(hemisphere: Int, quad: Int)
  case columnCorrelation(hemisphere: Int, quad: Int)
  case neuronReset(neuron: Int)
  case neuronResetQuad(hemisphere: Int, quad: Int)
  case crossbar
  case madcControl
  case padMultiplexer
  case capMemBlock
  case eventRecording
  /// Trims of four synapses, which lie in a word of the full quad.
  case synapseCalibs(fullQuad: UInt32)
  /// A trigger of something that is not modelled.
  case inertTrigger
  /// A register that round-trips and acts on nothing in the model.
  case passive
}

/// Decodes bus addresses.
enum AddressMap {
  private static let hemisphereStride: UInt32 = 0x0100_0000
  private static let topArray: UInt32 = 0x0200_0000

  /// The meaning of an address, or nil where no container lies.
  static func place(_ address: UInt32) -> RegisterPlace? {
    switch address {
    case 0x0200_0000..<0x0400_0000: array(address)
    case 0x0014_0000..<0x0016_0000: capMem(address - 0x0014_0000)
    case 0x0016_0000..<0x0018_0000: neuron(address - 0x0016_0000)
    case 0x0011_0000..<0x0012_0000: drivers(address - 0x0011_0000)
    case 0x0012_0000..<0x0013_0000: resets(address - 0x0012_0000)
    case 0x0013_0000..<0x0013_0100: .crossbar
    case 0x001a_1000..<0x001a_a000: backend(address - 0x001a_0000)
    case 0x000c_0000: .madcControl
    case 0x000c_000e..<0x000c_0012: .padMultiplexer
    case 0x000c_0001..<0x000c_0020, 0x0010_0000: .passive
    case 0x8800_0005: .eventRecording
    default: nil
    }
  }

  private static func array(_ address: UInt32) -> RegisterPlace? {
    let hemisphere = Int((address - topArray) / hemisphereStride)
    let offset = (address - topArray) % hemisphereStride
    switch offset {
    case 0x00_0000..<0x00_0003: return .passive
    case 0x20_0000..<0x20_0004: return .conversionTiming(hemisphere: hemisphere)
    case 0x40_0000..<0x40_0100, 0x40_0800..<0x40_0900:
      let west = offset >= 0x40_0800
      let index = Int(offset & 0xff)
      return .cadcOffset(
        hemisphere: hemisphere, column: index / 2 + (west ? 0 : 128), acausal: index % 2 == 1)
    case 0x40_1000: return .conversionTiming(hemisphere: hemisphere)
    case 0xc0_0000..<0x100_0000: return synapses(hemisphere, offset - 0xc0_0000)
    default: return nil
    }
  }

  /// Where the views of the synapses of a hemisphere begin.
  private static func arrayBase(_ hemisphere: Int) -> UInt32 {
    topArray + UInt32(hemisphere) * hemisphereStride + 0xc0_0000
  }

  /// Whether an address shows weights or labels with their trims. haldls: `SynapseQuad`
  static func isFullQuad(_ address: UInt32) -> Bool {
    (0xcf_0000..<0xcf_8000).contains(address % hemisphereStride)
  }

  private static func synapses(_ hemisphere: Int, _ offset: UInt32) -> RegisterPlace? {
    let plain = offset & ~0x20_0000
    let isBuffered = offset != plain
    let region = plain & 0xfc_0000
    // Every view of rows begins at a multiple of 0x1_0000.
    let row = (plain & 0xffff) / 64
    let quad = Int(plain % 64)
    switch region {
    case 0x8_0000 where plain < 0x8_4000, 0xc_0000 where plain < 0xc_4000:
      return .cadcSamples(
        hemisphere: hemisphere, quad: quad, acausal: region == 0xc_0000, buffered: isBuffered)
    default: break
    }
    guard !isBuffered else { return nil }
    switch plain {
    case 0..<0x4000: return .synapseWeights(hemisphere: hemisphere, row: Int(row), quad: quad)
    case 0x4_0000..<0x4_4000:
      return .synapseLabels(hemisphere: hemisphere, row: Int(row), quad: quad)
    case 0x1_0000..<0x1_4000, 0x2_0000..<0x2_4000:
      let local = UInt32(0xf_0000 + Int(row) * 128 + (plain < 0x2_0000 ? 0 : 64) + quad)
      return .synapseCalibs(fullQuad: arrayBase(hemisphere) + local)
    case 0x9_0000..<0x9_4000: return .inertTrigger
    case 0x1_4000..<0x1_4040, 0x2_4000..<0x2_4040:
      return .columnCurrent(hemisphere: hemisphere, quad: quad)
    case 0x4000..<0x4040, 0x4_4000..<0x4_4040, 0xf_8080..<0xf_8100:
      return .columnCorrelation(hemisphere: hemisphere, quad: quad)
    case 0x9_4000..<0x9_4040: return .neuronResetQuad(hemisphere: hemisphere, quad: quad)
    case 0xf_0000..<0xf_8000:
      // The full quad: weight word, then 64 words on the label word.
      let fullRow = Int(plain - 0xf_0000) / 128
      return (plain - 0xf_0000) % 128 < 64
        ? .synapseWeights(hemisphere: hemisphere, row: fullRow, quad: quad)
        : .synapseLabels(hemisphere: hemisphere, row: fullRow, quad: quad)
    default: return nil
    }
  }

  private static func capMem(_ offset: UInt32) -> RegisterPlace? {
    let block = Int(offset / 0x8000)
    let local = offset % 0x8000
    if local >= 0x4000 { return local < 0x400a ? .capMemBlock : nil }
    let column = Int(local / 32)
    let row = Int(local % 32)
    guard column < CapMem.columnCount, row < CapMem.rowCount else { return nil }
    return .capMemCell(index: CapMem.index(block: block, column: column, row: row))
  }

  private static func neuron(_ offset: UInt32) -> RegisterPlace? {
    let block = Int(offset / 0x8000)
    let index = Int(offset % 0x8000) / 8
    guard index < 128, (2...7).contains(offset % 8) else { return nil }
    return .neuronConfig(neuron: block * 128 + index)
  }

  private static func drivers(_ offset: UInt32) -> RegisterPlace? {
    let hemisphere = Int(offset / 0x8000)
    switch offset % 0x8000 {
    case 0: return .padiEvent(hemisphere: hemisphere)
    case 1: return .padiConfig(hemisphere: hemisphere)
    case 2: return .passive
    case 0x400..<0x600 where offset % 4 < 3:
      return .driver(hemisphere: hemisphere, driver: Int(offset % 0x8000 - 0x400) / 4)
    default: return nil
    }
  }

  private static func resets(_ offset: UInt32) -> RegisterPlace? {
    let half = Int(offset / 0x8000)
    switch offset % 0x8000 {
    case 0x2000..<0x2400 where offset % 4 == 0:
      return .neuronReset(neuron: neuronOfBackend(half: half, entry: Int(offset % 0x400) / 4))
    case 0x2400, 0x2c00..<0x3000: return .inertTrigger
    default: return nil
    }
  }

  private static func backend(_ offset: UInt32) -> RegisterPlace? {
    let half = Int((offset - 0x1000) / 0x8000)
    switch (offset - 0x1000) % 0x8000 {
    case 0..<0x400: return .neuronBackend(entry: half * 256 + Int(offset % 0x400) / 4)
    case 0x800, 0x801: return .commonBackend(half: half)
    default: return nil
    }
  }

  /// The neuron (row * 256 + column) of a backend entry: a half's columns of the top row, then
  /// those of the bottom row.
  static func neuronOfBackend(half: Int, entry: Int) -> Int {
    entry / 128 * 256 + half * 128 + entry % 128
  }
}
