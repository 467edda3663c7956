internal import Containers
internal import Coordinates
internal import SimulationCore

/// Conversion of CapMem cells to biases.
extension Bus {
  /// While cells settle, biases are evaluated again after this time at the latest.
  private static let settlingGrid = PPUCycles(Int64(Clocks.ppuCyclesPerMicrosecond) * 1000)

  /// Lets time pass on a hemisphere up to now.
  func advance(_ hemisphere: HemisphereOnDLS) {
    actions.add(.wait(until: now), to: hemisphere)
    status[hemisphere].time = max(status[hemisphere].time, now)
  }

  /// Brings a hemisphere's biases and state up to the present.
  func prepare(_ hemisphere: HemisphereOnDLS) {
    refreshBiases(hemisphere)
    advance(hemisphere)
  }

  /// Brings both hemispheres up to the present.
  func prepareAll() { for hemisphere in HemisphereOnDLS.allCases { prepare(hemisphere) } }

  /// Registers are about to change what the analog part sees: time up to now passes under the
  /// present biases.
  func markStale(_ hemisphere: HemisphereOnDLS) {
    guard !status[hemisphere].areBiasesStale else { return }
    advance(hemisphere)
    status[hemisphere].areBiasesStale = true
  }

  /// Converts CapMem cells to biases where something has changed.
  func refreshBiases(_ hemisphere: HemisphereOnDLS) {
    if !status[hemisphere].areBiasesStale {
      guard haveBiasesMoved(since: status[hemisphere].biasTime) else { return }
      advance(hemisphere)
    }
    status[hemisphere].areBiasesStale = false
    status[hemisphere].biasTime = now
    let neurons = decodedNeurons(hemisphere)
    actions.add(
      .apply(BiasUpdate(capMem: capMem, time: now, neurons: neurons)), to: hemisphere)
  }

  /// Returns whether cells have settled or drifted since their last conversion.
  private func haveBiasesMoved(since time: PPUCycles) -> Bool {
    now - time >= Self.settlingGrid && capMem.isMoving(at: now)
      || capMem.hasDrifted(from: time, to: now)
  }

  /// Writes a CapMem cell.
  func writeCell(_ cell: CapMemCellOnDLS, _ word: UInt32) {
    markStale(cell.toCapMemBlockOnDLS().toHemisphereOnDLS())
    let code = CapMemCell(words: { _ in word }).value.code
    capMem.write(CapMem.index(of: cell), code: Int(code), at: now)
  }
}
