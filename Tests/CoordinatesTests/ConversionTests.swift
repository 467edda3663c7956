import Testing

@testable import Coordinates

@Suite("Conversions between coordinates")
struct ConversionTests {
  @Test func `quad and entry of a column are a bijection`() {
    var seen: Set<SynapseOnSynapseRow> = []
    for quad in SynapseQuadColumnOnDLS.allCases {
      for entry in EntryOnQuad.allCases {
        let column = SynapseOnSynapseRow(entry, quad)
        #expect(column.toSynapseQuadColumnOnDLS() == quad)
        #expect(column.toEntryOnQuad() == entry)
        #expect(quad.toSynapseOnSynapseRow()[entry] == column)
        seen.insert(column)
      }
    }
    #expect(seen.count == SynapseOnSynapseRow.count)
  }

  @Test(arguments: SynapseOnSynapseRow.allCases)
  func `even columns lie in quads 0…31`(_ column: SynapseOnSynapseRow) {
    #expect((column.toSynapseQuadColumnOnDLS().value < 32) == (column.value % 2 == 0))
  }

  @Test(arguments: SynapseOnSynapseRow.allCases)
  func `a quad lies in one half of the columns`(_ column: SynapseOnSynapseRow) {
    let quad = column.toSynapseQuadColumnOnDLS()
    #expect(quad.toCapMemBlockOnHemisphere() == column.toCapMemBlockOnHemisphere())
  }

  @Test(arguments: SynapseDriverOnSynapseDriverBlock.allCases)
  func `a driver feeds rows 2d and 2d + 1`(_ driver: SynapseDriverOnSynapseDriverBlock) {
    let rows = driver.toSynapseRowOnSynram()
    #expect(rows[.bottom].value == 2 * driver.value)
    #expect(rows[.top].value == 2 * driver.value + 1)
    for name in SynapseRowOnSynapseDriver.allCases {
      #expect(rows[name].toSynapseDriverOnSynapseDriverBlock() == driver)
      #expect(rows[name].toSynapseRowOnSynapseDriver() == name)
    }
  }

  @Test(arguments: SynapseDriverOnDLS.allCases)
  func `both orders of rows name the same rows`(_ driver: SynapseDriverOnDLS) {
    #expect(
      Set(driver.toSynapseRowOnDLS())
        == Set(SynapseRowOnSynapseDriver.allCases.map { driver.toSynapseRowOnDLS($0) }))
    for row in driver.toSynapseRowOnDLS() { #expect(row.toSynapseDriverOnDLS() == driver) }
  }

  @Test(arguments: AtomicNeuronOnDLS.allCases)
  func `every register of a neuron leads back to it`(_ neuron: AtomicNeuronOnDLS) {
    #expect(neuron.toNeuronConfigOnDLS().toAtomicNeuronOnDLS() == neuron)
    #expect(neuron.toNeuronBackendConfigOnDLS().toAtomicNeuronOnDLS() == neuron)
    #expect(neuron.toNeuronResetOnDLS().toAtomicNeuronOnDLS() == neuron)
    #expect(neuron.toSpikeCounterReadOnDLS().toAtomicNeuronOnDLS() == neuron)
    #expect(neuron.toSpikeCounterResetOnDLS().toAtomicNeuronOnDLS() == neuron)
    let entry = neuron.toEntryOnQuad()
    #expect(neuron.toColumnCurrentQuadOnDLS().toAtomicNeuronOnDLS(entry) == neuron)
    #expect(neuron.toColumnCorrelationQuadOnDLS().toAtomicNeuronOnDLS(entry) == neuron)
    #expect(neuron.toNeuronResetQuadOnDLS().toAtomicNeuronOnDLS(entry) == neuron)
    for type in CADCChannelType.allCases {
      let channel = neuron.toCADCChannelConfigOnDLS(type)
      #expect(channel.toAtomicNeuronOnDLS() == neuron)
      #expect(channel.toCADCChannelType() == type)
    }
    #expect(
      neuron.toNeuronConfigOnDLS().block == NeuronConfigBlockOnDLS(neuron.toCapMemBlockOnDLS()))
  }

  @Test(arguments: AtomicNeuronOnDLS.allCases)
  func `a neuron's CapMem cells lead back to it`(_ neuron: AtomicNeuronOnDLS) throws {
    for row in NeuronCapMemRow.allCases {
      let found = try #require(CapMemCellOnDLS(row, of: neuron).toNeuronCapMemRow())
      #expect(found.row == row)
      #expect(found.neuron == neuron)
    }
  }

  @Test func `shared cells belong to no neuron`() {
    for block in CapMemBlockOnDLS.allCases {
      for shared in SharedCapMemCell.allCases {
        #expect(shared.cell(on: block).toNeuronCapMemRow() == nil)
      }
    }
  }

  @Test func `neuron, shared, single and unused cells are all cells, each once`() {
    var cells: [CapMemCellOnDLS] = UnusedCapMemCellOnDLS.allCases.map { $0.toCapMemCellOnDLS() }
    cells += SingleCapMemCell.allCases.map(\.cell)
    for block in CapMemBlockOnDLS.allCases {
      cells += SharedCapMemCell.allCases.map { $0.cell(on: block) }
    }
    for neuron in AtomicNeuronOnDLS.allCases {
      cells += NeuronCapMemRow.allCases.map { CapMemCellOnDLS($0, of: neuron) }
    }
    #expect(cells.count == CapMemCellOnDLS.count)
    #expect(Set(cells).count == CapMemCellOnDLS.count)
  }

  @Test func `hemispheres are the same wherever they are named`() {
    for half in HemisphereOnDLS.allCases {
      #expect(
        half.toSynramOnDLS().toNeuronRowOnDLS().toPADIBusBlockOnDLS().toHemisphereOnDLS() == half)
      #expect(half.toCADCConfigOnDLS().rawValue == half.rawValue)
    }
  }

  @Test func `quadrants count left before right and top before bottom`() {
    #expect(CapMemBlockOnDLS(CapMemBlockOnHemisphere.left, HemisphereOnDLS.top) == .topLeft)
    #expect(CapMemBlockOnDLS(CapMemBlockOnHemisphere.right, HemisphereOnDLS.top) == .topRight)
    #expect(CapMemBlockOnDLS(CapMemBlockOnHemisphere.left, HemisphereOnDLS.bottom) == .bottomLeft)
    #expect(NeuronConfigBlockOnDLS.bottomRight.toCapMemBlockOnDLS() == .bottomRight)
    #expect(CapMemBlockOnDLS.bottomLeft.toHemisphereOnDLS() == .bottom)
  }

  @Test func `a crossbar node exists for 76 pairs and leads back to its pair`() throws {
    var found: [CrossbarNodeOnDLS] = []
    for input in CrossbarInputOnDLS.allCases {
      for output in input.connectedOutputs {
        let node = try CrossbarNodeOnDLS(output, input)
        #expect(node.toCrossbarInputOnDLS() == input)
        #expect(node.toCrossbarOutputOnDLS() == output)
        found.append(node)
      }
    }
    #expect(found == Array(CrossbarNodeOnDLS.allCases))
  }

  @Test func `a pair without a node is refused with the pairs that exist`() {
    let error = NoSuchCrossbarNodeError(input: 0, output: 1)
    #expect(throws: error) { try CrossbarNodeOnDLS(1, 0) }
    #expect(
      error.description
        == "The crossbar has no node from input 0 to output 1: input 0 reaches outputs 0, 4, 8.")
  }

  @Test func `every host channel reaches every bus`() throws {
    for address in SPL1Address.allCases {
      for bus in PADIBusOnDLS.allCases {
        let node = CrossbarNodeOnDLS(from: address, to: bus)
        #expect(
          node
            == (try CrossbarNodeOnDLS(
              bus.toCrossbarOutputOnDLS(), address.toCrossbarInputOnDLS())))
      }
    }
  }
}
