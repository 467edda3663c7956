/// The acceptance protocol of a calibrated chip: the hardware tests of calix, as measurements with
/// limits.
///
/// calix: `tests/hw`.
public enum Acceptance {}
