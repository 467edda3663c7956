import Foundation
import _TestSupport

/// Runs the command-line tool as a user would, with a cache and a folder of its own.
struct Tool {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  let folder: String
  /// All tests of a run share one cache of calibrations.
  private let cache: String

  /// - Parameter name: Names the scratch folder.
  init(_ name: String) throws {
    folder = try ScratchFolder.path(name)
    cache = try SharedCalibrations.cacheHome()
  }

  /// The folder of the built products, from the test bundle's path among the runner's arguments.
  private static var products: String {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let end = bundle.range(of: "/", options: .backwards)?.lowerBound ?? bundle.endIndex
    let path = String(bundle[..<end])
    return path.contains(".xctest") ? (path as NSString).deletingLastPathComponent : path
  }

  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  /// Starts the tool and does not wait for it; what it prints is lost.
  func start(_ arguments: String...) throws -> Process { try start(arguments) }

  func start(_ arguments: [String]) throws -> Process {
    let process = process(arguments)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.products + "/bss2")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_CACHE_HOME"] = cache
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    return process
  }

  func run(_ arguments: [String]) throws -> Outcome { try run(process(arguments)) }

  /// Runs a script of the shell, in which `$BSS2` is the tool.
  func run(script: String) throws -> Outcome {
    let process = process(["-c", script])
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.environment?["BSS2"] = Self.products + "/bss2"
    return try run(process)
  }

  private func run(_ process: Process) throws -> Outcome {
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: errorText, as: UTF8.self))
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }

  func contents(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder + "/" + name)
  }
}
