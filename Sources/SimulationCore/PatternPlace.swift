/// Part of a chip to which numbers of its pattern belong.
public enum PatternPlace: String, CaseIterable, Sendable, Hashable {
  /// The upper hemisphere.
  case top
  /// The lower hemisphere.
  case bottom
  /// Both hemispheres, or a part outside of them.
  case chip
}

extension PatternPlace {
  /// The place of a hemisphere.
  init(_ hemisphere: SideVertical) { self = hemisphere == .top ? .top : .bottom }
}
