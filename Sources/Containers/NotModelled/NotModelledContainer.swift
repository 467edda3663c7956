/// The containers of the real software that the model leaves out. They have a name, so that a
/// program can be written; running one that writes or reads them is refused by that name.
public enum NotModelledContainer: String, CaseIterable, Hashable, Sendable {
  case spikeCounterRead = "SpikeCounterRead"
  case ppuControlRegister = "PPUControlRegister"
  case ppuStatusRegister = "PPUStatusRegister"
  case ppuMemoryWord = "PPUMemoryWord"
  case ppuMemoryBlock = "PPUMemoryBlock"
  case pllClockOutputBlock = "PLLClockOutputBlock"
  case pllSelfTest = "PLLSelfTest"
  case phyConfigChip = "PhyConfigChip"
  case phyConfigFPGA = "PhyConfigFPGA"
  case synapseDriverSRAMTimingConfig = "SynapseDriverSRAMTimingConfig"
  case cadcOffsetSRAMTimingConfig = "CADCOffsetSRAMTimingConfig"
  case capMemSRAMTimingConfig = "CapMemSRAMTimingConfig"
  case neuronSRAMTimingConfig = "NeuronSRAMTimingConfig"
  case neuronBackendSRAMTimingConfig = "NeuronBackendSRAMTimingConfig"
  case backgroundSpikeSource = "BackgroundSpikeSource"
  case resetChip = "ResetChip"
  case fpgaDeviceDNA = "FPGADeviceDNA"
  case instructionTimeoutConfig = "InstructionTimeoutConfig"
  case pollingOmnibusBlock = "PollingOmnibusBlock"

  /// Why it is left out.
  public var reason: String {
    switch self {
    case .spikeCounterRead: "neurons send no spikes in hagen mode"
    case .ppuControlRegister, .ppuStatusRegister, .ppuMemoryWord, .ppuMemoryBlock:
      "the model has no plasticity processors"
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
