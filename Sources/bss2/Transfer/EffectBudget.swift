import SimulationCore

/// Cost of each non-ideality: accuracy of the moved network with sets of effects on.
///
/// A network moved to a chip without a group of effects tells what leaving it out wins back;
/// Shapley values share the whole loss among the groups, averaging over the orders in which
/// they are switched on (Shapley 1953; sampled permutations). A chip without a group may have
/// another gain: the network is scaled to the gain that is measured on each. Without
/// `driver.turn_on`, in the pulse law, the distance has no effect either.
struct EffectBudget {
  /// Effects that have one cause.
  struct Group {
    let name: String
    let effects: [Effect]
  }

  /// All effects in groups; a new effect falls into the last one.
  static var groups: [Group] {
    let named: [(String, [String])] = [
      ("pulse law", ["driver.pulse_law", "driver.turn_on", "driver.recovery"]),
      (
        "driver mismatch",
        ["driver.offset", "driver.slope", "driver.dac_errors", "driver.gain_mismatch"]
      ),
      ("distance", ["driver.distance", "driver.distance_spread", "synapse.turn_on"]),
      ("exc/inh difference", ["driver.row_difference"]),
      ("synapse mismatch", ["synapse.mismatch", "synapse.dac_errors"]),
      ("saturation", ["synapse.compression", "line.compression", "ota.saturation", "line.tail"]),
      (
        "column gain",
        [
          "driver.line_gain", "ota.gain_mismatch", "line.mismatch", "membrane.capacitor_mismatch",
          "membrane.leak_mismatch", "membrane.reset_mismatch", "capmem.mismatch", "readout.gain",
          "readout.offset",
        ]
      ),
      ("drift", ["ota.offset", "membrane.pseudo_leak"]),
      (
        "noise",
        [
          "membrane.noise", "membrane.event_noise", "membrane.noise_mismatch", "cadc.noise",
          "cadc.common_noise", "cadc.noise_mismatch",
        ]
      ),
    ]
    var groups = named.map { name, keys in
      Group(name: name, effects: keys.compactMap(Effect.init(name:)))
    }
    let used = Set(groups.flatMap(\.effects))
    groups.append(
      Group(name: "everything else", effects: Effect.allCases.filter { !used.contains($0) }))
    return groups
  }

  /// Accuracy with a set of groups on, on one chip; bit i stands for group i.
  let accuracy: (_ groups: Int, _ chip: Int) throws -> Double
  /// Number of chips.
  let chips: Int
  /// Told the fraction that is done.
  let progress: (Double) -> Void

  /// Result of the budget, in accuracy 0…1; one row a group, one column a chip.
  struct Result {
    let groups: [String]
    /// Won back by leaving a group out.
    var leftOut: [[Double]]
    /// The group's share of the loss.
    var shapley: [[Double]]
  }

  /// Leaves each group out, and samples orders of all groups.
  func run(permutations: Int) throws -> Result {
    let count = Self.groups.count
    let all = (1 << count) - 1
    var known: [[Int: Double]] = Array(repeating: [:], count: chips)
    var done = 0.0
    let total = Double(chips * (count + 1 + permutations * (count - 1)))
    func value(_ set: Int, _ chip: Int) throws -> Double {
      defer {
        done += 1
        progress(min(1, done / total))
      }
      if let value = known[chip][set] { return value }
      let value = try accuracy(set, chip)
      known[chip][set] = value
      return value
    }
    var result = Result(
      groups: Self.groups.map(\.name),
      leftOut: Array(repeating: [], count: count), shapley: Array(repeating: [], count: count))
    var stream = RandomStream(seed: 0, domain: .dataset)
    let orders = (0..<permutations).map { _ in Self.order(count, &stream) }
    for chip in 0..<chips {
      let full = try value(all, chip)
      for group in 0..<count {
        result.leftOut[group].append(try value(all & ~(1 << group), chip) - full)
      }
      var shares = [Double](repeating: 0, count: count)
      for order in orders {
        var set = 0
        var before = try value(0, chip)
        for group in order {
          set |= 1 << group
          let after = try value(set, chip)
          shares[group] += (before - after) / Double(permutations)
          before = after
        }
      }
      for group in 0..<count { result.shapley[group].append(shares[group]) }
    }
    return result
  }

  private static func order(_ count: Int, _ stream: inout RandomStream) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(i, stream.uniform(below: i + 1))
    }
    return order
  }
}
