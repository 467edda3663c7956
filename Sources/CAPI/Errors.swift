internal import Calib
internal import ChipDescription
internal import ChipModel
internal import Containers
internal import Glibc
internal import MAC

/// Values that the functions of this interface return; `bss2emu.h` documents the codes.
enum Code {
  static let success: Int32 = 0
  static let failure: Int32 = -1
  static let outOfRange: Int32 = -2
  static let badHandle: Int32 = -3
  static let unknownName: Int32 = -4
  static let badShape: Int32 = -5
  static let badIndex: Int32 = -6
  static let interrupted: Int32 = -7
}

/// Error in the use of this interface itself.
enum InterfaceError: Error {
  case badHandle(UInt64, wanted: String)
  case null(String)
  case noPower
  case inUse
  case lostByFork
  case outOfRange(what: String, value: Int, range: ClosedRange<Int>)
  case notFinite(what: String, value: Double)
  case noTime(what: String, microseconds: Double)
  case unknownName(what: String, name: String, advice: String)
  case incomplete(file: String)
  case badEvents
  case stopped(String)

  var code: Int32 {
    switch self {
    case .badHandle: Code.badHandle
    case .outOfRange, .notFinite, .noTime: Code.outOfRange
    case .unknownName: Code.unknownName
    case .null, .noPower, .inUse, .lostByFork, .incomplete, .badEvents, .stopped: Code.failure
    }
  }

  var text: String {
    switch self {
    case .badHandle(let handle, let wanted):
      "Handle \(handle) is not a \(wanted): it was freed, was never created or is of another kind."
    case .null(let what): "\(what) is NULL; pass an address."
    case .noPower: "The chip has no power; call bss2_chip_power first."
    case .inUse: "The chip is in use by this thread; do not call it from a progress callback."
    case .lostByFork:
      "The chip was in use in another thread when this process was forked; create a new chip."
    case .outOfRange(let what, let value, let range):
      range.count == 1
        ? "\(what) is \(value); give \(range.lowerBound)."
        : "\(what) is \(value); allowed is \(range.lowerBound)...\(range.upperBound)."
    case .notFinite(let what, let value): "\(what) is \(value); give a finite number."
    case .noTime(let what, let microseconds):
      "\(what) is \(microseconds) us; give a time of 0 or more."
    case .unknownName(let what, let name, let advice):
      "There is no \(what) '\(name)'; \(advice)."
    case .incomplete(let file):
      "The content of '\(file)' is needed; call bss2_chip_file_give first."
    case .badEvents:
      "The events of the YAML parser do not form one value; give '{' … '}' for mappings, '[' … ']' for "
        + "sequences and 't' for scalars, nested at most 64 levels deep."
    case .stopped(let what):
      "The callback '\(what)' returned a value other than 0, which stopped the call."
    }
  }
}

/// The last error of the calling thread, as the C side reads it.
enum LastError {
  /// In one piece of memory: whether there is a value, the value, and from `textOffset` on the text.
  private struct Head {
    var value: Double?
  }

  private static let textOffset = 16
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { free($0) }
    return key
  }()

  static var text: UnsafePointer<CChar>? {
    guard let memory = pthread_getspecific(key) else { return nil }
    return UnsafePointer((memory + textOffset).assumingMemoryBound(to: CChar.self))
  }

  static var value: Double? {
    pthread_getspecific(key)?.assumingMemoryBound(to: Head.self).pointee.value
  }

  static func store(_ text: String, value: Double?) {
    free(pthread_getspecific(key))
    let bytes = text.utf8CString
    guard let memory = malloc(textOffset + bytes.count) else {
      pthread_setspecific(key, nil)
      return
    }
    memory.bindMemory(to: Head.self, capacity: 1).initialize(to: Head(value: value))
    UnsafeMutableRawBufferPointer(start: memory + textOffset, count: bytes.count)
      .copyBytes(from: bytes.map(UInt8.init(bitPattern:)))
    pthread_setspecific(key, memory)
  }
}

/// Runs a body; an error becomes a code, and its sentence the last error.
func attempt(_ body: () throws -> Void) -> Int32 {
  Int32(
    truncatingIfNeeded: attemptCount {
      try body()
      return 0
    })
}

/// Runs a body that gives a count of 0 or more; an error becomes a negative code.
func attemptCount(_ body: () throws -> Int) -> Int {
  do {
    return try body()
  } catch {
    let (code, text) = describe(error)
    LastError.store(text, value: (error as? PerceptronError)?.offendingValue)
    return Int(code)
  }
}

private func describe(_ error: any Error) -> (Int32, String) {
  switch error {
  case let error as InterfaceError: (error.code, error.text)
  case let error as PerceptronError: (error.code, error.description)
  case let error as ChipError:
    switch error {
    case .outOfRange, .parameterOutOfRange: (Code.outOfRange, error.description)
    case .interrupted: (Code.interrupted, error.description)
    default: (Code.failure, error.description)
    }
  case let error as ConfigurationError: (code(of: error), error.description)
  default: (Code.failure, "\(error)")
  }
}

private func code(of error: ConfigurationError) -> Int32 {
  switch error {
  case .unknownKey: Code.unknownName
  case .outOfRange, .effectOutOfRange: Code.outOfRange
  default: Code.failure
  }
}

extension PerceptronError {
  fileprivate var code: Int32 {
    switch kind {
    case .overflowError: Code.outOfRange
    case .indexError: Code.badIndex
    case .runtimeError, .valueError: concernsShapes ? Code.badShape : Code.failure
    }
  }
}

/// The number that the calling thread's last error names, if it names one.
@c(bss2_last_value)
public func lastValue(_ value: UnsafeMutablePointer<Double>?) -> Int32 {
  guard let last = LastError.value else { return Code.failure }
  value?.pointee = last
  return Code.success
}

/// The sentence of the calling thread's last error, or NULL; valid until its next failing call.
@c(bss2_last_error)
public func lastError() -> UnsafePointer<CChar>? { LastError.text }

/// Throws unless a number lies in a range.
func check(_ what: String, _ value: Int, in range: ClosedRange<Int>) throws {
  guard range.contains(value) else {
    throw InterfaceError.outOfRange(what: what, value: value, range: range)
  }
}

/// Numbers behind a pointer of the caller.
func elements<T>(_ pointer: UnsafePointer<T>?, _ count: Int, _ what: String) throws -> [T] {
  if count == 0 { return [] }
  guard let pointer else { throw InterfaceError.null(what) }
  return Array(UnsafeBufferPointer(start: pointer, count: count))
}

/// A text behind a pointer of the caller.
func text(_ pointer: UnsafePointer<CChar>?, _ what: String) throws -> String {
  guard let pointer else { throw InterfaceError.null(what) }
  return String(cString: pointer)
}

/// Copies a text into a buffer of the caller, cut and always ended; returns its full length.
func copy(_ text: String, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) -> Int {
  let bytes = Array(text.utf8)
  if let buffer, capacity > 0 {
    let count = min(bytes.count, capacity - 1)
    for index in 0..<count { buffer[index] = CChar(bitPattern: bytes[index]) }
    buffer[count] = 0
  }
  return bytes.count
}
