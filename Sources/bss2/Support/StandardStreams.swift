import CArguments
import Files
import Foundation

/// Arguments and standard streams of the process, whatever the program that started it did to them.
enum StandardStreams {
  /// The arguments without the name of the program.
  static var arguments: [String] {
    (1..<max(1, Int(carguments_count()))).map { String(cString: carguments_at(Int32($0))) }
  }

  /// Opens closed streams, so that no file of results takes the place of one, and lets writes
  /// beyond the limit of sizes fail instead of ending the process. Standard output is opened for
  /// reading only: results that are written to it are lost, which `finish` must notice.
  static func prepare() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR)
    }
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Writes what is still buffered.
  /// - Throws: `FileError` if some of the output has been lost.
  static func finish() throws {
    guard carguments_flush_output() == 0 else {
      throw FileError.cannotWrite(path: "standard output", reason: String(cString: strerror(errno)))
    }
  }
}
