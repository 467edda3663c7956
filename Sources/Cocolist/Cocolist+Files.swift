// The two forms of files. calix: `calix_generate_default_calibration.py`
extension Cocolist {
  /// Returns the content of a `.json` file.
  public func json() -> [UInt8] {
    var stream = CerealStream(JSONOutput())
    var copy = self
    stream.list(&copy)
    return stream.archive.finish()
  }

  /// Returns the content of a `.json.gz` file.
  /// - Throws: ``CocolistError/damagedGzip(reason:)`` when zlib fails.
  public func compressedJSON() throws(CocolistError) -> [UInt8] { try Gzip.compress(json()) }

  /// Returns the content of a `.pbin` file.
  public func portableBinary() -> [UInt8] {
    var stream = CerealStream(PortableBinaryOutput())
    var copy = self
    stream.list(&copy)
    return stream.archive.bytes
  }

  /// Reads the content of a `.json` file. Entries of unknown types are left out and named in
  /// ``ignoredTypes``.
  /// - Throws: ``CocolistError`` for everything that is not such a list.
  public init(json: [UInt8]) throws(CocolistError) {
    try self.init(JSONInput(JSONParser.parse(json))) { _ in }
  }

  /// Reads the content of a `.json.gz` file; see ``init(json:)``.
  /// - Throws: ``CocolistError`` for everything that is not such a list.
  public init(compressedJSON: [UInt8]) throws(CocolistError) {
    try self.init(json: Gzip.decompress(compressedJSON))
  }

  /// Reads the content of a `.pbin` file.
  /// - Throws: ``CocolistError`` for everything that is not such a list, also for entries of types
  ///   that this program does not know.
  public init(portableBinary: [UInt8]) throws(CocolistError) {
    try self.init(PortableBinaryInput(portableBinary)) { $0.finish() }
  }

  /// Reads any of the three forms, which the first byte tells apart.
  /// - Throws: ``CocolistError`` for everything that is not such a list.
  public init(file: [UInt8]) throws(CocolistError) {
    switch file.first {
    case 0x1f: try self.init(compressedJSON: file)
    case 0, 1: try self.init(portableBinary: file)
    default: try self.init(json: file)
    }
  }

  private init<Archive: CerealArchive>(
    _ archive: Archive, _ finish: (inout Archive) -> Void
  ) throws(CocolistError) {
    var stream = CerealStream(archive)
    var list = Cocolist([])
    stream.list(&list)
    finish(&stream.archive)
    if let failure = stream.archive.failure { throw failure }
    self = list
  }
}
