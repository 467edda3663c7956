/// Whether the FPGA records events and MADC samples of the chip. haldls: `EventRecordingConfig`
public struct EventRecordingConfig: Hashable, Sendable {
  /// Record. haldls: `enable_event_recording`
  public var enableEventRecording = false

  /// The default of the real software.
  public init() {}
}

/// Whether FPGA and chip agree on their time. haldls: `SystimeSync`
public struct SystimeSync: Hashable, Sendable {
  /// Synchronise. haldls: `do_sync`
  public var doSync = true

  /// The default of the real software.
  public init() {}
}
