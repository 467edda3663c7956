import Foundation
import Testing

@testable import Coordinates

@Suite("Catalogue of coordinates")
struct CoordinateCatalogueTests {
  private static let all = CoordinateCatalogue.all

  private static func description(_ name: String) -> CoordinateDescription? {
    all.first { $0.name == name }
  }

  private static func sources() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Coordinates").standardized
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let paths = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    return try paths.map { try String(contentsOf: $0, encoding: .utf8) }
  }

  @Test func `names are given once`() {
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
  }

  @Test func `every coordinate type of the sources is listed`() throws {
    let type = #/(?:struct|enum) (\w+): (?:UInt8, )?\w*Coordinate\b/#
    let names = try Self.sources().flatMap { $0.matches(of: type).map { String($0.output.1) } }
    #expect(names.count > 90)
    for name in names { #expect(Self.description(name) != nil, "\(name) is not listed") }
  }

  @Test func `every conversion of the sources is listed`() throws {
    let conversion = #/func (to[A-Z]\w+)\(\)/#
    let listed = Set(Self.all.flatMap { $0.conversions.map(\.name) })
    let names = try Self.sources().flatMap {
      $0.matches(of: conversion).map { String($0.output.1) }
    }
    // Conversions of types that are no coordinates, and toNeuronCapMemRow, which gives a pair.
    let others: Set = ["toEnum", "toNeuronCapMemRow", "toCapMemRowOnCapMemBlock"]
    for name in Set(names).subtracting(others) { #expect(listed.contains(name), "\(name)") }
  }

  @Test(arguments: all)
  func `every conversion gives values of its target for every place`(
    _ source: CoordinateDescription
  ) throws {
    for conversion in source.conversions {
      let comment = Comment(rawValue: "\(source.name).\(conversion.name)")
      let target = try #require(Self.description(conversion.target), comment)
      #expect(conversion.table.count == source.range.count * conversion.width, comment)
      #expect(conversion.table.allSatisfy { $0.map(target.range.contains) ?? true }, comment)
    }
  }

  @Test(arguments: all.filter { $0.local != nil })
  func `a composed coordinate has a place for every pair`(_ whole: CoordinateDescription) throws {
    let local = try #require(Self.description(whole.local ?? ""))
    let block = try #require(Self.description(whole.block ?? ""))
    #expect(whole.range.count == local.range.count * block.range.count)
  }
}
