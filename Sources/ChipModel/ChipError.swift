public import Coordinates

/// Error in the use of a chip; each case says what is wrong, where, and what is allowed.
public enum ChipError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Parameter outside its range, in SI units.
  case parameterOutOfRange(key: String, value: Double, range: ClosedRange<Double>)
  /// Known numbers of a pattern that no chip can have, and the reason.
  case invalidPattern(String)
  /// Bus address without a register.
  case unmappedAddress(UInt32)
  /// Register that the real chip has and the model leaves out.
  case notModelled(container: String, address: UInt32)
  /// Container that the model leaves out, and the reason.
  case containerNotModelled(String, reason: String)
  /// Bus address that can be written only.
  case notReadable(UInt32)
  /// Bus address that can be read only.
  case notWritable(UInt32)
  /// Ticket that another program has given.
  case foreignTicket
  /// Event or wait before the present cycle of the program.
  case timeRunsBackwards(cycle: Int, present: Int)
  /// List with a wrong number of elements.
  case wrongLength(what: String, expected: Int, found: Int)
  /// Integer outside its range.
  case outOfRange(what: String, value: Int, range: ClosedRange<Int>)
  /// List without elements.
  case empty(what: String)
  /// Event that no enabled PADI bus takes.
  case busNotEnabled(label: UInt16)
  /// `PADIEvent` for buses that listen to the crossbar.
  case busNotTriggered(hemisphere: HemisphereOnDLS)
  /// Program that reads where only writes are allowed.
  case programReads
  /// Program with whole rows of synapses, where a list of words is needed.
  case wholeRowsWritten
  /// Call while the chip runs a program.
  case busy
  /// The chip was stopped before a program by its ``Interruption``.
  case interrupted
  /// Recording with more samples than fit.
  case recordingTooLong(samples: Int)
  /// Saved state that cannot be used, and the reason.
  case invalidState(String)

  /// Sentence that says what is wrong, what is allowed and what to do.
  public var description: String {
    switch self {
    case .parameterOutOfRange(let key, let value, let range):
      "\(key) is \(value); allowed is \(range.lowerBound)...\(range.upperBound) (numbers "
        + "with a unit are in SI units)."
    case .invalidPattern(let problem):
      "The pattern's row \(problem); write the chip file again."
    case .unmappedAddress(let address):
      "No modelled container lies at address 0x\(hex(address)); remove this read or write from "
        + "the program."
    case .notModelled(let container, let address):
      "\(container) at address 0x\(hex(address)) is not modelled; remove this read or write "
        + "from the program."
    case .containerNotModelled(let container, let reason):
      "\(container) is not modelled (\(reason)); remove this read or write from the program."
    case .notReadable(let address):
      "Address 0x\(hex(address)) is write-only; remove the read from the program."
    case .notWritable(let address):
      "Address 0x\(hex(address)) is read-only; remove the write from the program."
    case .foreignTicket:
      "The ticket belongs to another program; use it with the results of its own program."
    case .timeRunsBackwards(let cycle, let present):
      "Cycle \(cycle) has passed, the program is at cycle \(present); sort events and waits by time."
    case .wrongLength(let what, let expected, let found):
      "The number of \(what) is \(found); give \(expected)."
    case .outOfRange(let what, let value, let range):
      "\(what) is \(value); allowed is \(range.lowerBound)...\(range.upperBound)."
    case .empty(let what): "There are no \(what); give at least one."
    case .busNotEnabled(let label):
      "No enabled PADI bus takes an event with label \(label); set enableSPL1 of "
        + "CommonPADIBusConfig and open a crossbar node for its channel."
    case .busNotTriggered(let hemisphere):
      "A PADIEvent reaches no bus on hemisphere \(hemisphere.value), because all its buses are set "
        + "to the crossbar; clear enableSPL1 of CommonPADIBusConfig."
    case .programReads:
      "A program with read instructions cannot be appended to another; run it separately."
    case .wholeRowsWritten:
      "The program writes whole rows of synapses (writeSynapses), which cannot be listed as register "
        + "words; leave them out, or write SynapseQuad containers instead."
    case .interrupted: "The call was interrupted before its end; call it again for a result."
    case .busy: "The chip is running a program; wait until it has ended."
    case .recordingTooLong(let samples):
      "The recording has more than \(samples) samples; stop it earlier, or sample less often."
    case .invalidState(let text): "The state of the chip cannot be saved or restored: \(text)."
    }
  }
}

extension ChipError {
  /// Error of a saved state whose content is not possible.
  static func damagedState(_ reason: String) -> ChipError {
    .invalidState("it is damaged, since \(reason); take a new snapshot")
  }
}

private func hex(_ address: UInt32) -> String {
  let digits = String(address, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
