internal import Containers
internal import Coordinates
public import SimulationCore

extension PatternSize {
  /// The size of every chip.
  public static let chip = PatternSize(
    drivers: HemisphereMachine.driverCount,
    rowsPerDriver: SynapseRowOnSynram.count / HemisphereMachine.driverCount,
    codes: HagenActivation.count, columns: HemisphereMachine.columnCount,
    blocks: CapMem.blockCount, cellsPerBlock: CapMem.cellCount)
}
