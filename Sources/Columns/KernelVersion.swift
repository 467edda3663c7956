internal import CKernels

/// Version of the column kernel, by the instructions that it needs. All versions give the same bits.
enum KernelVersion: CaseIterable, Sendable {
  /// Any machine.
  case portable
  /// Fused operations on eight columns.
  case avx2
  /// Fused operations on sixteen columns.
  case avx512

  /// The fastest version that this machine can execute.
  static let fastest = available.last ?? .portable

  /// The versions that this machine can execute.
  static var available: [KernelVersion] {
    let most = bss_fastest_version().rawValue
    return allCases.filter { $0.kernel.rawValue <= most }
  }

  /// The version as the kernel names it.
  var kernel: bss_version {
    switch self {
    case .portable: BSS_PORTABLE
    case .avx2: BSS_AVX2
    case .avx512: BSS_AVX512
    }
  }
}
