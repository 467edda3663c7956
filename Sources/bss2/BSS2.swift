import ArgumentParser
import ChipModel

/// The command-line tool: it parses, shows progress and joins results with files and pictures.
@main
struct BSS2: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bss2",
    abstract: "A virtual BrainScaleS-2 chip in hagen mode: analog matrix multiplication.",
    version: "\(Emulator.version) (physics \(Emulator.physics))",
    subcommands: [
      YinYangCommand.self, MACCommand.self, TraceCommand.self, EffectsCommand.self,
      CalibrateCommand.self, NightlyCommand.self, CalibrationCommand.self, CacheCommand.self,
      CharacterizeCommand.self, CompareCommand.self, FitCommand.self, RegistersCommand.self,
      TransferCommand.self, TemperatureCommand.self,
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
      var command = try parseAsRoot(StandardStreams.arguments)
      try command.run()
    } catch let error where exitCode(for: error).isSuccess {
      print(fullMessage(for: error))
    }
  }
}
