internal import CKernels
public import SimulationCore

/// One entry on its way through the columns.
public struct MACEntry {
  let columns: MACColumns
  private let events: UnsafeBufferPointer<BurstEvent>
  private let state: MACState

  /// An entry with its schedule and its events in their order.
  public init(columns: MACColumns, events: UnsafeBufferPointer<BurstEvent>, state: MACState) {
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

/// Lines and membranes of one entry.
public final class MACState {
  private let excitatory: FloatBuffer
  private let inhibitory: FloatBuffer
  /// Membranes in volts.
  public let membrane: FloatBuffer

  /// State of `count` columns.
  public init(count: Int) {
    excitatory = FloatBuffer(count: count)
    inhibitory = FloatBuffer(count: count)
    membrane = FloatBuffer(count: count)
  }

  /// Empty lines, and membranes somewhere.
  func begin(at membranes: FloatBuffer) {
    excitatory.buffer.update(repeating: 0)
    inhibitory.buffer.update(repeating: 0)
    membrane.assign(from: membranes)
  }

  var kernelView: bss_columns {
    bss_columns(exc_line: excitatory.base, inh_line: inhibitory.base, membrane: membrane.base)
  }
}
