import CKernels

/// The column kernel without everything around it: one call for twelve vectors of 128 events each on the
/// columns of a hemisphere.
enum KernelCases {
  /// Versions that this machine can execute, by the columns of a vector.
  static var all: [Case] {
    let most = bss_fastest_version().rawValue
    return [(BSS_AVX2, 8), (BSS_AVX512, 16)].filter { $0.0.rawValue <= most }.map(make)
  }

  private static let (columns, drivers, vectors) = (256, 128, 12)
  /// Floats from one row to the next, a cache line more than a row.
  private static let stride = columns + 16

  private static func make(_ version: bss_version, width: Int) -> Case {
    let operations =
      Double(vectors * drivers * columns) * MACWork.operationsPerColumnEvent
    let work = KernelWork(columns: columns, drivers: drivers, vectors: vectors, stride: stride)
    return Case(
      name: "column kernel on \(width) columns", unit: "column-events",
      amount: Double(vectors * drivers * columns),
      ceiling: .fused(operations: operations, width: width)
    ) { work.run(version) }
  }
}

/// Operands of the kernel; they live as long as the process.
private final class KernelWork {
  private var bursts: [bss_burst] = []
  private var rows: bss_rows
  private var wait: bss_interval
  private var limits: bss_limits
  private let columns: Int

  init(columns: Int, drivers: Int, vectors: Int, stride: Int) {
    self.columns = columns
    var generator = SplitMix(state: 1)
    func row(_ count: Int, _ range: ClosedRange<Float>) -> UnsafeMutablePointer<Float> {
      let raw = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 64)
      let row = raw.bindMemory(to: Float.self, capacity: count)
      for j in 0..<count {
        let share = Float(generator.next() % 1024) / 1024
        row[j] = range.lowerBound + share * (range.upperBound - range.lowerBound)
      }
      return row
    }
    func interval(quintic: ClosedRange<Float>) -> bss_interval {
      bss_interval(
        exc_decay: row(columns, 0.9...0.99), exc_linear: row(columns, 0.01...0.02),
        exc_centre: row(columns, 0.1...0.5), exc_quintic: row(columns, quintic),
        inh_decay: row(columns, 0.9...0.99), inh_linear: row(columns, 0.01...0.02),
        inh_centre: row(columns, 0.1...0.5), inh_quintic: row(columns, quintic),
        membrane_decay: row(columns, 0.999...1), membrane_drift: row(columns, 1e-4...1e-3))
    }
    wait = interval(quintic: 1...1)
    limits = bss_limits(
      exc_swing: row(columns, 1...2), inh_swing: row(columns, 1...2), compression: 1,
      lower_rail: -1, upper_rail: 2)
    let rates = (row(2 * drivers * stride, 0...1e6), row(2 * drivers * stride, 0...1e6))
    rows = bss_rows(
      exc_rates: rates.0 + stride, inh_rates: rates.1,
      distance_factors: row(drivers * stride, 0...1))
    let tail = UnsafeMutablePointer<bss_interval>.allocate(capacity: 1)
    tail.initialize(to: interval(quintic: 0.5...2))
    for _ in 0..<vectors {
      let events = UnsafeMutablePointer<bss_event>.allocate(capacity: drivers)
      for k in 0..<drivers {
        let length = Float(1 + generator.next() % 31) * 1e-10
        events[k] = bss_event(
          row: UInt32(2 * (drivers - 1 - k) * stride), length: length, loss: 1e-10)
      }
      let state = bss_columns(
        exc_line: row(columns, 0...0), inh_line: row(columns, 0...0),
        membrane: row(columns, 0.3...0.5))
      bursts.append(
        bss_burst(
          events: events, event_count: UInt32(drivers), columns: state, tail: tail))
    }
  }

  func run(_ version: bss_version) {
    bss_columns_bursts(
      version, bursts, UInt32(bursts.count), &rows, &wait, &limits, UInt32(columns))
  }
}
