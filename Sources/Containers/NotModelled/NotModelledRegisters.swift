/// The registers that exist on the chip or its FPGA and not in the model. haldls:
/// `omnibus_constants.tcc`
public enum NotModelledRegisters {
  /// Returns the name of the container at a bus address; nil for an address of no such container.
  public static func container(at address: UInt32) -> String? {
    switch address {
    case 0x0004_0000..<0x0008_0000: "PHYConfig"
    case 0x0008_0000..<0x000c_0000: "ADPLL or PLLClockOutputBlock"
    case 0x0012_2800..<0x0012_2c00, 0x0012_a800..<0x0012_ac00: "SpikeCounterRead"
    case 0x0280_0000..<0x0280_1000, 0x0380_0000..<0x0380_1000: "PPUMemoryWord"
    case 0x02a0_0000, 0x03a0_0000: "PPUControlRegister"
    case 0x02a0_0001, 0x03a0_0001: "PPUStatusRegister"
    case 0x8800_0003: "FPGADeviceDNA"
    case 0x8800_0009: "InstructionTimeoutConfig"
    case 0x8000_0000...: "a register of the FPGA"
    default: nil
    }
  }
}
