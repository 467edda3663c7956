import ArgumentParser

@main
struct BSS2: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bss2", abstract: "A virtual BrainScaleS-2 chip in hagen mode.")
}
