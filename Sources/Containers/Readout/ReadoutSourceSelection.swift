public import Coordinates

/// Inputs of the two readout channels in front of the MADC. haldls: `ReadoutSourceSelection`
public struct ReadoutSourceSelection: Container {
  /// Inputs of the two channels. haldls: `buffers`
  public var buffers = TypedArray2<SourceMultiplexer, SourceMultiplexerOnReadoutSourceSelection>(
    repeating: SourceMultiplexer())
  /// Connects the output of a channel to the pads. haldls: `enable_buffer_to_pad`
  public var enableBufferToPad = TypedArray2<Bool, SourceMultiplexerOnReadoutSourceSelection>(
    repeating: false)

  /// Creates haldls' default: no source connected.
  public init() {}
}

extension ReadoutSourceSelection {
  /// Coordinate of the only pair of readout channels.
  public typealias CoordinateType = ReadoutSourceSelectionOnDLS

  /// Number of 32-bit words on the bus: 2.
  public static var wordCount: Int { 2 }

  /// Returns the address of a word: base + word, one word for each channel.
  public static func writeAddress(of coordinate: ReadoutSourceSelectionOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.readoutSources + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::ReadoutSourceSelection" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.groups("buffers", &buffers) { .init(word: $0.value) }
    visitor.array("enable_buffer_to_pad", &enableBufferToPad) { .bits(1, 14 - $0.value) }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

extension ReadoutSourceSelection {
  /// Inputs of one channel.
  public struct SourceMultiplexer: FieldGroup {
    /// Connects the positive debug line. haldls: `debug_plus`
    public var debugPlus = false
    /// Connects the negative debug line. haldls: `debug_minus`
    public var debugMinus = false
    /// Connects the current DAC. haldls: `current_dac`
    public var currentDAC = false
    /// Connects the inhibitory debug line of the columns. haldls: `synin_debug_inhibitory`
    public var syninDebugInhibitory = false
    /// Connects the excitatory debug line of the columns. haldls: `synin_debug_excitatory`
    public var syninDebugExcitatory = false
    /// Connects the causal debug line of the CADC. haldls: `cadc_debug_causal`
    public var cadcDebugCausal = false
    /// Connects the acausal debug line of the CADC. haldls: `cadc_debug_acausal`
    public var cadcDebugAcausal = false
    /// Connects the STP readout line of a hemisphere. haldls: `synapse_driver_debug`
    public var synapseDriverDebug = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)
    /// Connects the readout line of the neurons in odd columns, by hemisphere. haldls: `neuron_odd`
    public var neuronOdd = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)
    /// Connects the readout line of the neurons in even columns, by hemisphere.
    ///
    /// haldls: `neuron_even`
    public var neuronEven = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)

    /// Creates haldls' default: no source connected.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String {
      "haldls::vx::ReadoutSourceSelection::SourceMultiplexer"
    }

    /// Prefix of the keys in serialised files: `m_`.
    public static var cerealKeyPrefix: String { "m_" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("debug_plus", &debugPlus, .bits(0, 0))
      visitor.field("debug_minus", &debugMinus, .bits(0, 1))
      visitor.field("current_dac", &currentDAC, .bits(0, 2))
      visitor.field("synin_debug_inhibitory", &syninDebugInhibitory, .bits(0, 3))
      visitor.field("synin_debug_excitatory", &syninDebugExcitatory, .bits(0, 4))
      visitor.field("cadc_debug_causal", &cadcDebugCausal, .bits(0, 5))
      visitor.field("cadc_debug_acausal", &cadcDebugAcausal, .bits(0, 6))
      visitor.array("synapse_driver_debug", &synapseDriverDebug) { .bits(0, 7 + $0.value) }
      visitor.array("neuron_odd", &neuronOdd) { .bits(0, 9 + 2 * $0.value) }
      visitor.array("neuron_even", &neuronEven) { .bits(0, 10 + 2 * $0.value) }
    }
  }
}
