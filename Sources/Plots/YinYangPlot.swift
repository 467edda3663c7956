import ChipModel
public import Experiments
public import Figures
import Foundation

extension YinYangResult {
  /// Draws the decision maps of mock, moved and tuned network.
  /// - Throws: `FigureError` for a map without probabilities.
  public func decisionMaps() throws -> DecisionMapFigure {
    let accuracies = [
      ("mock", accuracyMock), ("moved", accuracyMoved), ("tuned", accuracyTuned),
    ]
    let maps = try accuracies.map { name, accuracy in
      try DecisionMap(
        title: "\(name): \(String(format: "%.1f", 100 * accuracy)) %", gridSize: recipe.gridSide,
        probabilities: pictureOrder(of: name))
    }
    return DecisionMapFigure(
      maps: maps, title: "Yin-Yang network on chip \(chip)",
      note:
        "run seed \(chip.runSeed), train seed \(trainSeed), bss2-emulator \(Emulator.version)")
  }
}
