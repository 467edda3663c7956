import Foundation
import Testing

/// A table of published measurements in the folder Golden: numbers between commas, below a line of
/// names; lines that begin with # are comments.
enum GoldenTable {
  static func rows(_ name: String) throws -> [[Double]] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Golden"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.compactMap { line in
        let values = line.split(separator: ",").map { Double($0) }
        return values.contains(nil) ? nil : values.compactMap(\.self)
      }
  }
}
