/// The presets that are built into the program, so that it finds them wherever it is installed.
/// Their files are those of the folder configs/chips.
enum Presets {
  /// File contents by preset name.
  static let texts: [String: String] = [
    "typical": text(PackageResources.typical_yaml),
    "ideal": text(PackageResources.ideal_yaml),
    "v2": text(PackageResources.v2_yaml),
    "faulty": text(PackageResources.faulty_yaml),
  ]

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
