// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Switches from inner lines to one analog pad. haldls: `PadMultiplexerConfig`
public struct PadMultiplexerConfig: Container {
  /// CADC ramps by quadrant. haldls: `cadc_v_ramp_mux`
  public var cadcVRampMux = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: false)
  /// CADC ramps to the pad. haldls: `cadc_v_ramp_mux_to_pad`
  public var cadcVRampMuxToPad = false
  /// CapMem debug currents by block. haldls: `capmem_i_out_mux`
  public var capMemIOutMux = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: false)
  /// Debug currents to the CapMem multiplexer.
  ///
  /// haldls: `capmem_i_out_mux_to_capmem_intermediate_mux`
  public var capMemIOutMuxToCapMemIntermediateMux = false
  /// CapMem multiplexer to the pad. haldls: `capmem_intermediate_mux_to_pad`
  public var capMemIntermediateMuxToPad = false
  /// CapMem debug voltages by block. haldls: `capmem_v_out_mux`
  public var capMemVOutMux = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: false)
  /// Debug voltages to the CapMem multiplexer.
  ///
  /// haldls: `capmem_v_out_mux_to_capmem_intermediate_mux`
  public var capMemVOutMuxToCapMemIntermediateMux = false
  /// CapMem reference voltages by block. haldls: `capmem_v_ref_mux`
  public var capMemVRefMux = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: false)
  /// Reference voltages to the CapMem multiplexer.
  ///
  /// haldls: `capmem_v_ref_mux_to_capmem_intermediate_mux`
  public var capMemVRefMuxToCapMemIntermediateMux = false
  /// Stimulus lines of the neurons. haldls: `neuron_i_stim_mux`
  public var neuronIStimMux = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)
  /// Stimulus lines to the pad. haldls: `neuron_i_stim_mux_to_pad`
  public var neuronIStimMuxToPad = false
  /// Acausal CADC debug line to the synapse multiplexer.
  ///
  /// haldls: `cadc_debug_acausal_to_synapse_intermediate_mux`
  public var cadcDebugAcausalToSynapseIntermediateMux = false
  /// Causal CADC debug line to the synapse multiplexer.
  ///
  /// haldls: `cadc_debug_causal_to_synapse_intermediate_mux`
  public var cadcDebugCausalToSynapseIntermediateMux = false
  /// Inhibitory column debug line to the synapse multiplexer.
  ///
  /// haldls: `synin_debug_inhibitory_to_synapse_intermediate_mux`
  public var syninDebugInhibitoryToSynapseIntermediateMux = false
  /// Excitatory column debug line to the synapse multiplexer.
  ///
  /// haldls: `synin_debug_excitatory_to_synapse_intermediate_mux`
  public var syninDebugExcitatoryToSynapseIntermediateMux = false
  /// Synapse multiplexer to the pad. haldls: `synapse_intermediate_mux_to_pad`
  public var synapseIntermediateMuxToPad = false
  /// Readout buffers to the pad. haldls: `buffer_to_pad`
  public var bufferToPad = TypedArray2<Bool, SourceMultiplexerOnReadoutSourceSelection>(
    repeating: false)
  /// Debug line to the pad. haldls: `debug_to_pad`
  public var debugToPad = false

  /// The defaults of the real software.
  public init() {}
}

extension PadMultiplexerConfig {
  public typealias CoordinateType = PadMultiplexerConfigOnDLS

  public static var wordCount: Int { 2 }

  public static func writeAddress(of coordinate: PadMultiplexerConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.padMultiplexers + 2 * UInt32(coordinate.rawValue) + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::PadMultiplexerConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("cadc_v_ramp_mux", &cadcVRampMux) { .bits(0, 3 - $0.value) }
    visitor.field("cadc_v_ramp_mux_to_pad", &cadcVRampMuxToPad, .bits(0, 4))
    visitor.array("capmem_i_out_mux", &capMemIOutMux) { .bits(0, 8 - $0.value) }
    visitor.field(
      "capmem_i_out_mux_to_capmem_intermediate_mux", &capMemIOutMuxToCapMemIntermediateMux,
      .bits(0, 9))
    visitor.field("capmem_intermediate_mux_to_pad", &capMemIntermediateMuxToPad, .bits(0, 10))
    visitor.array("capmem_v_out_mux", &capMemVOutMux) { .bits(0, 14 - $0.value) }
    visitor.field(
      "capmem_v_out_mux_to_capmem_intermediate_mux", &capMemVOutMuxToCapMemIntermediateMux,
      .bits(0, 15))
    visitor.array("capmem_v_ref_mux", &capMemVRefMux) { .bits(1, 3 - $0.value) }
    visitor.field(
      "capmem_v_ref_mux_to_capmem_intermediate_mux", &capMemVRefMuxToCapMemIntermediateMux,
      .bits(1, 4))
    visitor.array("neuron_i_stim_mux", &neuronIStimMux) { .bits(1, 5 + $0.value) }
    visitor.field("neuron_i_stim_mux_to_pad", &neuronIStimMuxToPad, .bits(1, 15))
    visitor.field(
      "cadc_debug_acausal_to_synapse_intermediate_mux", &cadcDebugAcausalToSynapseIntermediateMux,
      .bits(1, 8))
    visitor.field(
      "cadc_debug_causal_to_synapse_intermediate_mux", &cadcDebugCausalToSynapseIntermediateMux,
      .bits(1, 7))
    visitor.field(
      "synin_debug_inhibitory_to_synapse_intermediate_mux",
      &syninDebugInhibitoryToSynapseIntermediateMux, .bits(1, 9))
    visitor.field(
      "synin_debug_excitatory_to_synapse_intermediate_mux",
      &syninDebugExcitatoryToSynapseIntermediateMux, .bits(1, 10))
    visitor.field("synapse_intermediate_mux_to_pad", &synapseIntermediateMuxToPad, .bits(1, 11))
    visitor.array("buffer_to_pad", &bufferToPad) { .bits(1, 13 - $0.value) }
    visitor.field("debug_to_pad", &debugToPad, .bits(1, 14))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
