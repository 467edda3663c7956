import CHDF5
import CHDF5Shim
import Files
import Foundation

/// Writes traces that are too large to be held in memory, row after row.
///
/// Rows gather until a chunk is full and are written then, so that no chunk is compressed twice.
/// The file appears at ``finish(with:)`` and not before; a writer that is dropped leaves nothing.
/// Calls may come from any thread; they take turns.
///
///     let writer = try TraceWriter(
///       path: "run.h5", traces: ["membrane/top": Trace(of: Float.self, rowShape: [256], unit: "V")])
///     try writer.append(voltages, to: "membrane/top")  // 256, 512, … elements
///     try writer.finish(with: Record(attributes: ["seed": 0]))
public final class TraceWriter: @unchecked Sendable {
  private let file: AtomicFile
  private let writer: HDF5Writer
  /// The skeleton of all traces, to check names against.
  private let skeleton: Record
  /// Guards `traces` and the order of rows; nil traces mean that the writer is closed.
  private let lock = NSLock()
  private var traces: [String: OpenTrace]?
  private var handle: hid_t

  /// Creates a file of traces.
  ///
  /// - Parameters:
  ///   - path: the file; its folder must exist. An existing file stays until the end.
  ///   - traces: the descriptions of the traces, by path within the file.
  /// - Throws: ``RecordingError``, as ``HDF5File/write(_:to:)`` does.
  public init(path: String, traces: [String: Trace]) throws(RecordingError) {
    var skeleton = Record()
    for (name, trace) in traces { skeleton.insert(trace.emptyDataset, at: name) }
    try skeleton.validate()
    self.skeleton = skeleton
    let file = try RecordingError.translating { () throws(FileError) in try AtomicFile(path: path) }
    let writer = HDF5Writer(path: path)
    (handle, self.traces) = try HDF5Library.locked { () throws(RecordingError) in
      try Self.create(file, writer, skeleton, traces)
    }
    self.file = file
    self.writer = writer
  }

  deinit {
    guard let traces else { return }
    HDF5Library.locked { Self.close(traces, handle) }
    file.discard()
  }

  /// Appends whole rows to a trace.
  ///
  /// - Parameters:
  ///   - elements: rows in row-major order; their number is a multiple of a row's.
  ///   - name: the path of the trace.
  /// - Throws: ``RecordingError/missing(kind:path:available:)``,
  ///   ``RecordingError/wrongType(path:found:expected:)``,
  ///   ``RecordingError/countMismatch(path:shape:count:)``,
  ///   ``RecordingError/cannotWrite(path:reason:)``, after which the writer is closed.
  public func append<Element: TraceElement>(
    _ elements: [Element], to name: String
  ) throws(RecordingError) {
    lock.lock()
    defer { lock.unlock() }
    guard let known = traces else { throw .writerClosed(path: file.path) }
    guard let trace = known[name]?.trace else {
      throw .missing(kind: .dataset, path: name, available: known.keys.sorted())
    }
    guard trace.elementType == Element.elementType else {
      throw .wrongType(
        path: name, found: trace.elementType.rawValue, expected: Element.elementType.rawValue)
    }
    guard elements.count.isMultiple(of: trace.rowCount) else {
      throw .countMismatch(path: name, shape: trace.rowShape, count: elements.count)
    }
    traces?[name]?.pending.append(contentsOf: elements.bytes)
    try flush(name, atLeast: trace.rowsPerChunk)
  }

  /// Writes what is left and gives the file its name.
  ///
  /// The writer is closed then, whether this succeeds or not.
  ///
  /// - Parameter record: the content to add: attributes, datasets and groups beside the traces.
  /// - Throws: ``RecordingError``, as ``HDF5File/write(_:to:)`` does.
  public func finish(with record: Record = Record()) throws(RecordingError) {
    lock.lock()
    defer { lock.unlock() }
    guard let names = traces?.keys.sorted() else { throw .writerClosed(path: file.path) }
    do throws(RecordingError) {
      try record.validate()
      try record.validate(beside: skeleton, at: "")
    } catch {
      abandon()
      throw error
    }
    for name in names { try flush(name, atLeast: 1) }
    try guarded { () throws(RecordingError) in
      try writer.write(record, into: handle)
      try writer.check(H5Fflush(handle, H5F_SCOPE_LOCAL))
    }
    close()
    try RecordingError.translating { () throws(FileError) in try file.seal() }
  }
}

// MARK: - Opening and closing

extension TraceWriter {
  /// A trace in an open file.
  private struct OpenTrace {
    let trace: Trace
    let dataset: hid_t
    var writtenRows = 0
    /// Rows that do not fill a chunk yet.
    var pending: [UInt8] = []
  }

  private static func create(
    _ file: AtomicFile, _ writer: HDF5Writer, _ skeleton: Record, _ traces: [String: Trace]
  ) throws(RecordingError) -> (hid_t, [String: OpenTrace]) {
    do throws(RecordingError) {
      let handle = try writer.createFile(at: file.temporary)
      try writer.write(skeleton, into: handle.id)
      var open: [String: OpenTrace] = [:]
      for (name, trace) in traces {
        let dataset = try writer.handle(H5Dopen2(handle.id, name, hid_t(H5P_DEFAULT)))
        H5Iinc_ref(dataset.id)
        open[name] = OpenTrace(trace: trace, dataset: dataset.id)
      }
      H5Iinc_ref(handle.id)
      return (handle.id, open)
    } catch {
      file.discard()
      throw error
    }
  }

  private static func close(_ traces: [String: OpenTrace], _ handle: hid_t) {
    for trace in traces.values { H5Idec_ref(trace.dataset) }
    H5Idec_ref(handle)
  }

  private func close() {
    guard let open = traces else { return }
    traces = nil
    HDF5Library.locked { Self.close(open, handle) }
  }

  private func abandon() {
    close()
    file.discard()
  }

  /// Runs library calls and abandons the file when they fail.
  private func guarded(_ body: () throws(RecordingError) -> Void) throws(RecordingError) {
    do throws(RecordingError) {
      try HDF5Library.locked(body)
    } catch {
      abandon()
      throw error
    }
  }
}

// MARK: - Rows

extension TraceWriter {
  /// Writes the pending rows of a trace in multiples of `rows`.
  private func flush(_ name: String, atLeast rows: Int) throws(RecordingError) {
    guard let open = traces?[name] else { return }
    let ready = open.pending.count / open.trace.rowBytes / rows * rows
    guard ready > 0 else { return }
    try guarded { () throws(RecordingError) in try write(ready, of: open) }
    traces?[name]?.writtenRows += ready
    traces?[name]?.pending.removeFirst(ready * open.trace.rowBytes)
  }

  private func write(_ rows: Int, of open: OpenTrace) throws(RecordingError) {
    let rowShape = open.trace.rowShape.map(hsize_t.init)
    let start = [hsize_t(open.writtenRows)] + rowShape.map { _ in 0 }
    let count = [hsize_t(rows)] + rowShape
    try writer.check(H5Dset_extent(open.dataset, [hsize_t(open.writtenRows + rows)] + rowShape))
    let space = try writer.handle(H5Dget_space(open.dataset))
    try writer.check(H5Sselect_hyperslab(space.id, H5S_SELECT_SET, start, nil, count, nil))
    let memory = try writer.handle(H5Screate_simple(Int32(count.count), count, nil))
    let type = try writer.handle(open.trace.elementType.memoryType())
    let status = open.pending.withUnsafeBytes {
      H5Dwrite(open.dataset, type.id, memory.id, space.id, hid_t(H5P_DEFAULT), $0.baseAddress)
    }
    try writer.check(status)
  }
}

extension Array where Element: TraceElement {
  /// The elements' bytes in order.
  fileprivate var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }
}

extension Record {
  /// Checks that no name of this record is taken by another one; groups may be shared.
  fileprivate func validate(beside other: Record, at path: String) throws(RecordingError) {
    for name in datasets.keys.sorted()
    where other.datasets[name] != nil || other.groups[name] != nil {
      throw .duplicateName(path: Self.join(path, name))
    }
    for name in groups.keys.sorted() {
      guard other.datasets[name] == nil else { throw .duplicateName(path: Self.join(path, name)) }
      if let group = groups[name], let otherGroup = other.groups[name] {
        try group.validate(beside: otherGroup, at: Self.join(path, name))
      }
    }
  }
}
