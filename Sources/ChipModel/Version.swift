/// The emulator's version; files carry it.
public enum Emulator {
  /// Semantic version.
  public static let version = "0.2.0"
}
