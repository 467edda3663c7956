public import Coordinates

/// What a user of the chip can do wrong; each case says what, where, what is allowed.
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

  /// What is wrong, what is allowed and what to do.
  public var description: String {
    switch self {
    case .parameterOutOfRange(let key, let value, let range):
      "\(key): \(value) is outside \(range.lowerBound)...\(range.upperBound) (SI units)"
    case .unmappedAddress(let address):
      "address 0x\(hex(address)) belongs to no container that is modelled"
    case .notModelled(let container, let address):
      "\(container) at address 0x\(hex(address)) is not modelled; leave the access out"
    case .containerNotModelled(let container, let reason):
      "\(container) is not modelled (\(reason)); leave the access out"
    case .notReadable(let address): "address 0x\(hex(address)) can only be written"
    case .notWritable(let address): "address 0x\(hex(address)) can only be read"
    case .foreignTicket: "the ticket belongs to another program; use it with its own results"
    case .timeRunsBackwards(let cycle, let present):
      "cycle \(cycle) has passed, the program is at \(present); sort events and waits by time"
    case .wrongLength(let what, let expected, let found):
      "\(what): \(found) values, but \(expected) are needed"
    case .outOfRange(let what, let value, let range):
      "\(what): \(value) is outside \(range.lowerBound)...\(range.upperBound)"
    case .empty(let what): "\(what): empty, at least one is needed"
    case .busNotEnabled(let label):
      "no enabled PADI bus takes an event with label \(label): set enableSPL1 of "
        + "CommonPADIBusConfig and open a crossbar node for its channel"
    case .busNotTriggered(let hemisphere):
      "all PADI buses of the event on hemisphere \(hemisphere.value) listen to the crossbar: clear "
        + "enableSPL1 of CommonPADIBusConfig to trigger them by PADIEvent"
    case .programReads: "a program that reads cannot be appended; run it by itself"
    case .wholeRowsWritten:
      "the program writes whole rows of synapses, which have no list of register words; leave them "
        + "out or write them as SynapseQuad"
    case .busy: "the chip is running a program; wait until it has ended"
    case .recordingTooLong(let samples):
      "the recording has more than \(samples) samples; stop it earlier, or sample less often"
    case .invalidState(let text): "the saved state does not fit: \(text)"
    }
  }
}

private func hex(_ address: UInt32) -> String {
  let digits = String(address, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
