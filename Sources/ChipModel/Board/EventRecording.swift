internal import Containers
internal import SimulationCore

/// Times at which the FPGA recorded during a recording of the MADC. haldls: `EventRecordingConfig`
struct EventRecording {
  /// Switches in the order of their times; the first one lies at the start.
  private var switches: [(time: PPUCycles, isOn: Bool)] = []

  /// Begins to follow the switch.
  mutating func begin(at time: PPUCycles, isOn: Bool) { switches = [(time, isOn)] }

  /// Takes note of the switch.
  mutating func set(_ isOn: Bool, at time: PPUCycles) {
    if !switches.isEmpty { switches.append((time, isOn)) }
  }

  /// The samples that were recorded; both lists are in the order of time.
  func recorded(_ samples: [MADCSample]) -> [MADCSample] {
    var position = 0
    return samples.filter { sample in
      while position + 1 < switches.count,
        switches[position + 1].time.fpgaCycles <= Int(sample.chipTime)
      {
        position += 1
      }
      return switches.isEmpty || switches[position].isOn
    }
  }
}

extension Bus {
  /// Takes note of the register that switches the recording.
  func switchEventRecording() { madc.eventRecording.set(isRecordingEvents, at: now) }

  /// Tells whether the FPGA records, as its register says.
  var isRecordingEvents: Bool {
    (stored(.min) as EventRecordingConfig).enableEventRecording
  }
}
