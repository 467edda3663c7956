internal import Glibc
internal import SimulationCore

/// Law of synaptic inputs and leaks at a temperature off the reference.
///
/// At a fixed bias current, conductances fall with a power of the absolute temperature: 1 in weak
/// inversion, where g = I / (n kT/q), 0.75 in strong inversion, where the mobility's power of 1.5
/// stands under a root. Current noise goes with T times the conductance: it falls less than that,
/// or not at all, so that noise over signal rises a little. Offsets shift by neuron, to either
/// side. Directions: Summ et al. 2026.
struct TemperatureLaw {
  /// Factor of every conductance.
  let conductance: Double
  /// Factor of the density of the membranes' current noise.
  let noiseDensity: Double
  /// Shift of an input's offset for a standard normal number of 1, in volts.
  let offsetVolts: Double

  /// Lowest temperature that the laws are asked for, whatever the scale of the effect.
  private static let lowest = 150.0

  init(parameters p: ColumnParameters, effects: EffectScales) {
    let reference = p.referenceTemperature
    let deviation = (p.temperature - reference) * effects[.temperature]
    // A chip at its reference is exactly the chip without this law.
    guard deviation != 0, reference > 0 else {
      (conductance, noiseDensity, offsetVolts) = (1, 1, 0)
      return
    }
    let present = max(Self.lowest, reference + deviation)
    conductance = pow(reference / present, p.temperatureExponent)
    noiseDensity = present / reference * conductance
    offsetVolts = p.temperatureOffsetSpread * (present - reference)
  }
}
