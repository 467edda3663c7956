import SimulationCore

/// The cost of each group of effects: accuracy of a moved network with sets of groups on.
///
/// A network moved to a chip without a group of effects tells what leaving it out wins back;
/// Shapley values share the whole loss among the groups, averaging over the orders in which
/// they are switched on (Shapley 1953; sampled permutations). A chip without a group may have
/// another gain: the network is scaled to the gain that is measured on each. Without
/// `driver.turn_on`, in the pulse law, the distance has no effect either.
public struct EffectBudget {
  /// The result of a budget, in accuracy 0...1; one row a group, one column a chip.
  public struct Result: Equatable, Sendable {
    /// Names of the groups.
    public let groups: [String]
    /// Won back by leaving a group out.
    public fileprivate(set) var leftOut: [[Double]]
    /// The group's share of the loss.
    public fileprivate(set) var shapley: [[Double]]
  }

  private let groups: [EffectGroup]
  private let accuracy: (_ off: [EffectGroup], _ chip: Int) throws -> Double

  /// Prepares a budget.
  /// - Parameters:
  ///   - groups: The groups, at most 62.
  ///   - accuracy: Gives the accuracy with some groups off on the chip of an index.
  public init(
    groups: [EffectGroup] = EffectGroup.all,
    accuracy: @escaping (_ off: [EffectGroup], _ chip: Int) throws -> Double
  ) {
    self.groups = groups
    self.accuracy = accuracy
  }

  /// Leaves each group out, and samples orders of all groups.
  /// - Parameters:
  ///   - chips: Number of chips.
  ///   - permutations: Number of orders, 1 or more.
  ///   - progress: Called with the fraction that is done, 0...1.
  /// - Throws: what the accuracy throws.
  public func run(
    chips: Int, permutations: Int, progress: @escaping (Double) -> Void = { _ in }
  ) throws -> Result {
    var result = Result(
      groups: groups.map(\.name), leftOut: groups.map { _ in [] }, shapley: groups.map { _ in [] })
    var stream = RandomStream(seed: 0, domain: .dataset)
    let orders = (0..<permutations).map { _ in stream.permutation(of: groups.count) }
    let evaluations = groups.count + 1 + permutations * (groups.count - 1)
    var done = 0.0
    for chip in 0..<chips {
      let cache = Evaluations(groups: groups) { off in
        defer {
          done += 1
          progress(min(1, done / Double(chips * evaluations)))
        }
        return try accuracy(off, chip)
      }
      for (group, gain) in try leftOut(cache).enumerated() { result.leftOut[group].append(gain) }
      for (group, share) in try shapley(orders, cache).enumerated() {
        result.shapley[group].append(share)
      }
    }
    return result
  }

  private func leftOut(_ accuracy: Evaluations) throws -> [Double] {
    let full = try accuracy.value(accuracy.all)
    return try groups.indices.map { try accuracy.value(accuracy.all & ~(1 << $0)) - full }
  }

  private func shapley(_ orders: [[Int]], _ accuracy: Evaluations) throws -> [Double] {
    var shares = groups.map { _ in 0.0 }
    for order in orders {
      var set = 0
      var before = try accuracy.value(set)
      for group in order {
        set |= 1 << group
        let after = try accuracy.value(set)
        shares[group] += (before - after) / Double(orders.count)
        before = after
      }
    }
    return shares
  }
}

/// Accuracies on one chip by the set of groups that are on, each found once; bit i stands for
/// group i.
private final class Evaluations {
  private let groups: [EffectGroup]
  private let accuracy: ([EffectGroup]) throws -> Double
  private var known: [Int: Double] = [:]

  init(groups: [EffectGroup], accuracy: @escaping ([EffectGroup]) throws -> Double) {
    self.groups = groups
    self.accuracy = accuracy
  }

  /// The set of all groups.
  var all: Int { (1 << groups.count) - 1 }

  func value(_ set: Int) throws -> Double {
    if let value = known[set] { return value }
    let off = groups.indices.filter { set >> $0 & 1 == 0 }.map { groups[$0] }
    let value = try accuracy(off)
    known[set] = value
    return value
  }
}
