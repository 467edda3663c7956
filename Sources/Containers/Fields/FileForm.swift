public import Coordinates

/// Form of a value in the real software's files: what its C++ type is stored as. cereal, halco:
/// `geometry.h`
public enum FileForm: Hashable, Sendable {
  /// A ranged number: an object around a number of so many bytes.
  case number(bytes: Int)
  /// An enumeration of so many bytes.
  case choice(bytes: Int)
  /// A plain number of 32 bits.
  case word
}

extension FieldValue {
  /// A number of type `uint_fast16_t` or larger, which have eight bytes on x86-64 Linux, unless a type says
  /// otherwise.
  public static var fileForm: FileForm { .number(bytes: 8) }
}

extension FieldChoice {
  /// A C++ `int`, unless a type says otherwise.
  public static var fileForm: FileForm { .choice(bytes: 4) }
}

extension UInt32 {
  /// A plain number.
  public static var fileForm: FileForm { .word }
}

// Types that are `uint8_t` or `uint_fast8_t` in haldls and halco, and one of `uint16_t`.

extension SynapseWeight {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseLabel {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseQuad.TimeCalib {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseQuad.AmpCalib {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SourceMultiplexerOnReadoutSourceSelection {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseDriverConfig.RowAddressCompareMask {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseDriverConfig.Utilization {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseDriverConfig.Offset {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseDriverConfig.HagenDACOffset {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseDriverConfig.Recovery {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension SynapseDriverConfig.TargetVoltages {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension CommonNeuronBackendConfig.ClockScale {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension NeuronBackendConfig.ResetHoldoff {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension NeuronBackendConfig.InputClock {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension NeuronConfig.MembraneCapacitorSize {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension ReferenceGeneratorConfig.CapMemAmplifier {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension ReferenceGeneratorConfig.CapMemOffset {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension ReferenceGeneratorConfig.CapMemSlope {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension ReferenceGeneratorConfig.ReferenceControl {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension ReferenceGeneratorConfig.ResistorControl {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension MADCConfig.ActiveMuxInputSelectLength {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension MADCConfig.SampleDurationAdjust {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension MADCConfig.SARResetWait {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension MADCConfig.SARResetLength {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension MADCConfig.ConversionCyclesOffset {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension MADCConfig.SamplingWindowStart {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension MADCConfig.SamplingWindowEnd {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension MADCConfig.PreampGainCapacitorSize {
  /// One byte.
  public static var fileForm: FileForm { .number(bytes: 1) }
}

extension NeuronLabel {
  /// Two bytes.
  public static var fileForm: FileForm { .number(bytes: 2) }
}

// Enumerations with a storage of their own.

extension CommonCorrelationConfig.ResetMode {
  /// One byte.
  public static var fileForm: FileForm { .choice(bytes: 1) }
}

extension NeuronConfig.ReadoutSource {
  /// One byte.
  public static var fileForm: FileForm { .choice(bytes: 1) }
}

extension CapMemBlockConfig.VRefSelect {
  /// One byte.
  public static var fileForm: FileForm { .choice(bytes: 1) }
}

extension CapMemBlockConfig.IOutSelect {
  /// One byte.
  public static var fileForm: FileForm { .choice(bytes: 1) }
}

extension AtomicNeuron.Bayesian.Operation {
  /// An enumeration, a C++ `int`.
  public static var fileForm: FileForm { .choice(bytes: 4) }
}
