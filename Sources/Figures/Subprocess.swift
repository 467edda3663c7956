import Foundation

/// A program whose standard streams are files. Foundation's `Process` needs `/proc`, which some
/// systems do not have.
struct Subprocess {
  let program: String
  let arguments: [String]
  let input: String
  let output: String
  let errors: String

  /// Runs the program to its end.
  ///
  /// - Returns: its exit status, or 128 and the number of the signal that ended it.
  /// - Throws: `POSIXError` if it cannot be started.
  func run() throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY, 0)
    var child = pid_t()
    let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
    let error = Self.withTexts([program] + arguments) { arguments in
      Self.withTexts(environment) { posix_spawn(&child, program, &actions, nil, arguments, $0) }
    }
    guard error == 0 else { throw POSIXError(.init(rawValue: error) ?? .EIO) }
    return Self.wait(for: child)
  }

  /// Lends texts as a list of C strings with a null pointer at its end.
  private static func withTexts(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
  ) -> Int32 {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? status >> 8 & 0xff : 0x80 + signal
  }
}
