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

  func begin() {
    assert(events.count == columns.events)
    state.begin(at: columns.start)
  }

  func withBurst(_ body: (UnsafePointer<bss_burst>) -> Void) {
    // An empty batch of events has no address, and the kernel looks at none.
    let first = UnsafeRawPointer(events.baseAddress)?.assumingMemoryBound(to: bss_event.self)
    var tail = columns.tail.kernelView
    withUnsafePointer(to: &tail) { tail in
      var burst = bss_burst(
        events: first, event_count: UInt32(events.count), columns: state.kernelView, tail: tail)
      body(&burst)
    }
  }
}
