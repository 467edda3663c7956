import Foundation

/// One line on the terminal that shows how far a task is and how long it will take; silent when
/// standard error is no terminal.
final class ProgressLine {
  private let start = Date()
  private let isVisible: Bool
  private let isHeard: Bool
  private var title = ""
  private var lastDrawn = Date.distantPast
  private var phaseStart = Date()

  /// - Parameter isQuiet: Shows nothing, for machines.
  init(isQuiet: Bool) {
    isHeard = !isQuiet
    isVisible = !isQuiet && isatty(STDERR_FILENO) != 0
  }

  /// Seconds since the line was made.
  var seconds: Double { Date().timeIntervalSince(start) }

  /// Starts a part of the work.
  func begin(_ title: String) {
    self.title = title
    phaseStart = Date()
    lastDrawn = .distantPast
    update(0)
  }

  /// Shows a fraction 0…1 of a part, and starts the part if it is a new one.
  func show(_ title: String, _ fraction: Double) {
    if title != self.title { begin(title) }
    update(fraction)
  }

  /// Shows a fraction 0…1 of the present part.
  func update(_ fraction: Double, note: String = "") {
    guard isVisible, Date().timeIntervalSince(lastDrawn) > 0.1 || fraction >= 1 else { return }
    lastDrawn = Date()
    let elapsed = Date().timeIntervalSince(phaseStart)
    let left =
      fraction > 0.02 ? String(format: "%3.0f s left", elapsed / fraction * (1 - fraction)) : ""
    let filled = Int(fraction * 24)
    let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: 24 - filled)
    write("\r\u{1B}[K\(title) \(bar) \(Int(fraction * 100))% \(left) \(note)")
  }

  /// Writes a line that stays, also when standard error is no terminal.
  func announce(_ line: String) {
    clear()
    if isHeard { note(line) }
  }

  /// Removes the line.
  func clear() { if isVisible { write("\r\u{1B}[K") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
