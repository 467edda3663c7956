internal import CKernels

/// One MAC entry: its schedule, its events and the state of the columns.
public struct MACEntry {
  let columns: MACColumns
  private let events: UnsafeBufferPointer<BurstEvent>
  private let state: ColumnState

  /// An entry with its schedule and its events in their order.
  public init(columns: MACColumns, events: UnsafeBufferPointer<BurstEvent>, state: ColumnState) {
    self.columns = columns
    self.events = events
    self.state = state
  }

  private func begin() {
    assert(events.count == columns.events)
    state.begin(at: columns.start)
  }

  /// Calls a function with the kernel's view of entries that begin.
  static func withBursts(
    _ entries: [MACEntry], _ body: (UnsafeMutableBufferPointer<bss_burst>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: bss_interval.self, capacity: entries.count) { tails in
      withUnsafeTemporaryAllocation(of: bss_burst.self, capacity: entries.count) { bursts in
        for (index, entry) in entries.enumerated() {
          entry.begin()
          tails[index] = entry.columns.tail.kernelView
          bursts[index] = entry.burst(tail: tails.baseAddress.map { UnsafePointer($0 + index) })
        }
        body(bursts)
      }
    }
  }

  private func burst(tail: UnsafePointer<bss_interval>?) -> bss_burst {
    // An empty batch of events has no address, and the kernel looks at none.
    let first = UnsafeRawPointer(events.baseAddress)?.assumingMemoryBound(to: bss_event.self)
    return bss_burst(
      events: first, event_count: UInt32(events.count), columns: state.kernelView, tail: tail)
  }
}
