import Foundation

/// Abilities of a terminal.
public struct TerminalStyle: Sendable, Equatable {
  /// A Boolean value that tells whether it shows 24-bit colours and the half block "▀".
  public var hasColor: Bool
  /// Characters of a line, at least 1.
  public var width: Int

  /// A terminal's abilities.
  public init(hasColor: Bool, width: Int = 80) {
    self.hasColor = hasColor
    self.width = max(1, width)
  }

  /// Abilities of the standard output.
  ///
  /// Colours are used when it is a terminal that says so (COLORTERM is "truecolor" or "24bit", or
  /// TERM ends with "-direct"), speaks UTF-8 (LC_ALL, LC_CTYPE or LANG), and the user has not
  /// asked for none (NO_COLOR).
  public static var current: TerminalStyle {
    var size = winsize()
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasSize = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    return TerminalStyle(
      isTerminal: isTerminal, width: hasSize && size.ws_col > 0 ? Int(size.ws_col) : 80,
      environment: ProcessInfo.processInfo.environment)
  }

  init(isTerminal: Bool, width: Int, environment: [String: String]) {
    func value(_ name: String) -> String { environment[name] ?? "" }
    let colors =
      ["truecolor", "24bit"].contains(value("COLORTERM").lowercased())
      || value("TERM").hasSuffix("-direct")
    let locale = [value("LC_ALL"), value("LC_CTYPE"), value("LANG")].first { !$0.isEmpty } ?? ""
    let isUTF8 = ["utf-8", "utf8"].contains { locale.lowercased().contains($0) }
    self.init(
      hasColor: isTerminal && colors && isUTF8 && value("NO_COLOR").isEmpty, width: width)
  }
}
