public import ChipModel
import Containers
import Coordinates

/// The reads of all CADC channels at one voltage on the debug line.
///
/// calix: `cadc_evaluation`.
public enum CADCUniformity {
  /// Reads all channels at a voltage, with the settings that are on the chip.
  ///
  /// Connects all channels to the debug line and leaves them there.
  ///
  /// - Parameters:
  ///   - chip: the chip.
  ///   - capMemValue: the voltage in LSB of a CapMem cell, 0...1022.
  /// - Returns: 1024 reads: top causal, top acausal, bottom causal, bottom acausal.
  /// - Throws: ``CalibError/outOfRange(what:value:lower:upper:)``, `ChipError` from the chip.
  public static func measure(_ chip: Chip, capMemValue: Double) throws -> [Double] {
    try requireInRange("capMemValue", [capMemValue], ParameterRange.capMem.doubles)
    let session = CalibSession(chip: chip, seed: 0)
    session.connectCADCToDebugLine()
    session.setCADCDebugCell(capMemValue)
    session.settle()
    return try session.measureChannels()
  }
}
