import ArgumentParser
import CalibrationStore
import Foundation

/// Works on the cache of calibrations.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show or delete the calibrations in the cache.",
    discussion: """
      The cache lies in the folder that BSS2EMU_CACHE names, or in bss2-emulator/calibrations in \
      XDG_CACHE_HOME or ~/.cache. The Python package uses the same one.
      """,
    subcommands: [Info.self, Prune.self])

  /// Prints number, size and place.
  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "info",
      abstract: "Print how many calibrations are kept, their size and their folder.")

    func run() { print(CacheCommand.text("kept", CacheFolder.standard?.entries ?? [])) }
  }

  /// Deletes entries.
  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "prune",
      abstract: "Delete kept calibrations; they are made anew when they are needed.")

    @Option(help: "Delete only calibrations that were not used in the last DAYS days (0: all).")
    var days = 0.0

    func validate() throws { try check("--days", days, 0...36_500) }

    func run() {
      print(CacheCommand.text("deleted", CacheFolder.standard?.prune(unusedFor: days) ?? []))
    }
  }

  fileprivate static func text(_ verb: String, _ entries: [CacheFolder.Entry]) -> String {
    let megabytes = Double(entries.map(\.size).reduce(0, +)) / 1e6
    return "\(verb): \(entries.count) files of calibrations (with their locks), "
      + String(format: "%.1f MB", megabytes) + ", in \(CacheFolder.standard?.path ?? "no folder")"
  }
}
