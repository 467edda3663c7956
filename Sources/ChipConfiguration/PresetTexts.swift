internal import ChipDescription

extension Preset {
  /// The preset's file of configs/chips, built into the program, so that it is found wherever the
  /// program is installed.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  private var bytes: [UInt8] {
    switch self {
    case .typical: PackageResources.typical_yaml
    case .ideal: PackageResources.ideal_yaml
    case .v2: PackageResources.v2_yaml
    case .faulty: PackageResources.faulty_yaml
    }
  }
}
