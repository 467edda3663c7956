import CHDF5Reader
import Glibc

/// A process that reads an HDF5 file and sends its content; the file cannot harm this process.
struct ReaderProcess: ~Copyable {
  /// The file's path, for messages.
  let path: String
  /// The largest number of bytes of one dataset.
  let limit: UInt64
  private let process: pid_t
  private let descriptor: Int32
  private var hasEnded = false
  private var buffer: [UInt8] = []
  private var position = 0

  /// Rows of one dataset.
  struct Rows {
    let dataset: String
    let rows: Range<Int>
  }

  /// Starts the process.
  /// - Throws: ``RecordingError/cannotRead(path:reason:)`` when the system has no room for it.
  init(path: String, limit: UInt64, rows: Rows? = nil) throws(RecordingError) {
    self.path = path
    self.limit = limit
    var descriptor: Int32 = -1
    process = HDF5Library.locked { Self.start(path, limit, rows, &descriptor) }
    guard process > 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    self.descriptor = descriptor
  }

  private static func start(
    _ path: String, _ limit: UInt64, _ rows: Rows?, _ descriptor: inout Int32
  ) -> pid_t {
    path.withCString { path in
      (rows?.dataset ?? "").withCString { dataset in
        var request = chdf5_request(
          path: path, limit: limit, dataset: rows == nil ? nil : dataset,
          first_row: UInt64(clamping: rows?.rows.lowerBound ?? 0),
          row_count: UInt64(clamping: rows?.rows.count ?? 0))
        return chdf5_start_reader(&request, &descriptor)
      }
    }
  }

  deinit {
    close(descriptor)
    if !hasEnded { _ = chdf5_end_reader(process) }
  }
}

// MARK: - The stream

extension ReaderProcess {
  /// Returns the next bytes of the stream as a number.
  mutating func number<Number: FixedWidthInteger>() throws(RecordingError) -> Number {
    var number = Number.zero
    var failure: RecordingError?
    withUnsafeMutableBytes(of: &number) { bytes in
      do throws(RecordingError) { try fill(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    return number
  }

  /// Returns a text with its length before it.
  mutating func text() throws(RecordingError) -> String {
    try text(count: try count(limit: 1 << 30))
  }

  /// Returns a text of a length.
  mutating func text(count: Int) throws(RecordingError) -> String {
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: RecordingError?
    bytes.withUnsafeMutableBytes { bytes in
      do throws(RecordingError) { try fill(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns a count that is at most `limit`.
  mutating func count(limit: UInt64) throws(RecordingError) -> Int {
    let count: UInt64 = try number()
    guard count <= limit else { throw damaged("the reader sent a wrong count") }
    return Int(count)
  }

  /// Fills bytes with the next ones of the stream.
  mutating func fill(_ bytes: UnsafeMutableRawBufferPointer) throws(RecordingError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      if position == buffer.count { try refill() }
      let part = min(rest.count, buffer.count - position)
      rest.prefix(part).copyBytes(from: buffer[position..<position + part])
      position += part
      rest = rest.dropFirst(part)
    }
  }

  private mutating func refill() throws(RecordingError) {
    position = 0
    var count = 0
    buffer = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
      repeat {
        count = read(descriptor, buffer.baseAddress, buffer.count)
      } while count < 0 && errno == EINTR
      initialized = max(0, count)
    }
    guard count > 0 else { throw ended() }
  }

  /// Returns the reason why the process has ended before the end of its content.
  private mutating func ended() -> RecordingError {
    hasEnded = true
    switch chdf5_end_reader(process) {
    case SIGPROF: return damaged("reading it does not end")
    case SIGKILL, SIGTERM: return .cannotRead(path: path, reason: "its reader was stopped")
    default: return damaged("the HDF5 library cannot follow its structure")
    }
  }

  func damaged(_ reason: String) -> RecordingError { .damaged(path: path, reason: reason) }
}
