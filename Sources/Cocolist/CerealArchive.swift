/// One direction of one file format, which the grammar's walk over a list calls.
///
/// Writers take the values, readers replace them. After a failure all calls do nothing.
protocol CerealArchive {
  /// The first failure, if any.
  var failure: CocolistError? { get set }
  /// A Boolean value that is true when the walk replaces values.
  var isReading: Bool { get }
  /// The position in the archive, for messages.
  var place: String { get }
  /// The byte at which a binary archive stands.
  var offset: Int { get }

  /// Enters an object.
  mutating func open(_ key: String)
  /// Leaves an object.
  mutating func close()
  /// Enters a list with a number of elements.
  mutating func openList(_ key: String, count: inout Int)
  /// Enters an element, an object, of the list.
  mutating func openElement()
  /// Leaves the list.
  mutating func closeList()
  /// A truth value or an integer.
  mutating func scalar(_ key: String, _ form: ScalarForm, _ value: inout Int)
  /// A string.
  mutating func string(_ key: String, _ value: inout String)
  /// Leaves an object without having looked at all that it holds.
  ///
  /// - Returns: False for formats that cannot do that.
  mutating func skip() -> Bool
}

extension CerealArchive {
  /// Notes the first failure.
  mutating func fail(_ error: CocolistError) {
    if failure == nil { failure = error }
  }
}

/// The storage of a number in a portable binary archive.
///
/// Sizes are those of the C++ types on x86-64 Linux: `uint_fast8_t` has one byte, all other
/// `uint_fast…_t` eight.
enum ScalarForm: Equatable {
  case bool
  case unsigned(bytes: Int)
  case signed(bytes: Int)

  /// An enumeration: a C++ `int`.
  static let choice = ScalarForm.signed(bytes: 4)

  /// Number of bytes.
  var byteCount: Int {
    switch self {
    case .bool: 1
    case .unsigned(let bytes), .signed(let bytes): bytes
    }
  }
}
