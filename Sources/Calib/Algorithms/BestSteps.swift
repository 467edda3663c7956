/// The last few parameters a search tried, and how far each left an instance from its target.
struct BestSteps {
  /// One tried set of parameters.
  struct Slot {
    var parameters: [Int]
    var results: [Double]
    var deviations: [Double]
  }

  /// The remembered steps; slot 0 is the latest.
  private(set) var slots: [Slot?]

  init(count: Int) {
    slots = [Slot?](repeating: nil, count: count)
  }

  /// Remembers a step in a slot.
  ///
  /// A result that is not a number counts as infinitely far away.
  mutating func remember(
    slot: Int, parameters: [Int], results: [Double], target: [Double]
  ) {
    let deviations = zip(results, target).map { result, target in
      let deviation = abs(result - target)
      return deviation.isNaN ? Double.infinity : deviation
    }
    slots[slot] = Slot(parameters: parameters, results: results, deviations: deviations)
  }

  /// The closest remembered parameter of each instance; of equally close ones the latest.
  func best() -> (parameters: [Int], results: [Double]) {
    let remembered = slots.compactMap { $0 }
    guard var best = remembered.first else { return ([], []) }
    for slot in remembered.dropFirst() {
      for index in slot.parameters.indices where slot.deviations[index] < best.deviations[index] {
        best.parameters[index] = slot.parameters[index]
        best.results[index] = slot.results[index]
        best.deviations[index] = slot.deviations[index]
      }
    }
    return (best.parameters, best.results)
  }
}
