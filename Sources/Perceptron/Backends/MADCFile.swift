internal import ChipModel
internal import Glibc

/// The file to which the original appends the membrane that the MADC recorded: tab-separated
/// columns ExecutionIndex, batch, time and value, with a header where the file is new. grenade:
/// `compute/mac.cpp`
struct MADCFile {
  let path: String

  private static let header = "ExecutionIndex\tbatch\ttime\tvalue\n"
  /// FPGA cycles of 8 ns have four ticks of 2 ns.
  private static let ticksPerCycle = 4

  /// A file that can be written; nothing is touched yet.
  /// - Throws: ``PerceptronError/madcFile(path:reason:)``.
  init(path: String) throws(PerceptronError) {
    self.path = path
    if access(path, F_OK) == 0 {
      guard access(path, W_OK) == 0 else { throw Self.failure(path) }
    } else {
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      guard access(folder.isEmpty ? "/" : folder, W_OK) == 0 else { throw Self.failure(path) }
    }
  }

  /// Appends recordings, all of them or none.
  /// - Throws: ``PerceptronError/madcFile(path:reason:)``.
  func append(_ recordings: [MACRecording]) throws(PerceptronError) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Self.failure(path) }
    defer { close(file) }
    let end = lseek(file, 0, SEEK_END)
    let text = (end == 0 ? Self.header : "") + recordings.map(rows).joined()
    guard write(text, to: file) else {
      let error = Self.failure(path)
      ftruncate(file, max(0, end))
      throw error
    }
  }

  private func rows(_ recording: MACRecording) -> String {
    recording.trace.values.enumerated().map { index, value in
      let time = recording.trace.start + index * recording.trace.ticksPerSample / Self.ticksPerCycle
      return "\(recording.executionIndex)\t\(recording.entry)\t\(time)\t\(value)\n"
    }.joined()
  }

  private func write(_ text: String, to file: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }

  private static func failure(_ path: String) -> PerceptronError {
    .madcFile(path: path, reason: String(cString: strerror(errno)))
  }
}
