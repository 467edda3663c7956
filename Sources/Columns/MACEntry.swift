internal import CKernels

/// One MAC entry that begins: its schedule, its events and the state of the columns.
///
/// An entry keeps addresses only, because it is made for every vector: schedule, events and state live
/// longer than the entry does.
public struct MACEntry {
  unowned(unsafe) let columns: MACColumns
  private let burst: bss_burst

  /// Begins an entry with its schedule and its events in their order.
  public init(columns: MACColumns, events: UnsafeBufferPointer<BurstEvent>, state: ColumnRows) {
    assert(events.count == columns.events)
    self.columns = columns
    state.begin(at: columns.start.base)
    // An empty batch of events has no address, and the kernel looks at none.
    let first = UnsafeRawPointer(events.baseAddress)?.assumingMemoryBound(to: bss_event.self)
    burst = bss_burst(
      events: first, event_count: UInt32(events.count), columns: state.kernelView,
      tail: columns.tailView)
  }

  /// Calls a function with the kernel's view of entries.
  static func withBursts(
    _ entries: [MACEntry], _ body: (UnsafeMutableBufferPointer<bss_burst>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: bss_burst.self, capacity: entries.count) { bursts in
      for index in entries.indices { bursts[index] = entries[index].burst }
      body(bursts)
    }
  }
}
