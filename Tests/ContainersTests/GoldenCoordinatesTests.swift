import Coordinates
import Testing

/// Rows of one coordinate table of the real software.
private func table(_ name: String) -> [JSON] { Golden.coordinates[name].array }

@Suite("Coordinates against tables of the real software")
struct GoldenCoordinatesTests {
  @Test func `drivers, buses, rows and CapMem blocks`() throws {
    for row in table("drivers") {
      let driver = try SynapseDriverOnSynapseDriverBlock(validating: row["driver"].int)
      #expect(driver.toPADIBusOnPADIBusBlock().value == row["padi_bus_on_block"].int)
      #expect(driver.toSynapseDriverOnPADIBus().value == row["position_on_bus"].int)
      #expect(driver.toSynapseRowOnSynram()[.top].value == row["row_top"].int)
      #expect(driver.toSynapseRowOnSynram()[.bottom].value == row["row_bottom"].int)
      for half in HemisphereOnDLS.allCases {
        let onDLS = SynapseDriverOnDLS(driver, half)
        #expect(onDLS.value == row["on_dls_enum_per_hemisphere"][half.value].int)
        #expect(
          onDLS.toCapMemBlockOnDLS().value == row["capmem_block_per_hemisphere"][half.value].int)
        // The table holds the elements 0 and 1 of halco's array, which is not keyed by name.
        let rows = onDLS.toSynapseRowOnDLS()
        #expect(rows[0].value == row["row_top_on_dls_per_hemisphere"][half.value].int)
        #expect(rows[1].value == row["row_bottom_on_dls_per_hemisphere"][half.value].int)
      }
    }
    #expect(table("drivers").count == SynapseDriverOnSynapseDriverBlock.count)
  }

  @Test func `rows and their drivers`() throws {
    for row in table("synapse_rows") {
      let synapseRow = try SynapseRowOnSynram(validating: row["row"].int)
      #expect(synapseRow.toSynapseDriverOnSynapseDriverBlock().value == row["driver"].int)
      #expect(synapseRow.toSynapseRowOnSynapseDriver().value == row["row_on_driver"].int)
      let isTop = synapseRow.toSynapseRowOnSynapseDriver() == .top
      #expect((isTop ? "top" : "bottom") == row["row_on_driver_name"].string)
    }
    #expect(table("synapse_rows").count == SynapseRowOnSynram.count)
  }

  @Test func `positions on buses`() throws {
    for row in table("padi_bus_positions") {
      let bus = try PADIBusOnPADIBusBlock(validating: row["padi_bus_on_block"].int)
      let position = try SynapseDriverOnPADIBus(validating: row["position_on_bus"].int)
      #expect(SynapseDriverOnSynapseDriverBlock(position, bus).value == row["driver"].int)
    }
  }

  @Test func `columns, quads and entries`() throws {
    for row in table("columns") {
      let column = try SynapseOnSynapseRow(validating: row["column"].int)
      #expect(column.toSynapseQuadColumnOnDLS().value == row["quad_column"].int)
      #expect(column.toEntryOnQuad().value == row["entry"].int)
      #expect(column.toNeuronColumnOnDLS().value == row["neuron_column"].int)
      #expect(column.toCADCChannelColumnOnSynram().value == row["cadc_channel_column"].int)
      #expect(column.toCapMemColumnOnCapMemBlock().value == row["capmem_column"].int)
      #expect(column.toNeuronEventOutputOnDLS().value == row["neuron_event_output"].int)
    }
    #expect(table("columns").count == SynapseOnSynapseRow.count)
  }

  @Test func `neurons: place, configuration and CapMem`() throws {
    for row in table("atomic_neurons") {
      let neuron = try AtomicNeuronOnDLS(validating: row["enum"].int)
      let config = neuron.toNeuronConfigOnDLS()
      #expect(neuron.x.value == row["x"].int)
      #expect(neuron.y.value == row["y"].int)
      #expect(config.value == row["neuron_config_enum"].int)
      #expect(config.block.value == row["neuron_config_block"].int)
      #expect(config.local.value == row["neuron_config_on_block"].int)
      #expect(neuron.toCapMemBlockOnDLS().value == row["capmem_block"].int)
      #expect(neuron.toCapMemColumnOnCapMemBlock().value == row["capmem_column"].int)
    }
    #expect(table("atomic_neurons").count == AtomicNeuronOnDLS.count)
  }

  @Test func `neurons: backend, events and counters`() throws {
    for row in table("atomic_neurons") {
      let neuron = try AtomicNeuronOnDLS(validating: row["enum"].int)
      let backend = neuron.toNeuronBackendConfigOnDLS()
      let output = neuron.toNeuronEventOutputOnDLS()
      #expect(backend.value == row["backend_config_enum"].int)
      #expect(backend.block.value == row["backend_config_block"].int)
      #expect(backend.local.value == row["backend_config_on_block"].int)
      #expect(neuron.toCommonNeuronBackendConfigOnDLS().value == row["common_backend_config"].int)
      #expect(
        backend.toNeuronEventOutputOnNeuronBackendBlock().value
          == row["event_output_on_backend_block"].int)
      #expect(output.value == row["event_output"].int)
      #expect(output.toCrossbarInputOnDLS().value == row["crossbar_input"].int)
      #expect(neuron.toNeuronResetOnDLS().value == row["neuron_reset_enum"].int)
      #expect(neuron.toSpikeCounterReadOnDLS().value == row["spike_counter_read_enum"].int)
      #expect(neuron.toSpikeCounterResetOnDLS().value == row["spike_counter_reset_enum"].int)
    }
  }

  @Test func `neurons: column, switches and CADC`() throws {
    for row in table("atomic_neurons") {
      let neuron = try AtomicNeuronOnDLS(validating: row["enum"].int)
      #expect(neuron.toSynramOnDLS().value == row["synram"].int)
      #expect(neuron.x.toSynapseQuadColumnOnDLS().value == row["quad_column"].int)
      #expect(neuron.toEntryOnQuad().value == row["entry"].int)
      #expect(
        neuron.toColumnCorrelationQuadOnDLS().value == row["column_correlation_quad_enum"].int)
      #expect(neuron.toColumnCurrentQuadOnDLS().value == row["column_current_quad_enum"].int)
      #expect(
        neuron.toCADCChannelConfigOnDLS(.causal).value == row["cadc_channel_causal_enum"].int)
      #expect(
        neuron.toCADCChannelConfigOnDLS(.acausal).value == row["cadc_channel_acausal_enum"].int)
    }
  }

  @Test func `CADC channels`() throws {
    for row in table("cadc_channels") {
      let channel = try CADCChannelConfigOnDLS(validating: row["enum"].int)
      #expect(channel.toSynramOnDLS().value == row["synram"].int)
      let isCausal = channel.toCADCChannelType() == .causal
      #expect((isCausal ? "causal" : "acausal") == row["type"].string)
      #expect(channel.toCADCChannelColumnOnSynram().value == row["column"].int)
      #expect(channel.toNeuronConfigBlockOnDLS().value == row["neuron_config_block"].int)
    }
    #expect(table("cadc_channels").count == CADCChannelConfigOnDLS.count)
  }

  @Test func `CADC sample quads`() throws {
    for row in table("cadc_sample_quads_examples") {
      let quad = SynapseQuadOnSynram(
        try SynapseQuadColumnOnDLS(validating: row["quad_column"].int),
        try SynapseRowOnSynram(validating: row["row"].int))
      let samples = CADCSampleQuadOnDLS(
        quad, row["channel_type"].string == "causal" ? .causal : .acausal,
        row["readout_type"].string == "buffered" ? .buffered : .triggerRead,
        try SynramOnDLS(validating: row["synram"].int))
      #expect(samples.value == row["enum"].int)
      #expect(samples.toSynapseQuadOnSynram() == quad)
      #expect(samples.toSynramOnDLS().value == row["synram"].int)
      #expect(
        (samples.toCADCReadoutType() == .buffered) == (row["readout_type"].string == "buffered"))
      #expect((samples.toCADCChannelType() == .causal) == (row["channel_type"].string == "causal"))
    }
  }

  @Test func `synapse quads`() throws {
    for row in table("synapse_quads_examples") {
      let quad = try SynapseQuadOnDLS(validating: row["enum"].int)
      #expect(quad.toSynramOnDLS().value == row["synram"].int)
      #expect(quad.toSynapseRowOnSynram().value == row["row"].int)
      #expect(quad.toSynapseQuadColumnOnDLS().value == row["quad_column"].int)
      #expect(quad.toSynapseQuadOnSynram().value == row["quad_on_synram_enum"].int)
      #expect(quad.toNeuronConfigBlockOnDLS().value == row["neuron_config_block"].int)
    }
  }

  @Test func `neuron reset quads`() throws {
    for row in table("neuron_reset_quads") {
      let quad = try NeuronResetQuadOnDLS(validating: row["enum"].int)
      #expect(quad.toSynramOnDLS().value == row["synram"].int)
      #expect(quad.toSynapseQuadColumnOnDLS().value == row["quad_column"].int)
      #expect(
        quad.toNeuronResetOnDLS().values.map(\.value) == row["neuron_reset_enum_per_entry"].ints)
    }
    #expect(table("neuron_reset_quads").count == NeuronResetQuadOnDLS.count)
  }

  @Test func `CapMem rows of a neuron`() {
    let names = table("capmem_neuron_rows").map { "\($0["row"].int) \($0["name"].string)" }
    #expect(names == NeuronCapMemRow.allCases.map { "\($0.rawValue) \($0.halcoName)" })
  }

  @Test func `CapMem cells of every block`() throws {
    let rows = table("capmem_cells_of_every_block")
    #expect(rows.map(\.["name"].string) == SharedCapMemCell.allCases.map(\.halcoName))
    for (row, shared) in zip(rows, SharedCapMemCell.allCases) {
      let cell = shared.toCapMemCellOnCapMemBlock()
      #expect(cell.x.value == row["column"].int)
      #expect(cell.y.value == row["row"].int)
      #expect(cell.value == row["cell_on_block_enum"].int)
      #expect(
        CapMemBlockOnDLS.allCases.map { shared.cell(on: $0).value }
          == row["cell_on_dls_enum_per_block"].ints)
    }
  }

  @Test func `CapMem cells that exist once`() {
    let rows = table("capmem_cells_single")
    #expect(rows.map(\.["name"].string) == SingleCapMemCell.allCases.map(\.halcoName))
    for (row, single) in zip(rows, SingleCapMemCell.allCases) {
      #expect(single.cell.block.value == row["block"].int)
      #expect(single.cell.x.value == row["column"].int)
      #expect(single.cell.y.value == row["row"].int)
      #expect(single.cell.value == row["cell_on_dls_enum"].int)
    }
  }

  @Test func `CapMem cells without function`() throws {
    for row in table("capmem_cells_unused") {
      let cell = try UnusedCapMemCellOnDLS(validating: row["index"].int).toCapMemCellOnDLS()
      #expect(cell.value == row["cell_on_dls_enum"].int)
    }
    #expect(table("capmem_cells_unused").count == UnusedCapMemCellOnDLS.count)
  }

  @Test func `CapMem blocks`() throws {
    for row in table("capmem_blocks") {
      let block = try CapMemBlockOnDLS(validating: row["block"].int)
      #expect(block.toHemisphereOnDLS().value == row["hemisphere"].int)
      #expect(block.toCapMemBlockOnHemisphere().value == row["on_hemisphere"].int)
    }
  }

  @Test func `crossbar nodes`() throws {
    for row in table("crossbar_nodes") {
      let node = try CrossbarNodeOnDLS(
        CrossbarOutputOnDLS(validating: row["output"].int),
        CrossbarInputOnDLS(validating: row["input"].int))
      #expect(node.value == row["enum"].int)
    }
    #expect(table("crossbar_nodes").count == CrossbarNodeOnDLS.count)
  }

  @Test func `crossbar inputs and outputs`() throws {
    for row in table("crossbar_inputs") {
      let input = try CrossbarInputOnDLS(validating: row["input"].int)
      #expect(input.toSPL1Address()?.value == row["spl1_address"].optionalInt)
      #expect(input.toNeuronEventOutputOnDLS()?.value == row["neuron_event_output"].optionalInt)
    }
    for row in table("crossbar_outputs") {
      let bus = try CrossbarOutputOnDLS(validating: row["output"].int).toPADIBusOnDLS()
      #expect(bus?.value == row["padi_bus"].optionalInt)
      #expect(bus?.block.value == row["padi_bus_block"].optionalInt)
      #expect(bus?.local.value == row["padi_bus_on_block"].optionalInt)
    }
    for row in table("padi_buses") {
      let bus = try PADIBusOnDLS(validating: row["padi_bus"].int)
      #expect(bus.toCrossbarOutputOnDLS().value == row["crossbar_output"].int)
    }
  }

  @Test func `host channels`() throws {
    for row in table("spl1_addresses") {
      let address = try SPL1Address(validating: row["spl1_address"].int)
      let output = address.toCrossbarL2OutputOnDLS()
      #expect(address.toCrossbarInputOnDLS().value == row["crossbar_input"].int)
      #expect(output.value == row["crossbar_l2_output"].int)
      #expect(output.toCrossbarOutputOnDLS().value == row["crossbar_output"].int)
    }
  }

  @Test func `fields read from spike labels`() throws {
    for row in table("spike_labels_read") {
      let label = try SpikeLabel(validating: row["label"].int)
      for name in row.keys where name != "label" {
        #expect(label.field(name) == row[name].int, "\(label) \(name)")
      }
    }
  }

  @Test func `fields written to spike labels`() throws {
    for row in table("spike_labels_written") {
      var label = try SpikeLabel(validating: row.has("start") ? row["start"].int : 0)
      for name in row["set"].keys { try label.setField(name, row["set"][name].int) }
      #expect(label.value == row["label"].int, "\(row.object)")
    }
  }

  @Test func `every coordinate of the real software has its size`() {
    let sizes = Dictionary(
      uniqueKeysWithValues: Self.sizedTypes.map { ("\($0)", $0.count) })
    for name in Golden.coordinates["sizes"].keys {
      #expect(sizes[name] == Golden.coordinates["sizes"][name].int, "\(name)")
    }
  }

  private static let sizedTypes: [any RangedInteger.Type] = [
    HemisphereOnDLS.self, SynramOnDLS.self, SynapseRowOnSynram.self, SynapseOnSynapseRow.self,
    SynapseRowOnSynapseDriver.self, SynapseQuadColumnOnDLS.self, EntryOnQuad.self,
    SynapseQuadOnSynram.self, SynapseQuadOnDLS.self, SynapseWeightQuadOnDLS.self,
    SynapseLabelQuadOnDLS.self, SynapseCorrelationCalibQuadOnDLS.self, SynapseRowOnDLS.self,
    SynapseWeightRowOnDLS.self, SynapseLabelRowOnDLS.self, SynapseWeightMatrixOnDLS.self,
    PADIBusBlockOnDLS.self, PADIBusOnPADIBusBlock.self, PADIBusOnDLS.self, PADIEventOnDLS.self,
    CommonPADIBusConfigOnDLS.self, CommonSTPConfigOnDLS.self,
    SynapseDriverOnSynapseDriverBlock.self, SynapseDriverOnPADIBus.self, SynapseDriverOnDLS.self,
    NeuronRowOnDLS.self, NeuronColumnOnDLS.self, AtomicNeuronOnDLS.self,
    NeuronConfigBlockOnDLS.self, NeuronConfigOnNeuronConfigBlock.self, NeuronConfigOnDLS.self,
    NeuronBackendConfigBlockOnDLS.self, NeuronBackendConfigOnNeuronBackendConfigBlock.self,
    NeuronBackendConfigOnDLS.self, CommonNeuronBackendConfigOnDLS.self, NeuronResetOnDLS.self,
    NeuronResetQuadOnDLS.self, NeuronEventOutputOnNeuronBackendBlock.self,
    NeuronEventOutputOnDLS.self, SpikeCounterReadOnDLS.self, SpikeCounterResetOnDLS.self,
    ColumnCorrelationQuadOnDLS.self, ColumnCurrentQuadOnDLS.self, CADCOnDLS.self,
    CADCConfigOnDLS.self, CADCChannelType.self, CADCReadoutType.self,
    CADCChannelColumnOnSynram.self, CADCChannelConfigOnDLS.self, CADCSampleRowOnDLS.self,
    CADCSampleQuadOnDLS.self, CADCSamplesOnDLS.self, CapMemBlockOnDLS.self,
    CapMemBlockOnHemisphere.self, CapMemColumnOnCapMemBlock.self, CapMemRowOnCapMemBlock.self,
    CapMemCellOnCapMemBlock.self, CapMemCellOnDLS.self, UnusedCapMemCellOnDLS.self,
    CrossbarInputOnDLS.self, CrossbarOutputOnDLS.self, CrossbarNodeOnDLS.self,
    CrossbarL2OutputOnDLS.self, SPL1Address.self, MADCConfigOnDLS.self, MADCControlOnDLS.self,
    SourceMultiplexerOnReadoutSourceSelection.self, PadOnDLS.self, PadMultiplexerConfigOnDLS.self,
    ReadoutSourceSelectionOnDLS.self, SynapseLabel.self, NeuronLabel.self, PPUOnDLS.self,
    PPUMemoryWordOnPPU.self,
  ]
}

extension SpikeLabel {
  /// A field by halco's name.
  fileprivate func field(_ name: String) -> Int? {
    switch name {
    case "spl1_address": spl1Address.value
    case "neuron_label": neuronLabel.value
    case "padi_label": padiLabel.value
    case "row_select_address": rowSelectAddress.value
    case "synapse_label": synapseLabel.value
    case "neuron_event_output": neuronEventOutput.value
    case "neuron_backend_address_out": neuronBackendAddressOut.value
    default: nil
    }
  }

  /// Sets a field by halco's name.
  fileprivate mutating func setField(_ name: String, _ value: Int) throws {
    switch name {
    case "spl1_address": spl1Address = try .init(validating: value)
    case "neuron_label": neuronLabel = try .init(validating: value)
    case "padi_label": padiLabel = try .init(validating: value)
    case "row_select_address": rowSelectAddress = try .init(validating: value)
    case "synapse_label": synapseLabel = try .init(validating: value)
    case "neuron_event_output": neuronEventOutput = try .init(validating: value)
    case "neuron_backend_address_out": neuronBackendAddressOut = try .init(validating: value)
    default: Issue.record("no field \(name)")
    }
  }
}
