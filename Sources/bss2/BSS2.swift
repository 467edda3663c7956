import ArgumentParser
import ChipModel
import Containers

/// The command-line tool: it parses, shows progress and joins results with files and pictures.
@main
struct BSS2: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bss2",
    abstract: "A virtual BrainScaleS-2 chip in hagen mode: analog matrix multiplication.",
    discussion: """
      Calibrate chip 3 and look at the result:
        bss2 calibrate --seed 3 --out chip3
        bss2 calibration show chip3/hagen.h5
      Multiply vectors with a matrix on it:
        bss2 mac --seed 3 --inputs x.csv --weights w.csv
      Measure twenty chips beside published figures:
        bss2 characterize --seeds 0..19 --out typical

      BSS2EMU_CACHE names the folder in which calibrations are kept; 'bss2 cache info' shows it.
      """,
    version: "\(Emulator.version) (physics \(Emulator.physics))",
    groupedSubcommands: [
      CommandGroup(name: "Product", subcommands: [MACCommand.self, TraceCommand.self]),
      CommandGroup(
        name: "Calibration",
        subcommands: [
          CalibrateCommand.self, CalibrationCommand.self, NightlyCommand.self, CacheCommand.self,
        ]),
      CommandGroup(
        name: "Measurement",
        subcommands: [
          CharacterizeCommand.self, CompareCommand.self, TemperatureCommand.self,
          RegistersCommand.self, EffectsCommand.self, FitCommand.self,
        ]),
      CommandGroup(
        name: "Training", subcommands: [YinYangCommand.self, TransferCommand.self]),
    ])

  /// Runs the command of the process's arguments.
  static func main() {
    StandardStreams.prepare()
    do {
      try runCommand()
      try StandardStreams.finish()
    } catch {
      exit(withError: error)
    }
  }

  /// Runs the command, or prints the help or the version that the arguments ask for.
  private static func runCommand() throws {
    do {
      try refuseUnknownCommand(StandardStreams.arguments[...], of: configuration)
      var command = try parseAsRoot(StandardStreams.arguments)
      try command.run()
    } catch let error where exitCode(for: error).isSuccess {
      print(fullMessage(for: error))
    }
  }

  /// Refuses a word that stands where only commands are allowed.
  /// - Throws: `ValidationError` with the command that is meant, or all.
  private static func refuseUnknownCommand(
    _ words: ArraySlice<String>, of command: CommandConfiguration
  ) throws {
    let inner = command.subcommands.map { $0.configuration }
    guard let word = words.first, !word.hasPrefix("-"), word != "help", !inner.isEmpty else {
      return
    }
    if let found = inner.first(where: { $0.commandName == word }) {
      return try refuseUnknownCommand(words.dropFirst(), of: found)
    }
    let names = inner.compactMap(\.commandName)
    guard names.count == inner.count else { return }
    throw ValidationError(
      "There is no command '\(word)'; "
        + (nearest(to: word, in: names).map { "did you mean '\($0)'?" }
          ?? "there are \(names.joined(separator: ", "))."))
  }
}
