/// The look of all figures, in one place.
enum Style {
  static let plotterFont = "Liberation Sans"
  static let textSize = 11
  static let titleSize = 12
  static let headingSize = 14
  static let noteSize = 9
  /// Height of a line of a legend, in points.
  static let legendLineHeight = 18

  static let textColor = Color(hex: 0x222222)
  static let noteColor = Color(hex: 0x666666)
  static let axisColor = Color(hex: 0x555555)
  static let gridColor = Color(hex: 0xE4E4E4)
  static let ruleColor = Color(hex: 0x555555)
  /// Behind heat maps: shows where values are missing.
  static let blankColor = Color(hex: 0xEEEEEE)

  static let lineWidth = 1.8
  static let pointSize = 0.47
  static let bandOpacity = 0.22
  static let histogramOpacity = 0.75

  /// Space around the inside of a panel's axes, in points.
  enum Margin {
    static let left = 70
    static let right = 22
    static let top = 16
    static let title = 24
    static let bottom = 52
    /// For the colour bar, its numbers and its label.
    static let colorBar = 76
    static let heading = 34
    static let note = 26
  }

  /// Distances of texts from the inside of a panel's axes, in points.
  enum Offset {
    static let title = 16
    static let xLabel = 37
    static let yLabel = 56
    static let colorLabel = 72
  }
}
