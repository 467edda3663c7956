import SimulationCore

extension RandomStream {
  /// Draws an order of the numbers from 0 to `count - 1` (Fisher and Yates, from the end).
  mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, uniform(below: i + 1)) }
    return order
  }
}
