public import Coordinates

/// Error in the use of a chip; each case says what is wrong, where, and what is allowed.
public enum ChipError: Error, Equatable, Sendable, CustomStringConvertible {
  case parameterOutOfRange(key: String, value: Double, range: ClosedRange<Double>)
  case unmappedAddress(UInt32)
  case notModelled(container: String, address: UInt32)
  case containerNotModelled(String, reason: String)
  case notReadable(UInt32)
  case notWritable(UInt32)
  case foreignTicket
  case timeRunsBackwards(cycle: Int, present: Int)
  case wrongLength(what: String, expected: Int, found: Int)
  case outOfRange(what: String, value: Int, range: ClosedRange<Int>)
  case empty(what: String)
  case busNotEnabled(label: UInt16)
  case busNotTriggered(hemisphere: HemisphereOnDLS)
  case programReads
  case wholeRowsWritten
  case busy
  case recordingTooLong(samples: Int)
  case invalidState(String)

  /// Sentence that says what is wrong, what is allowed and what to do.
  public var description: String {
    switch self {
    case .parameterOutOfRange(let key, let value, let range):
      "\(key) is \(value); allowed is \(range.lowerBound)...\(range.upperBound) in SI units."
    case .unmappedAddress(let address):
      "No modelled container lies at address 0x\(hex(address)); leave the access out."
    case .notModelled(let container, let address):
      "\(container) at address 0x\(hex(address)) is not modelled; leave the access out."
    case .containerNotModelled(let container, let reason):
      "\(container) is not modelled (\(reason)); leave the access out."
    case .notReadable(let address):
      "Address 0x\(hex(address)) can be written only; leave the read out."
    case .notWritable(let address):
      "Address 0x\(hex(address)) can be read only; leave the write out."
    case .foreignTicket:
      "The ticket belongs to another program; use it with the results of its own program."
    case .timeRunsBackwards(let cycle, let present):
      "Cycle \(cycle) has passed, the program is at cycle \(present); sort events and waits by time."
    case .wrongLength(let what, let expected, let found):
      "The number of \(what) is \(found); it must be \(expected)."
    case .outOfRange(let what, let value, let range):
      "\(what) is \(value); allowed is \(range.lowerBound)...\(range.upperBound)."
    case .empty(let what): "There are no \(what); give at least one."
    case .busNotEnabled(let label):
      "No enabled PADI bus takes an event with label \(label); set enableSPL1 of "
        + "CommonPADIBusConfig and open a crossbar node for its channel."
    case .busNotTriggered(let hemisphere):
      "All PADI buses of the event on hemisphere \(hemisphere.value) listen to the crossbar; clear "
        + "enableSPL1 of CommonPADIBusConfig to trigger them by PADIEvent."
    case .programReads: "A program that reads cannot be appended; run it by itself."
    case .wholeRowsWritten:
      "The program writes whole rows of synapses, which have no list of register words; leave them "
        + "out or write them as SynapseQuad."
    case .busy: "The chip is running a program; wait until it has ended."
    case .recordingTooLong(let samples):
      "The recording has more than \(samples) samples; stop it earlier, or sample less often."
    case .invalidState(let text): "The saved state cannot be used: \(text)."
    }
  }
}

private func hex(_ address: UInt32) -> String {
  let digits = String(address, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
