import CZlib

/// Gzip files in memory, without name and time, so that the same content gives the same bytes.
public enum Gzip {
  /// Distinguishes gzip from zlib streams. zlib: `deflateInit2`
  private static let gzipWindow = MAX_WBITS + 16
  /// More than any calibration needs; a larger file is refused.
  private static let largestSize = 1 << 28
  /// Greatest ratio of deflate. zlib: `deflate`, "Maximum Compression Factor"
  private static let greatestRatio = 1032

  /// Returns the compressed file.
  /// - Throws: ``CocolistError/damagedGzip(reason:)`` when zlib fails.
  public static func compress(_ content: [UInt8]) throws(CocolistError) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        size) == Z_OK
    else { throw .damagedGzip(reason: "zlib does not start") }
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
    let status = run(&stream, content, &output) { deflate(&$0, Z_FINISH) }
    guard status == Z_STREAM_END else { throw .damagedGzip(reason: "zlib status \(status)") }
    return Array(output.prefix(Int(stream.total_out)))
  }

  /// Returns the content of a compressed file.
  /// - Throws: ``CocolistError/damagedGzip(reason:)`` for a file that is not whole.
  public static func decompress(_ file: [UInt8]) throws(CocolistError) -> [UInt8] {
    // The last four bytes state the size of the content.
    guard file.count >= 18, file[0] == 0x1f, file[1] == 0x8b else {
      throw .damagedGzip(reason: "too short, or another format")
    }
    let size = file.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    // What the compressed bytes cannot hold is not allocated.
    let limit = min(largestSize, file.count * greatestRatio)
    guard size <= limit else {
      throw .damagedGzip(
        reason: "the content has \(size) bytes, more than the allowed \(limit)")
    }
    var stream = z_stream()
    let streamSize = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, gzipWindow, ZLIB_VERSION, streamSize) == Z_OK else {
      throw .damagedGzip(reason: "zlib does not start")
    }
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: max(size, 1))
    let status = run(&stream, file, &output) { inflate(&$0, Z_FINISH) }
    guard status == Z_STREAM_END, Int(stream.total_out) == size, stream.avail_in == 0 else {
      throw .damagedGzip(reason: "zlib status \(status)")
    }
    return Array(output.prefix(size))
  }

  private static func run(
    _ stream: inout z_stream, _ input: [UInt8], _ output: inout [UInt8],
    _ body: (inout z_stream) -> Int32
  ) -> Int32 {
    var input = input
    return input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return body(&stream)
      }
    }
  }
}
