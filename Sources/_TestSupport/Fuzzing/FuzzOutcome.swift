internal import Foundation

/// Results of reading damaged files.
public struct FuzzOutcome: Sendable {
  /// Files that were read.
  public private(set) var accepted = 0
  /// Files that were refused.
  public private(set) var refused = 0
  /// The longest processor time of one file, and its number.
  public private(set) var slowest: (time: Duration, number: UInt64) = (.zero, 0)
  /// Messages that are no sentence of one line.
  public private(set) var poorMessages: [String] = []
  /// Files that had another outcome when they were read again.
  public private(set) var differences: [String] = []
  /// Digest of all outcomes: equal in every run.
  public private(set) var digest = Digest()

  mutating func add(refusal message: String?, after time: Duration, _ number: UInt64) {
    if time > slowest.time { slowest = (time, number) }
    digest.add(message == nil ? "read" : "refused")
    guard let message else {
      accepted += 1
      return
    }
    refused += 1
    let isSentence =
      (message.hasSuffix(".") || message.hasSuffix("?")) && !message.contains("\n")
      && message.count > 20
    if !isSentence, poorMessages.count < 10 { poorMessages.append(message) }
  }

  mutating func compare(_ first: String?, _ second: String?, _ number: UInt64) {
    guard first != second, differences.count < 10 else { return }
    differences.append(
      "file \(number): \(first ?? "read") At the second time: \(second ?? "read")")
  }

  /// Peak resident memory of the process and of its largest child, in MiB, also before this outcome.
  public var peakMebibytes: Int { [ResourceUse.process, ResourceUse.largestChild].max() ?? 0 }

  /// Everything that no file may do: a poor message, another outcome at the second time, more than
  /// 3 s of processor time, and more than 1 GiB of memory.
  public var faults: [String] {
    var faults = poorMessages.map { "poor message: \($0)" } + differences
    if slowest.time > .seconds(3) { faults.append("file \(slowest.number): \(slowest.time)") }
    if peakMebibytes > 1 << 10 { faults.append("memory: \(peakMebibytes) MiB") }
    return faults
  }
}

/// Memory and processor time of this process and of its children that have ended.
enum ResourceUse {
  /// Peak resident memory of this process in MiB.
  static var process: Int { use(of: RUSAGE_SELF).ru_maxrss >> 10 }

  /// Peak resident memory of the largest child in MiB.
  static var largestChild: Int { use(of: RUSAGE_CHILDREN).ru_maxrss >> 10 }

  /// Processor time of all.
  static var time: Duration {
    [use(of: RUSAGE_SELF), use(of: RUSAGE_CHILDREN)].map {
      duration($0.ru_utime) + duration($0.ru_stime)
    }
    .reduce(.zero, +)
  }

  private static func duration(_ time: timeval) -> Duration {
    .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }

  private static func use(of who: __rusage_who) -> rusage {
    var use = rusage()
    getrusage(who.rawValue, &use)
    return use
  }
}
