import Coordinates

/// Bases of the register blocks on the chip's bus, in 32-bit words.
///
/// haldls: `omnibus_constants.tcc`
enum OmnibusAddress {
  /// PADI registers; the two hemispheres lie `blockStep` apart.
  static let padi: UInt32 = 0x0011_0000
  static let synapseDrivers: UInt32 = 0x0011_0400

  static let neuronReset: UInt32 = 0x0012_2000
  static let postPulse: UInt32 = 0x0012_2400
  static let spikeCounterRead: UInt32 = 0x0012_2800
  static let spikeCounterReset: UInt32 = 0x0012_2C00
  static let crossbarOutputs: UInt32 = 0x0013_0000
  static let crossbarNodes: UInt32 = 0x0013_0019
  static let capMemCells: UInt32 = 0x0014_0000
  static let capMemConfigs: UInt32 = 0x0014_4000
  static let neuronConfigs: UInt32 = 0x0016_0000
  static let neuronBackends: UInt32 = 0x001A_1000
  static let commonNeuronBackends: UInt32 = 0x001A_1800
  static let blockStep: UInt32 = 0x8000

  static let synapseBiases: UInt32 = 0x0010_0000
  static let madcControl: UInt32 = 0x000C_0000
  static let madcConfig: UInt32 = 0x000C_0001
  static let readoutSources: UInt32 = 0x000C_000C
  static let padMultiplexers: UInt32 = 0x000C_000E
  static let referenceGenerator: UInt32 = 0x000C_0012

  /// Synapse array control, CADC and synapse memory; the two PPU buses lie `ppuStep` apart.
  static let synramControl: UInt32 = 0x0200_0000
  static let correlationControl: UInt32 = 0x0220_0000
  static let cadcOffsets: UInt32 = 0x0240_0000
  static let cadcConfig: UInt32 = 0x0240_1000
  static let synapses: UInt32 = 0x02C0_0000

  /// A register of the FPGA.
  static let eventRecording: UInt32 = 0x8800_0005
  static let ppuStep: UInt32 = 0x0100_0000

  /// Base of a register block that each hemisphere has, on the PPU's side.
  static func onPPU(_ base: UInt32, _ hemisphere: some HemisphereCoordinate) -> UInt32 {
    base + UInt32(hemisphere.rawValue) * ppuStep
  }

  /// Base of a register block that is repeated for hemispheres, sides or quadrants.
  static func onBlock(_ base: UInt32, _ block: some Coordinate) -> UInt32 {
    base + UInt32(block.value) * blockStep
  }

  /// Address of a quad in a view of the synapse memory.
  static func synapseQuad(_ view: UInt32, _ quad: some SynapseQuadCoordinate) -> UInt32 {
    onPPU(synapses, quad.block) + view + UInt32(quad.local.rawValue)
  }

  /// Address of a quad of columns in a view of the synapse memory.
  static func columnQuad(_ view: UInt32, _ quad: some ColumnQuadCoordinate) -> UInt32 {
    onPPU(synapses, quad.block) + view + UInt32(quad.local.rawValue)
  }
}
