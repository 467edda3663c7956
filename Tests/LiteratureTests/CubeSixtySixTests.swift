import Calib
import Characterization
import ChipModel
import Foundation
import Statistics
import Testing
import _TestSupport

/// Registers of virtual chips of revision 2 against those of a real one.
@Suite(.fullTier, .serialized)
struct CubeSixtySixTests {
  /// Registers of chips, seeds from 0.
  private static let registers = Result {
    let parameters = try preset("v2")
    return try concurrentMap(
      Array(0..<12), threads: ProcessInfo.processInfo.activeProcessorCount
    ) { seed in
      let chip = try Chip(parameters: parameters, seed: UInt64(seed), runSeed: 0, threads: 1)
      return try LeakyNeuronCalibration.registers(of: chip, seed: UInt64(seed))
    }
  }

  private static func file(_ name: String) throws -> [[Double]] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Golden"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ",").compactMap { Double($0) } }
  }

  /// Columns of the published file.
  private static let columns: [NeuronRegister] = [
    .excTau, .excShift, .excGm, .inhTau, .inhShift, .inhGm, .vLeak, .iBiasLeak, .vReset,
  ]

  private static func published() throws -> (RegisterSample, ChannelSample) {
    let rows = try file("chip_v2_cube66_neurons")
    let values = columns.enumerated().map { index, register in
      (register, rows.map { $0[index + 1] })
    }
    let offsets = try file("chip_v2_cube66_cadc").map { $0[1] }
    return (
      RegisterSample(Dictionary(uniqueKeysWithValues: values)),
      ChannelSample(offsets: offsets, slopes: [389, 379, 348, 359])
    )
  }

  /// The shares of both inputs' strength and time constant are of the whole chip, of which only one
  /// hemisphere lies here.
  private static let wholeChip = [
    "exc_i_bias_gm.share", "inh_i_bias_gm.share", "exc_i_bias_tau.share", "inh_i_bias_tau.share",
  ]

  @Test(arguments: RegisterFigure.cube66.map(\.key))
  func `a published figure is that of the published registers`(_ key: String) throws {
    let figure = try #require(RegisterFigure.cube66.first { $0.key == key })
    guard !Self.wholeChip.contains(key) else { return }
    let (neurons, channels) = try Self.published()
    let own = figure.value(neurons, channels)
    #expect(
      abs(own - figure.published) <= max(0.03, 0.01 * abs(figure.published)), "\(key): \(own)")
  }

  /// Medians of twelve chips, seeds fixed. A figure with a cause is known to be missed.
  @Test(arguments: RegisterFigure.cube66.filter { $0.cause == nil }.map(\.key))
  func `the median chip needs registers like the published ones`(_ key: String) throws {
    let figure = try #require(RegisterFigure.cube66.first { $0.key == key })
    let values = try Self.registers.get().map {
      figure.value(RegisterSample($0), ChannelSample($0.cadc))
    }
    #expect(figure.range.contains(median(values)), "\(figure.title): \(median(values))")
  }

  @Test func `at most an eighth of the figures are missed`() {
    let missed = RegisterFigure.cube66.filter { $0.cause != nil }
    #expect(missed.count * 8 <= RegisterFigure.cube66.count)
  }
}
