internal import Coordinates

extension Chip {
  /// Plays events of one's own times to a matrix and watches the neurons integrate.
  ///
  /// The chip is configured as for a multiplication; the neurons are reset, the CADC converts, they
  /// are reset again, and 4 µs later time begins.
  /// - Throws: ``ChipError`` for a matrix of more than one tile, an event outside the experiment,
  ///   its inputs or 1…31, or a recording that is too long.
  public func play(_ experiment: TimedExperiment) throws(ChipError) -> TimedRecording {
    try experiment.validate()
    return try exclusively { () throws(ChipError) in try playAlone(experiment) }
  }

  private func playAlone(_ experiment: TimedExperiment) throws(ChipError) -> TimedRecording {
    let madcNeuron = experiment.madcNeuron.map { AtomicNeuronOnDLS($0, .top) }
    var builder = try MACProgram.configured(
      bus: bus,
      weights: [experiment.weights.weights(of: experiment.weights.tiles[0]), nil],
      madc: madcNeuron)
    let pause = MACSchedule.Cycles.resetWait
    builder.resetNeurons(.top)
    builder.wait(cycles: pause)
    let before = builder.readCADCRow(.top)
    builder.resetNeurons(.top)
    builder.wait(cycles: pause)
    builder.resetTimer()
    builder.startProbe(
      experiment.columns.map { AtomicNeuronOnDLS($0, .top) },
      ticksPerSample: experiment.ticksPerSample)
    if let madcNeuron { builder.startMADC(madcNeuron) }
    builder.send(experiment.spikes)
    builder.blockUntil(cycle: experiment.cycles)
    let madc = madcNeuron.map { _ in builder.stopMADC() }
    let probe = builder.stopProbe()
    let after = builder.readCADCRow(.top)
    return try observe(builder.done(), before, after, probe, madc)
  }

  /// Runs the program of an experiment and gathers what it showed.
  private func observe(
    _ program: PlaybackProgram, _ before: Ticket<CADCSampleRow>, _ after: Ticket<CADCSampleRow>,
    _ probe: Ticket<ProbeRecording>, _ madc: Ticket<MADCTrace>?
  ) throws(ChipError) -> TimedRecording {
    let lost = lostEvents
    let results = try execute(program)
    let recording = try results.get(probe)
    return TimedRecording(
      start: recording.traces.first?.start ?? 0, probe: recording,
      madc: try madc.map { ticket throws(ChipError) in try results.get(ticket) },
      before: try results.get(before), after: try results.get(after),
      lostEvents: lostEvents - lost)
  }
}
