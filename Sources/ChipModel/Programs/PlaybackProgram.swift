/// An ordered list of instructions for one chip, built by ``PlaybackProgramBuilder``.
public struct PlaybackProgram: Sendable {
  let instructions: [Instruction]
  let slotCount: Int
  let identity: Int
}

/// Values that a program read, with the time of each read.
public struct ProgramResults: Sendable {
  enum Value: Sendable {
    case none
    case word(UInt32)
    case row(CADCSampleRow)
    case trace(MADCTrace)
    case probe(ProbeRecording)
    case products(MACResults)
  }

  var values: [Value]
  var times: [Int]
  let program: Int
  /// FPGA cycles that the program took.
  public internal(set) var cycles = 0
  /// Events of the program that were lost because a bus got two in one FPGA cycle, or none
  /// listened to them.
  public internal(set) var lostEvents = 0
  /// Samples of the MADC, as its registers commanded it.
  public internal(set) var madcSamples: [MADCSample] = []
}
