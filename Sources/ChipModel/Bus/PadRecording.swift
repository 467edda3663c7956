internal import Containers
internal import Coordinates
internal import SimulationCore

/// The MADC on the chip's analog pads: the potentials that a recording sees there.
struct PadRecording {
  typealias Levels = TypedArray2<Float, PadOnDLS>

  /// Pad behind each readout channel; nil where none is.
  let pads: TypedArray2<PadOnDLS?, MADCRun.Channel>
  /// Changes in the order of their times; the first one lies at the start.
  private var changes: [(time: PPUCycles, volts: Levels)]

  /// Begins to follow the pads.
  init(_ pads: TypedArray2<PadOnDLS?, MADCRun.Channel>, at time: PPUCycles, _ volts: Levels) {
    self.pads = pads
    changes = [(time, volts)]
  }

  /// Takes note of the pads' potentials.
  mutating func set(_ volts: Levels, at time: PPUCycles) { changes.append((time, volts)) }

  /// Potentials of a channel's pad at the samples before a time; nil for a channel without pad.
  func volts(_ channel: MADCRun.Channel, _ span: RecordingSpan, until end: PPUCycles) -> [Float]? {
    guard let pad = pads[channel] else { return nil }
    var (samples, position): ([Float], Int) = ([], 0)
    while span.time(samples.count) < min(end, span.end) {
      let time = span.time(samples.count)
      while position + 1 < changes.count, changes[position + 1].time <= time { position += 1 }
      samples.append(changes[position].volts[pad])
    }
    return samples
  }
}

extension Bus {
  /// The pad behind a readout channel; the positive debug line leads to the first pad, the negative one
  /// to the second. calix: `madc_characterization.py`
  func connectedPad(_ source: ReadoutSourceSelection.SourceMultiplexer) -> PadOnDLS? {
    source.debugPlus ? 0 : source.debugMinus ? 1 : nil
  }

  /// Potentials that the board's converter brings to the debug lines by way of the pads; a line that
  /// nothing drives is at 0 V.
  func padLevels() -> PadRecording.Levels {
    PadRecording.Levels { pad in
      let config: PadMultiplexerConfig = stored(PadMultiplexerConfigOnDLS(unchecked: pad.value))
      return config.debugToPad && board.padsOfDAC[pad] ? Float(board.padVolts) : 0
    }
  }

  /// Takes note of the pads' potentials while the MADC records them.
  func notePadLevels() { madc.run?.padRecording.set(padLevels(), at: now) }

  /// Codes of the pads behind the channels of a finished recording.
  func padCodes(of run: MADCRun, _ noises: [MADCNoise]) -> [[UInt16]?] {
    let machine = actions.machines[.top]
    return zip(MADCRun.Channel.allCases, noises).map { channel, noise in
      run.padRecording.volts(channel, run.span, until: now).map {
        machine.codes($0, noise, ticks: run.span.ticks)
      }
    }
  }
}
