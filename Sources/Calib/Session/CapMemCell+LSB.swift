import Containers

extension CapMemCell {
  /// A cell with a value in LSB, clamped to 0...1022.
  init(lsb value: Int) {
    self.init(.value(Value(clamping: value)))
  }
}
