import Containers
import Coordinates
import Testing

@testable import Cocolist

/// The two file formats against each other, and against nonsense.
@Suite struct CocolistFileTests {
  /// One or more of every container type that can lie in a list, with other values than defaults.
  static let everything: Cocolist = {
    var cocos: [Coco] = []
    for type in ContainerCatalogue.all { cocos += samples(of: type) }
    for type in ContainerCatalogue.offChip { cocos += samples(of: type) }
    return Cocolist(cocos)
  }()

  private static func samples<C: WordEncodable>(of type: C.Type) -> [Coco] {
    let places = Array(C.CoordinateType.allCases)
    return [0, places.count / 2, places.count - 1].map { index in
      var container = C()
      for field in C.fields {
        let codes = field.kind.codes
        let values = (0..<(field.count ?? 1)).map { element in
          codes.lowerBound + (index + 7 * element + 3) % codes.count
        }
        do { try field.set(values, of: &container) } catch { Issue.record(error) }
      }
      return Coco(places[index], container)
    }
  }

  @Test func `every container survives both formats`() throws {
    let list = Self.everything
    #expect(list.cocos.count > 60)
    #expect(try Cocolist(portableBinary: list.portableBinary()) == list)
    #expect(try Cocolist(json: list.json()) == list)
    #expect(try Cocolist(compressedJSON: list.compressedJSON()) == list)
  }

  @Test func `a synapse array survives both formats`() throws {
    var matrix = SynapseMatrix()
    for (row, column) in zip(SynapseRowOnSynram.allCases, SynapseOnSynapseRow.allCases) {
      matrix.weights[row, column] = SynapseWeight(clamping: row.value % 64)
      matrix.labels[row, column] = SynapseLabel(clamping: column.value / 4)
      matrix.timeCalibs[row, column] = SynapseQuad.TimeCalib(clamping: row.value % 4)
      matrix.ampCalibs[row, column] = SynapseQuad.AmpCalib(clamping: row.value / 64)
    }
    let list = Cocolist([Coco(SynramOnDLS.top, SynapseMatrix()), Coco(SynramOnDLS.bottom, matrix)])
    let binary = list.portableBinary()
    // Four grids of one byte a synapse, two arrays, and less than 200 bytes around them.
    #expect((0..<200).contains(binary.count - 8 * 256 * 256))
    #expect(try Cocolist(portableBinary: binary) == list)
    #expect(try Cocolist(compressedJSON: list.compressedJSON()) == list)
    #expect(throws: CocolistError.self) { try Cocolist(portableBinary: binary.dropLast(70_000)) }
    #expect(list.cocos[1].words.count == SynapseMatrix.wordCount)
  }

  @Test func `writing what was read gives the same bytes`() throws {
    let list = Self.everything
    let binary = list.portableBinary()
    #expect(try Cocolist(portableBinary: binary).portableBinary() == binary)
    let json = list.json()
    #expect(try Cocolist(json: json).json() == json)
    let compressed = try list.compressedJSON()
    #expect(try Cocolist(compressedJSON: compressed).compressedJSON() == compressed)
    #expect(Array(compressed[4..<8]) == [0, 0, 0, 0], "no time in the file")
  }

  @Test func `a file is recognised by what it begins with`() throws {
    let list = Cocolist([Coco(CADCConfigOnDLS.top, CADCConfig())])
    for file in [list.portableBinary(), list.json(), try list.compressedJSON()] {
      #expect(try Cocolist(file: file) == list)
    }
  }

  @Test func `a list keeps repeated timers and waits when it is told to`() throws {
    let place = TimerOnDLS.min
    let list = Cocolist(unsquashed: [
      Coco(place, Timer()), Coco(place, Timer.Value(2500)), Coco(place, Timer()),
      Coco(place, Timer.Value(.max)), Coco(BarrierOnFPGA.min, Barrier.omnibus),
    ])
    for file in [list.portableBinary(), list.json()] { #expect(try Cocolist(file: file) == list) }
    #expect(list.cocos.allSatisfy { $0.words.isEmpty })
  }

  @Test func `of several containers at one place the last one is kept`() {
    var second = CADCConfig()
    second.enable = true
    let list = Cocolist([
      Coco(CADCConfigOnDLS.top, CADCConfig()), Coco(CADCConfigOnDLS.bottom, CADCConfig()),
      Coco(CADCConfigOnDLS.top, second),
    ])
    #expect(
      list.cocos == [
        Coco(CADCConfigOnDLS.top, second), Coco(CADCConfigOnDLS.bottom, CADCConfig()),
      ])
  }

  /// The shape of the file, byte by byte. cereal: `JSONOutputArchive`
  @Test func `a list of two channels is written as cereal writes it`() {
    var config = CADCChannelConfig()
    config.offset = -3
    let list = Cocolist([Coco(CADCChannelConfigOnDLS(unchecked: 5), config)])
    let expected = """
      {
          "value0": {
              "cereal_class_version": 0,
              "values": [
                  {
                      "first": {
                          "polymorphic_id": 2147483649,
                          "polymorphic_name": "halco::hicann_dls::vx::CADCChannelConfigOnDLS",
                          "ptr_wrapper": {
                              "valid": 1,
                              "data": {
                                  "value0": {
                                      "value": 5
                                  }
                              }
                          }
                      },
                      "second": {
                          "polymorphic_id": 2147483650,
                          "polymorphic_name": "haldls::vx::CADCChannelConfig",
                          "ptr_wrapper": {
                              "valid": 1,
                              "data": {
                                  "cereal_class_version": 0,
                                  "value.m_offset": {
                                      "value": -3
                                  }
                              }
                          }
                      }
                  }
              ]
          }
      }
      """
    #expect(String(decoding: list.json(), as: UTF8.self) == expected)
  }

  @Test func `a channel takes known bytes in the binary form`() {
    var config = CADCChannelConfig()
    config.offset = -3
    let list = Cocolist([Coco(CADCChannelConfigOnDLS(unchecked: 5), config)])
    func name(_ text: String) -> [UInt8] {
      [UInt8(text.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(text.utf8)
    }
    let expected: [UInt8] =
      [1] + [0, 0, 0, 0] + [1, 0, 0, 0, 0, 0, 0, 0]
      + [1, 0, 0, 0x80] + name("halco::hicann_dls::vx::CADCChannelConfigOnDLS") + [1]
      + [5, 0, 0, 0, 0, 0, 0, 0]
      + [2, 0, 0, 0x80] + name("haldls::vx::CADCChannelConfig") + [1]
      + [0, 0, 0, 0] + [0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    #expect(list.portableBinary() == expected)
  }
}

/// Bytes of files that the real software writes, put together from its sources.
///
/// haldls: `timer.cpp`, `spi.cpp`, `cadc.cpp`, `neuron.cpp`; halco: `geometry.h`, where `uint_fast8_t` has one
/// byte and all larger types have eight.
@Suite struct RealFileTests {
  private func name(_ text: String) -> [UInt8] { wide(text.utf8.count) + Array(text.utf8) }

  private func wide(_ number: Int) -> [UInt8] {
    [UInt8(number & 255), UInt8(number >> 8)] + [0, 0, 0, 0, 0, 0]
  }

  /// A pointer to the `number`-th new type.
  private func pointer(_ number: UInt8, _ type: String) -> [UInt8] {
    [number, 0, 0, 0x80] + name(type) + [1]
  }

  private func file(_ entries: [[UInt8]]) -> [UInt8] {
    [1, 0, 0, 0, 0] + wide(entries.count) + entries.flatMap { $0 }
  }

  private let version: [UInt8] = [0, 0, 0, 0]

  @Test func `a file with a timer between containers loads`() throws {
    let channel =
      pointer(1, "halco::hicann_dls::vx::CADCChannelConfigOnDLS") + wide(5)
      + pointer(2, "haldls::vx::CADCChannelConfig") + version + [7, 0, 0, 0, 0, 0, 0, 0]
    let timer =
      pointer(3, "halco::hicann_dls::vx::TimerOnDLS") + wide(0)
      + pointer(4, "haldls::vx::Timer") + version + [0, 0, 0, 0]
    let config =
      pointer(5, "halco::hicann_dls::vx::CADCConfigOnDLS") + wide(1)
      + pointer(6, "haldls::vx::CADCConfig") + version + [1] + wide(100) + wide(20)
    let bytes = file([channel, timer, config])
    let list = try Cocolist(file: bytes)
    var (offset, enabled) = (CADCChannelConfig(), CADCConfig())
    offset.offset = 7
    enabled.enable = true
    #expect(
      list.cocos == [
        Coco(CADCChannelConfigOnDLS(unchecked: 5), offset), Coco(TimerOnDLS.min, Timer()),
        Coco(CADCConfigOnDLS.bottom, enabled),
      ])
    #expect(list.portableBinary() == bytes)
    #expect(list.cocos[1].words.isEmpty)
  }

  @Test func `waits, switches and converters have the bytes of their C++ types`() throws {
    let wait =
      pointer(1, "halco::hicann_dls::vx::TimerOnDLS") + wide(0)
      + pointer(2, "haldls::vx::Timer::Value") + [0xc4, 9, 0, 0]
    let barrier =
      pointer(3, "halco::hicann_dls::vx::BarrierOnFPGA") + [0]
      + pointer(4, "haldls::vx::Barrier") + version + [1, 0, 0, 0, 0]
    let switches =
      pointer(5, "halco::hicann_dls::vx::ShiftRegisterOnBoard") + wide(0)
      + pointer(6, "haldls::vx::ShiftRegister") + version + [1, 0, 0, 0] + [1, 0, 0, 0]
      + [0, 0, 0, 0] + [1, 0, 0, 0] + [0, 0, 0, 0, 0, 0] + [0, 0] + [1, 1, 1, 1, 1, 1]
    let codes = [0, 0, 0, 0, 0, 0, 0, 1965, 608, 2090, 608, 1630, 440, 440, 0, 0]
    let converters =
      pointer(7, "halco::hicann_dls::vx::DACChannelBlockOnBoard") + wide(0)
      + pointer(8, "lola::vx::DACChannelBlock") + version + codes.flatMap(wide)
    var register = ShiftRegister(connectingDACTo: 0)
    register.selectAnalogReadoutMux2Input = .vReset
    var block = DACChannelBlock.defaultLDO2
    try block.setVoltage(of: .muxDAC25, volts: 1.2)
    let list = Cocolist([
      Coco(TimerOnDLS.min, Timer.Value(2500)), Coco(BarrierOnFPGA.min, Barrier.omnibus),
      Coco(ShiftRegisterOnBoard.min, register), Coco(DACChannelBlockOnBoard.min, block),
    ])
    #expect(list.portableBinary() == file([wait, barrier, switches, converters]))
  }

  @Test func `clocks are bytes and waits are words`() {
    let list = Cocolist([Coco(CommonNeuronBackendConfigOnDLS.left, CommonNeuronBackendConfig())])
    let prefix =
      pointer(1, "halco::hicann_dls::vx::CommonNeuronBackendConfigOnDLS") + wide(0)
      + pointer(2, "haldls::vx::CommonNeuronBackendConfig") + version
    let bytes = list.portableBinary()
    #expect(bytes.starts(with: file([prefix]).prefix(13) + prefix))
    // Three flags, two clocks, four flags, two clocks, four waits.
    #expect(bytes.count == 13 + prefix.count + 3 + 2 + 4 + 2 + 4 * 8)
  }

  @Test func `a timer in JSON is a number in a number`() {
    let text = String(decoding: Cocolist([Coco(TimerOnDLS.min, Timer(7))]).json(), as: UTF8.self)
    #expect(text.filter { !$0.isWhitespace }.contains("\"value.m_value\":{\"value\":7}"))
  }
}

/// Damage is found and named, and nothing crashes.
@Suite struct DamagedCocolistTests {
  private let list = CocolistFileTests.everything

  /// The error that reading ends with.
  private func failure(_ body: () throws -> Cocolist) -> CocolistError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? CocolistError
    }
  }

  @Test func `a binary file that ends early is an error wherever it ends`() {
    let bytes = list.portableBinary()
    for count in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: CocolistError.self) { try Cocolist(portableBinary: Array(bytes[..<count])) }
    }
  }

  @Test func `a JSON file that ends early is an error wherever it ends`() {
    let bytes = Cocolist(Array(list.cocos.prefix(6))).json()
    for count in stride(from: 0, to: bytes.count, by: 41) {
      #expect(throws: CocolistError.self) { try Cocolist(json: Array(bytes[..<count])) }
    }
  }

  @Test func `a compressed file that ends early or has a wrong bit is an error`() throws {
    let bytes = try list.compressedJSON()
    for count in stride(from: 0, to: bytes.count, by: 211) {
      #expect(throws: CocolistError.self) { try Cocolist(compressedJSON: Array(bytes[..<count])) }
    }
    var damaged = bytes
    damaged[bytes.count / 2] ^= 0x10
    #expect(throws: CocolistError.self) { try Cocolist(compressedJSON: damaged) }
  }

  @Test func `any wrong byte of a binary file is an error or another value, never a crash`() {
    let bytes = Cocolist(Array(list.cocos.prefix(20))).portableBinary()
    for position in stride(from: 0, to: bytes.count, by: 3) {
      var damaged = bytes
      damaged[position] ^= 0xff
      _ = try? Cocolist(portableBinary: damaged)
    }
  }

  @Test func `bytes behind the end are an error`() {
    #expect(throws: CocolistError.trailingBytes(count: 1)) {
      try Cocolist(portableBinary: list.portableBinary() + [0])
    }
  }

  @Test func `a value out of range is named`() throws {
    let list = Cocolist([Coco(SynapseDriverOnDLS(unchecked: 1), SynapseDriverConfig())])
    let text = String(decoding: list.json(), as: UTF8.self)
    let wrong = text.replacing("\"value\": 31", with: "\"value\": 32")
    #expect(wrong != text)
    let failure = failure { try Cocolist(json: Array(wrong.utf8)) }
    #expect(failure?.description.hasSuffix("is 32; allowed is 0...31.") == true)
    #expect(failure?.description.contains("value.m_row_address_compare_mask") == true)
  }

  @Test func `an unknown type is left out of JSON and named, and refused in binary files`() throws {
    let list = Cocolist([
      Coco(CADCConfigOnDLS.top, CADCConfig()),
      Coco(CommonSTPConfigOnDLS.top, CommonSTPConfig()),
      Coco(CommonSTPConfigOnDLS.bottom, CommonSTPConfig()),
      Coco(CADCConfigOnDLS.bottom, CADCConfig()),
    ])
    let strange = "haldls::vx::NeverHeardOfItt"
    #expect(strange.utf8.count == CommonSTPConfig.cerealTypeName.utf8.count)
    func replaced(_ bytes: [UInt8]) -> [UInt8] {
      bytes.replacing(CommonSTPConfig.cerealTypeName.utf8, with: strange.utf8)
    }
    let read = try Cocolist(json: replaced(list.json()))
    #expect(read.cocos == [list.cocos[0], list.cocos[3]])
    #expect(read.ignoredTypes == [strange])
    let failure = failure { try Cocolist(portableBinary: replaced(list.portableBinary())) }
    #expect(failure?.description.contains(strange) == true)
  }

  @Test(arguments: ["", "[]", "{}", "null", "{\"value0\": 3}", "{\"value0\": {}}", "[[[[", "\"a"])
  func `text that is no list is refused`(text: String) {
    #expect(throws: CocolistError.self) { try Cocolist(json: Array(text.utf8)) }
  }

  @Test func `deep nesting is refused before the stack ends`() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    #expect(throws: CocolistError.self) { try Cocolist(json: deep) }
  }

  @Test func `errors say what is wrong and what to do`() {
    #expect(CocolistError.truncated(offset: 7).description.contains("byte 7"))
    #expect(CocolistError.unknownType(name: "x::Y", offset: 3).description.contains("x::Y"))
    let name = "x\n\u{1B}\u{0}::Y" + String(repeating: "z", count: 300)
    let damaged = CocolistError.unknownType(name: name, offset: 3).description
    #expect(damaged.contains("x::Y") && damaged.count < 250)
    #expect(CocolistError.damagedGzip(reason: "r").description.contains("copy it again"))
  }
}
