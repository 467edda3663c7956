public import Coordinates

/// Switches from inner lines to one analog pad. haldls: `PadMultiplexerConfig`
public struct PadMultiplexerConfig: Container {
  /// Connects the CADC ramp of a quadrant to the ramp multiplexer. haldls: `cadc_v_ramp_mux`
  public var cadcVRampMux = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: false)
  /// Connects the ramp multiplexer to the pad. haldls: `cadc_v_ramp_mux_to_pad`
  public var cadcVRampMuxToPad = false
  /// Connects the debug current of a CapMem block to the multiplexer of currents.
  ///
  /// haldls: `capmem_i_out_mux`
  public var capMemIOutMux = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: false)
  /// Connects the debug currents to the CapMem multiplexer.
  ///
  /// haldls: `capmem_i_out_mux_to_capmem_intermediate_mux`
  public var capMemIOutMuxToCapMemIntermediateMux = false
  /// Connects the CapMem multiplexer to the pad. haldls: `capmem_intermediate_mux_to_pad`
  public var capMemIntermediateMuxToPad = false
  /// Connects the debug voltage of a CapMem block to the multiplexer of voltages.
  ///
  /// haldls: `capmem_v_out_mux`
  public var capMemVOutMux = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: false)
  /// Connects the debug voltages to the CapMem multiplexer.
  ///
  /// haldls: `capmem_v_out_mux_to_capmem_intermediate_mux`
  public var capMemVOutMuxToCapMemIntermediateMux = false
  /// Connects the reference voltage of a CapMem block to the multiplexer of references.
  ///
  /// haldls: `capmem_v_ref_mux`
  public var capMemVRefMux = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: false)
  /// Connects the reference voltages to the CapMem multiplexer.
  ///
  /// haldls: `capmem_v_ref_mux_to_capmem_intermediate_mux`
  public var capMemVRefMuxToCapMemIntermediateMux = false
  /// Connects the stimulus line of a row of neurons to its multiplexer. haldls: `neuron_i_stim_mux`
  public var neuronIStimMux = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)
  /// Connects the stimulus lines to the pad. haldls: `neuron_i_stim_mux_to_pad`
  public var neuronIStimMuxToPad = false
  /// Connects the acausal CADC debug line to the synapse multiplexer.
  ///
  /// haldls: `cadc_debug_acausal_to_synapse_intermediate_mux`
  public var cadcDebugAcausalToSynapseIntermediateMux = false
  /// Connects the causal CADC debug line to the synapse multiplexer.
  ///
  /// haldls: `cadc_debug_causal_to_synapse_intermediate_mux`
  public var cadcDebugCausalToSynapseIntermediateMux = false
  /// Connects the inhibitory column debug line to the synapse multiplexer.
  ///
  /// haldls: `synin_debug_inhibitory_to_synapse_intermediate_mux`
  public var syninDebugInhibitoryToSynapseIntermediateMux = false
  /// Connects the excitatory column debug line to the synapse multiplexer.
  ///
  /// haldls: `synin_debug_excitatory_to_synapse_intermediate_mux`
  public var syninDebugExcitatoryToSynapseIntermediateMux = false
  /// Connects the synapse multiplexer to the pad. haldls: `synapse_intermediate_mux_to_pad`
  public var synapseIntermediateMuxToPad = false
  /// Connects a readout buffer to the pad. haldls: `buffer_to_pad`
  public var bufferToPad = TypedArray2<Bool, SourceMultiplexerOnReadoutSourceSelection>(
    repeating: false)
  /// Connects the debug line to the pad. haldls: `debug_to_pad`
  public var debugToPad = false

  /// Creates haldls' default: every switch open.
  public init() {}
}

extension PadMultiplexerConfig {
  /// Coordinate of a pad.
  public typealias CoordinateType = PadMultiplexerConfigOnDLS

  /// Number of 32-bit words on the bus: 2.
  public static var wordCount: Int { 2 }

  /// Returns the address of a word: base + 2 · pad + word.
  public static func writeAddress(of coordinate: PadMultiplexerConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.padMultiplexers + 2 * UInt32(coordinate.rawValue) + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::PadMultiplexerConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
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

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}
