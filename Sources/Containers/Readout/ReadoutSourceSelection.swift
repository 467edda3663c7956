// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Inputs of the two readout channels in front of the MADC. haldls: `ReadoutSourceSelection`
public struct ReadoutSourceSelection: Container {
  /// Inputs of the two channels. haldls: `buffers`
  public var buffers = TypedArray2<SourceMultiplexer, SourceMultiplexerOnReadoutSourceSelection>(
    repeating: SourceMultiplexer())
  /// Outputs of the channels to the pads. haldls: `enable_buffer_to_pad`
  public var enableBufferToPad = TypedArray2<Bool, SourceMultiplexerOnReadoutSourceSelection>(
    repeating: false)

  /// The defaults of the real software.
  public init() {}
}

extension ReadoutSourceSelection {
  public typealias CoordinateType = ReadoutSourceSelectionOnDLS

  public static var wordCount: Int { 2 }

  public static func writeAddress(of coordinate: ReadoutSourceSelectionOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.readoutSources + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::ReadoutSourceSelection" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.groups("buffers", &buffers) { .init(word: $0.value) }
    visitor.array("enable_buffer_to_pad", &enableBufferToPad) { .bits(1, 14 - $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

extension ReadoutSourceSelection {
  /// Inputs of one channel.
  public struct SourceMultiplexer: FieldGroup {
    /// Positive debug line. haldls: `debug_plus`
    public var debugPlus = false
    /// Negative debug line. haldls: `debug_minus`
    public var debugMinus = false
    /// Current DAC. haldls: `current_dac`
    public var currentDAC = false
    /// Inhibitory column debug line. haldls: `synin_debug_inhibitory`
    public var syninDebugInhibitory = false
    /// Excitatory column debug line. haldls: `synin_debug_excitatory`
    public var syninDebugExcitatory = false
    /// Causal CADC debug line. haldls: `cadc_debug_causal`
    public var cadcDebugCausal = false
    /// Acausal CADC debug line. haldls: `cadc_debug_acausal`
    public var cadcDebugAcausal = false
    /// STP readout lines. haldls: `synapse_driver_debug`
    public var synapseDriverDebug = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)
    /// Readout lines of odd neurons. haldls: `neuron_odd`
    public var neuronOdd = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)
    /// Readout lines of even neurons. haldls: `neuron_even`
    public var neuronEven = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String {
      "haldls::vx::ReadoutSourceSelection::SourceMultiplexer"
    }

    public static var cerealKeyPrefix: String { "m_" }

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
