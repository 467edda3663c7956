internal import Containers
internal import Coordinates
internal import Synram

/// Instruction of a playback program. Addresses are those of the chip's register bus.
enum Instruction: Sendable {
  case write(address: UInt32, word: UInt32)
  case read(address: UInt32, slot: Int)
  case resetTimer
  case readTimer(slot: Int)
  case waitUntil(cycle: Int)
  case wait(cycles: Int)
  case spikes([SpikeEvent])
  case synapses(SynapseRows)
  case readCADCRow(HemisphereOnDLS, slot: Int)
  case resetNeurons(HemisphereOnDLS)
  case resetLines(HemisphereOnDLS)
  case startMADC(AtomicNeuronOnDLS)
  case stopMADC(slot: Int)
  case startProbe([AtomicNeuronOnDLS], ticks: Int)
  case stopProbe(slot: Int)
  case board(BoardSetting)
  case mac(MACBatch, slot: Int)
  /// Request that the chip cannot fulfil; running it throws.
  case refused(ChipError)
}

/// Settings of the board around the chip.
enum BoardSetting: Hashable, Sendable {
  /// Voltage of the external DAC on the synapse debug lines.
  case synapseDebugVoltage(Double)
  /// Source of the CADC debug line.
  case cadcDebugLine(CADCDebugSource)
  /// The potential of the board's converter for the pads, in volts.
  case padVolts(Double)
  /// The pads that the converter is connected to.
  case padsOfDAC(TypedArray2<Bool, PadOnDLS>)
}

/// Source of the line that connects all CADC channels for calibration.
public enum CADCDebugSource: Hashable, Sendable {
  /// Nothing: the line floats low.
  case disconnected
  /// A CapMem cell through its block's debug output.
  case capMemCell(CapMemCellIndex)
  /// The board's DAC, in volts.
  case externalVolts(Double)
}

/// A CapMem cell by its place in the memory: block * 3120 + row * 130 + column, as in halco.
public struct CapMemCellIndex: RawRepresentable, Hashable, Sendable {
  /// The cell's enum value.
  public let rawValue: Int
  /// A cell from its enum value, 0…12479.
  public init(rawValue: Int) { self.rawValue = rawValue }
}

/// Memory for the rows of a chip run, with what has been computed from them. Only the thread that performs
/// the actions of a hemisphere looks at it.
final class SynapsePlace: @unchecked Sendable {
  var kept: KeptSynapses?
}

/// Weights and labels of whole rows of one synapse array.
struct SynapseRows: Sendable {
  let hemisphere: HemisphereOnDLS
  let firstRow: SynapseRowOnSynram
  let weights: [UInt8]
  let labels: [UInt8]
  /// Memory for these rows while other rows take their place, of a product of several chip runs.
  var place: SynapsePlace?

  /// Returns whether these are the same rows with the same values, known without a look at them: the
  /// arrays share their memory.
  func isCopy(of other: SynapseRows) -> Bool {
    hemisphere == other.hemisphere && firstRow == other.firstRow
      && weights.sharesMemory(with: other.weights) && labels.sharesMemory(with: other.labels)
  }
}

extension [UInt8] {
  fileprivate func sharesMemory(with other: [UInt8]) -> Bool {
    withUnsafeBufferPointer { own in
      other.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress && own.count == $0.count }
    }
  }
}
