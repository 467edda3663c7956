import Coordinates
import Testing

@testable import Containers

@Suite("Field tables")
struct ContainerTableTests {
  @Test(arguments: ContainerCatalogue.all.indices)
  func `names are unique`(_ index: Int) {
    func check<C: Container>(_ type: C.Type) {
      let names = C.fields.map(\.name)
      #expect(Set(names).count == names.count, "\(type)")
    }
    check(ContainerCatalogue.all[index])
  }

  @Test func `types of the real software are found by name`() {
    let names = ContainerCatalogue.all.map { $0.cerealTypeName }
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(ContainerCatalogue.type(cerealName: name)?.cerealTypeName == name)
    }
    #expect(ContainerCatalogue.type(cerealName: "haldls::vx::Nothing") == nil)
    #expect(CapMemCell.cerealTypeName == "haldls::vx::v3::CapMemCell")
    #expect(CapMemCellOnDLS.halcoTypeName == "halco::hicann_dls::vx::v3::CapMemCellOnDLS")
    #expect(CADCConfigOnDLS.halcoTypeName == "halco::hicann_dls::vx::CADCConfigOnDLS")
  }

  @Test func `keys are those of the real software's files`() {
    #expect(
      CADCConfig.fields.map(\.key)
        == ["value.m_enable", "value.m_reset_wait", "value.m_dead_time"])
    #expect(CapMemCell.fields.map(\.key) == ["m_value"])
    #expect(
      SynapseDriverConfig.fields.map(\.key)
        == [
          "en_receiver", "row_address_compare_mask", "en_address_out", "utilization", "offset",
          "en_hagen_dac", "recovery", "row_mode_bottom", "row_mode_top", "hagen_dac_offset",
          "select_target_voltages", "en_readout", "en_renewing", "en_hagen_modulation", "en_stp",
          "en_charge_sharing", "en_recovery",
        ].map { "value.m_" + $0 })
    #expect(
      CommonNeuronBackendConfig.fields.map(\.key)
        == [
          "en_event_regs", "force_reset", "en_clocks", "clock_scale_slow", "clock_scale_fast",
          "sample_pos_edge", "clock_scale_adapt_pulse", "clock_scale_post_pulse",
          "wait_global_post_pulse", "wait_spike_counter_reset", "wait_spike_counter_read",
          "wait_fire_neuron",
        ].map { "value.m_" + $0 })
    #expect(
      NeuronConfig.fields.map(\.key)
        == [
          "en_comp_cond_div", "en_comp_cond_mul", "connect_soma", "connect_membrane_right",
          "en_comp_cond", "connect_bottom", "connect_somata", "en_fire", "en_strong_fire",
          "en_thresh_comp", "en_synin_inh", "en_synin_exc", "en_synin_inh_coba",
          "en_synin_exc_coba", "en_synin_inh_small_cap", "en_synin_exc_small_cap",
          "en_synin_inh_high_res", "en_synin_exc_high_res", "en_byp_inh", "en_byp_exc",
          "en_mem_off", "invert_current", "mem_cap_size", "invert_adapt_a", "invert_adapt_b",
          "en_adapt", "en_exp", "en_unbuf_access", "en_readout_amp", "readout_select",
          "en_readout", "en_reset_deg", "en_reset_div", "en_reset_mul", "en_leak_deg",
          "en_leak_div", "en_leak_mul", "en_pause",
        ].map { "value.m_" + $0 })
    #expect(AtomicNeuron.fields.first?.key == "enable")
    #expect(ColumnCurrentQuad.fields.first?.key == "m_enable_synaptic_current_excitatory")
  }

  @Test func `a container prints as its fields`() {
    #expect(
      CADCConfig().fieldDescription == "CADCConfig(enable: 0, reset_wait: 100, dead_time: 20)")
    #expect(SynapseWeightQuad().fieldDescription == "SynapseWeightQuad(values: [0, 0, 0, 0])")
  }

  @Test func `choices are listed by name`() {
    #expect(
      SynapseDriverConfig.RowMode.fieldKind
        == .choice(["disabled", "excitatory", "inhibitory", "excitatoryAndInhibitory"]))
    #expect(SynapseDriverConfig.RowMode(fieldCode: -1) == .disabled)
    #expect(SynapseDriverConfig.RowMode(fieldCode: 300) == .excitatoryAndInhibitory)
  }
}

@Suite("What containers mean")
struct ContainerMeaningTests {
  @Test func `1023 is not a CapMem value but no refresh`() {
    #expect(CapMemCell(.disableRefresh).encode() == [1023])
    #expect(CapMemCell { _ in 1023 }.value == .disableRefresh)
    #expect(CapMemCell { _ in 1022 }.value == .value(1022))
    #expect(CapMemCell.AnalogValue.disableRefresh.lsb == nil)
    #expect(CapMemCell(700).value.lsb == 700)
    #expect(CapMemCell(CapMemCell.Value(clamping: 2000)).value == .value(1022))
    #expect("\(CapMemCell.AnalogValue.disableRefresh)" == "disable_refresh")
  }

  @Test(arguments: SynapseWeight.allCases)
  func `a weight survives its bit order`(_ weight: SynapseWeight) {
    for entry in EntryOnQuad.allCases {
      var quad = SynapseWeightQuad()
      quad.values[entry] = weight
      #expect(SynapseWeightQuad { _ in quad.word(0) } == quad)
      #expect(quad.word(0) == quad.layoutWord(0))
    }
  }

  @Test func `the inverted and reversed fields of a driver`() {
    // Defaults: address out on, DAC offset 0, charge sharing off; each is stored inverted.
    #expect(SynapseDriverConfig().encode() == [0x3E00, 0x3F00, 0x40])
    var driver = SynapseDriverConfig()
    driver.enableAddressOut = false
    driver.hagenDACOffset = 63
    driver.recovery = 1
    #expect(driver.encode() == [0x7E00, 0x0008, 0x40])
  }

  @Test func `the inverted fields of a neuron backend`() {
    #expect(NeuronBackendConfig().encode() == [0xFF, 0xFF, 0xBC, 0])
    var backend = NeuronBackendConfig()
    backend.addressOut = 255
    backend.refractoryTime = 255
    #expect(backend.encode() == [0xC0, 0xC0, 0x80, 0])
  }

  @Test func `hagen address and activation write into the event address`() {
    var event = PADIEvent()
    event.hagenActivation = 21
    event.hagenAddress = 1
    #expect(event.eventAddress == 53)
    event.hagenActivation = 0
    #expect(event.eventAddress == 32)
  }

  @Test func `a node with target 1 and mask 0 passes nothing, the default passes all`() {
    for label in [0, 1, 0x2000, 0x3FFF] as [NeuronLabel] {
      #expect(CrossbarNode().passes(label))
      #expect(!CrossbarNode.dropAll.passes(label))
    }
    var node = CrossbarNode()
    node.mask = 0x2000
    node.target = 0x2000
    #expect(node.passes(0x2041))
    #expect(!node.passes(0x0041))
  }

  @Test func `trigger registers cannot be read and results cannot be written`() {
    #expect(!PADIEvent.isReadable)
    #expect(!NeuronResetQuad.isReadable)
    #expect(!MADCControl.isReadable)
    #expect(!CADCSampleQuad.isWritable)
    #expect(ContainerCatalogue.all.filter { !$0.isWritable }.count == 1)
  }

  @Test func `a neuron is its configurations and its cells`() throws {
    var generator = TestGenerator(seed: 7)
    for _ in 0..<50 {
      let neuron = AtomicNeuron.random(using: &generator)
      let words = neuron.encode()
      #expect(Array(words.prefix(6)) == neuron.asNeuronConfig().encode())
      #expect(Array(words.suffix(4)) == neuron.asNeuronBackendConfig().encode())
      for (row, word) in zip(AtomicNeuron.capMemRows, words[6...]) {
        #expect(word == CapMemCell(neuron[row]).word(0))
      }
    }
  }

  @Test func `a strong fire pulse that is not enabled is off`() {
    var config = NeuronConfig()
    config.enableStrongFire = true
    var neuron = AtomicNeuron()
    neuron.set(config)
    #expect(neuron.eventRouting.analogOutput == .off)
    config.enableFire = true
    neuron.set(config)
    #expect(neuron.eventRouting.analogOutput == .strong)
  }

  @Test func `words of a quad lie with entry 0 at the top`() {
    var labels = SynapseLabelQuad()
    labels.values = [1, 2, 3, 4]
    #expect(labels.encode() == [0x0102_0304])
    #expect(CADCSampleQuad { _ in 0x0102_0304 }.samples.values == [1, 2, 3, 4])
  }
}
