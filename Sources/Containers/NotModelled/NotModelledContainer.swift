/// The containers of the real software that the model leaves out. They have a name, so that a
/// program can be written; running one that writes or reads them is refused by that name.
public enum NotModelledContainer: String, CaseIterable, Hashable, Sendable {
  /// Spike counter of a neuron.
  case spikeCounterRead = "SpikeCounterRead"
  /// Control register of a PPU.
  case ppuControlRegister = "PPUControlRegister"
  /// Status register of a PPU.
  case ppuStatusRegister = "PPUStatusRegister"
  /// One word of PPU memory.
  case ppuMemoryWord = "PPUMemoryWord"
  /// Consecutive words of PPU memory.
  case ppuMemoryBlock = "PPUMemoryBlock"
  /// Selection of the clock outputs.
  case pllClockOutputBlock = "PLLClockOutputBlock"
  /// Self test of a phase-locked loop.
  case pllSelfTest = "PLLSelfTest"
  /// Chip side of the high-speed links.
  case phyConfigChip = "PhyConfigChip"
  /// FPGA side of the high-speed links.
  case phyConfigFPGA = "PhyConfigFPGA"
  /// Memory timing of the synapse drivers.
  case synapseDriverSRAMTimingConfig = "SynapseDriverSRAMTimingConfig"
  /// Memory timing of the CADC offsets.
  case cadcOffsetSRAMTimingConfig = "CADCOffsetSRAMTimingConfig"
  /// Memory timing of the CapMem.
  case capMemSRAMTimingConfig = "CapMemSRAMTimingConfig"
  /// Memory timing of the neurons.
  case neuronSRAMTimingConfig = "NeuronSRAMTimingConfig"
  /// Memory timing of the neuron backends.
  case neuronBackendSRAMTimingConfig = "NeuronBackendSRAMTimingConfig"
  /// Source of regular or random events on the chip.
  case backgroundSpikeSource = "BackgroundSpikeSource"
  /// Reset line of the chip.
  case resetChip = "ResetChip"
  /// Serial number of the FPGA.
  case fpgaDeviceDNA = "FPGADeviceDNA"
  /// Time limit of blocking instructions.
  case instructionTimeoutConfig = "InstructionTimeoutConfig"
  /// Wait until a register has a value.
  case pollingOmnibusBlock = "PollingOmnibusBlock"

  /// Reason why the model leaves the container out.
  public var reason: String {
    switch self {
    case .spikeCounterRead: "neurons send no spikes in hagen mode"
    case .ppuControlRegister, .ppuStatusRegister, .ppuMemoryWord, .ppuMemoryBlock:
      "the model runs no programs on the PPU"
    case .pllClockOutputBlock, .pllSelfTest: "clocks always run at their defaults"
    case .phyConfigChip, .phyConfigFPGA: "the link between FPGA and chip is always up"
    case .synapseDriverSRAMTimingConfig, .cadcOffsetSRAMTimingConfig, .capMemSRAMTimingConfig,
      .neuronSRAMTimingConfig, .neuronBackendSRAMTimingConfig:
      "memories always keep what is written"
    case .backgroundSpikeSource: "events come from the FPGA only"
    case .resetChip: "make a new chip instead"
    case .fpgaDeviceDNA: "there is no FPGA; a chip's identity is its seed"
    case .instructionTimeoutConfig, .pollingOmnibusBlock: "nothing can time out"
    }
  }
}
