internal import Coordinates
internal import Threads

/// Two values, one for each hemisphere.
typealias PerHemisphere<Value> = TypedArray2<Value, HemisphereOnDLS>

/// The two machines with the actions that wait for them.
///
/// The lists of the two hemispheres are independent: with two threads each has one of its own, and
/// results are the same.
final class ActionLists {
  let machines: PerHemisphere<HemisphereMachine>
  /// Threads that may work on actions.
  var threads: Int
  /// Tells whether actions are performed as they come, so that a probe sees both hemispheres in the order
  /// of time.
  var isImmediate = false {
    didSet { perform() }
  }
  private let lists = PerHemisphere<ActionList> { _ in ActionList() }

  /// Actions that wait at most.
  private static let capacity = 1 << 14

  init(_ machines: PerHemisphere<HemisphereMachine>, threads: Int) {
    self.machines = machines
    self.threads = threads
  }

  /// Appends an action to the list of a hemisphere.
  func add(_ action: HemisphereAction, to hemisphere: HemisphereOnDLS) {
    guard !isImmediate else { return machines[hemisphere].perform(action) }
    lists[hemisphere].actions.append(action)
    if lists[hemisphere].actions.count >= Self.capacity { perform() }
  }

  /// Appends an action to both lists.
  func add(_ action: HemisphereAction) {
    for hemisphere in HemisphereOnDLS.allCases { add(action, to: hemisphere) }
  }

  /// Performs all actions that wait.
  func perform() {
    let waiting = HemisphereOnDLS.allCases.filter { !lists[$0].actions.isEmpty }
    let isWorthThreads = HemisphereOnDLS.allCases.allSatisfy { lists[$0].isLong }
    guard threads > 1, isWorthThreads else {
      for hemisphere in waiting { lists[hemisphere].perform(on: machines[hemisphere]) }
      return
    }
    nonisolated(unsafe) let work = waiting.map { (machines[$0], lists[$0]) }
    concurrently(work.count) { index in
      let (machine, list) = work[index]
      list.perform(on: machine)
    }
  }

  /// A machine that has performed all its actions.
  func settled(_ hemisphere: HemisphereOnDLS) -> HemisphereMachine {
    perform()
    return machines[hemisphere]
  }
}

/// The actions of one hemisphere that wait.
private final class ActionList {
  @exclusivity(unchecked) var actions: [HemisphereAction] = []

  /// Tells whether the actions take longer than another thread takes to begin.
  var isLong: Bool { actions.contains { $0.isLong } || actions.count > Self.manyActions }

  private static let manyActions = 1000

  func perform(on machine: HemisphereMachine) {
    for action in actions { machine.perform(action) }
    actions.removeAll(keepingCapacity: true)
  }
}
