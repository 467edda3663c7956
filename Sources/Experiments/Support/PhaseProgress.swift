/// A function that is called with the phase of an experiment and the fraction of it that is done, 0...1.
public typealias PhaseProgress = (_ phase: String, _ fraction: Double) -> Void
