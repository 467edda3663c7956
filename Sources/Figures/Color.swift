/// An opaque or translucent colour of the sRGB space.
public struct Color: Sendable, Hashable {
  /// Red, 0…255.
  public var red: UInt8
  /// Green, 0…255.
  public var green: UInt8
  /// Blue, 0…255.
  public var blue: UInt8
  /// Opacity, 0 (not there) … 255 (covers what is below).
  public var alpha: UInt8

  /// A colour of its components, each 0…255, by default opaque.
  public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// An opaque colour as 0xRRGGBB; higher bits do not count.
  public init(hex: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
      blue: UInt8(truncatingIfNeeded: hex))
  }

  /// Returns the colour with another opacity, 0…1; values outside are clamped.
  public func opacity(clamping opacity: Double) -> Color {
    var color = self
    color.alpha = opacity.isNaN ? 0 : UInt8((min(max(opacity, 0), 1) * 255).rounded())
    return color
  }

  /// This colour laid over an opaque one with an opacity, 0…1 (its own opacity does not count).
  ///
  /// The opacity is clamped; NaN counts as 0.
  public func over(_ below: Color, clampingOpacity opacity: Double) -> Color {
    let weight = opacity.isNaN ? 0 : min(max(opacity, 0), 1)
    func mix(_ upper: UInt8, _ lower: UInt8) -> UInt8 {
      UInt8((Double(upper) * weight + Double(lower) * (1 - weight)).rounded())
    }
    return Color(
      red: mix(red, below.red), green: mix(green, below.green), blue: mix(blue, below.blue))
  }

  /// The colour as gnuplot writes it: "#RRGGBB", or "#AARRGGBB" with transparency when translucent.
  var gnuplotName: String {
    let digits = alpha == 255 ? [red, green, blue] : [255 - alpha, red, green, blue]
    return "#" + digits.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Color {
  /// #000000.
  public static let black = Color(hex: 0x000000)
  /// #FFFFFF.
  public static let white = Color(hex: 0xFFFFFF)
  /// The web colour "orange", #FFA500.
  public static let orange = Color(hex: 0xFFA500)
  /// The web colour "gray", #808080.
  public static let gray = Color(hex: 0x808080)

  /// Eight colours that people of all colour vision can tell apart, in the order of use.
  ///
  /// Source: M. Okabe, K. Ito, "Color Universal Design" (2008); its yellow, too pale for lines on
  /// white, comes last.
  public static let palette: [Color] = [
    Color(hex: 0x0072B2), Color(hex: 0xD55E00), Color(hex: 0x009E73), Color(hex: 0xCC79A7),
    Color(hex: 0xE69F00), Color(hex: 0x56B4E9), Color(hex: 0x000000), Color(hex: 0xF0E442),
  ]

  /// A colour of ``palette`` by number, starting anew after the last.
  public static func series(_ index: Int) -> Color {
    palette[((index % palette.count) + palette.count) % palette.count]
  }
}

/// Law by which values become colours.
public enum ColorMap: Sendable, Hashable {
  /// From dark blue to yellow, equally perceptible steps ("viridis"): for amounts.
  case sequential
  /// From blue through white to red, for deviations; its range is symmetric about zero.
  case diverging

  /// Colours at equal distances, lowest value first.
  var stops: [Color] {
    switch self {
    case .sequential:
      // matplotlib's viridis (N. Smith, S. van der Walt, 2015; CC0), every eighth.
      [
        0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
        0xFDE725,
      ].map(Color.init(hex:))
    case .diverging:
      // ColorBrewer's RdBu with nine classes (C. Brewer, 2002), reversed.
      [
        0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B,
      ].map(Color.init(hex:))
    }
  }
}
