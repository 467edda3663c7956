import CHDF5
import CHDF5Shim
import Foundation

/// The access to the HDF5 library: one lock for all threads, no messages on the terminal.
///
/// Some builds of the library may be called from several threads and others may not; this lock
/// makes all of them safe.
enum HDF5Library {
  private static let lock = NSLock()

  /// Keeps the library from closing its files when the process ends.
  ///
  /// We close all of ours before, except one that failed on a full disk, which the library's exit
  /// handler stumbles over (a crash in H5F__close_cb of 1.10.8).
  private static let leaveAtExit: Bool = H5dont_atexit() >= 0

  /// Runs `body` alone in the library, its own error printing off.
  ///
  /// Not to be nested.
  static func locked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    _ = leaveAtExit
    var printer: H5E_auto2_t?
    var context: UnsafeMutableRawPointer?
    H5Eget_auto2(hid_t(H5E_DEFAULT), &printer, &context)
    H5Eset_auto2(hid_t(H5E_DEFAULT), nil, nil)
    defer { H5Eset_auto2(hid_t(H5E_DEFAULT), printer, context) }
    return try body()
  }

  /// Returns the reason why the last call failed, in the library's or the operating system's words.
  ///
  /// Must be asked before any other call, since each call forgets the failures before it.
  static func lastReason() -> String {
    let message = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      chdf5_last_message(start, buffer.count)
      return String(cString: start)
    }
    return systemReason(in: message)
  }

  /// Returns the operating system's words in a message of the library, or else the message.
  static func systemReason(in message: String) -> String {
    // The driver quotes the operating system among addresses and counts that nobody needs.
    if let quote = message.range(of: "error message = '") {
      return String(message[quote.upperBound...].prefix { $0 != "'" })
    }
    return message.isEmpty ? "unknown cause" : message
  }
}

/// An object of the library that is closed when its holder's scope ends.
struct HDF5Handle: ~Copyable {
  /// The library's number of the object, not negative.
  let id: hid_t

  /// Takes over an object from the library.
  ///
  /// - Throws: the error that `failure` returns for the reason when the library reports a failure.
  init(
    _ id: hid_t, orThrow failure: (String) -> RecordingError
  ) throws(RecordingError) {
    guard id >= 0 else { throw failure(HDF5Library.lastReason()) }
    self.id = id
  }

  deinit { H5Idec_ref(id) }
}
