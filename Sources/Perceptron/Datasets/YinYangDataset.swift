import SimulationCore

/// The three classes of the Yin-Yang figure.
public enum YinYangClass: Int, Sendable, CaseIterable {
  /// The dark half.
  case yin
  /// The bright half.
  case yang
  /// The two dots.
  case dot
}

/// Points of the Yin-Yang figure, drawn afresh each time, all classes equally likely.
///
/// A class is drawn first, then points of the enclosing square until one lies in the disc and in the
/// class. Features are (x, y, 1 − x, 1 − y). Sources: Kriener, Göltz, Petrovici, arXiv:2102.08211;
/// brainscales2-demos: tp_02-yin_yang. The random numbers are ours.
public struct YinYangDataset: BatchSource, Sendable {
  /// The radius of the dots.
  public let rSmall: Double
  /// The radius of the disc, centred at (rBig, rBig).
  public let rBig: Double
  /// Samples a batch.
  public let size: Int
  private var random: RandomStream

  /// Opens a sequence of samples.
  ///
  /// - Parameters:
  ///   - size: samples a batch, one or more.
  ///   - rSmall: above 0, below rBig / 2.
  ///   - rBig: above 0; at one half the features lie in 0...1.
  ///   - seed: of the samples.
  public init(size: Int = 1000, rSmall: Double = 0.1, rBig: Double = 0.5, seed: UInt64 = 42) {
    precondition(size >= 1, "a batch needs samples")
    precondition(rSmall > 0 && rSmall < rBig / 2, "the dots must lie in their half discs")
    self.size = size
    self.rSmall = rSmall
    self.rBig = rBig
    random = RandomStream(seed: seed, domain: .dataset)
  }

  /// The class of a point of the disc.
  public func classify(x: Double, y: Double) -> YinYangClass {
    let right = distance(x, y, 1.5 * rBig)
    let left = distance(x, y, 0.5 * rBig)
    if right < rSmall || left < rSmall { return .dot }
    let isYang =
      right <= rSmall || (left > rSmall && left <= 0.5 * rBig)
      || (y > rBig && right > 0.5 * rBig)
    return isYang ? .yang : .yin
  }

  private func distance(_ x: Double, _ y: Double, _ centre: Double) -> Double {
    ((x - centre) * (x - centre) + (y - rBig) * (y - rBig)).squareRoot()
  }

  /// Draws a point of the disc, of one class or of any.
  public mutating func samplePoint(
    of goal: YinYangClass? = nil
  ) -> (x: Double, y: Double, class: YinYangClass) {
    while true {
      let x = random.uniform() * 2 * rBig
      let y = random.uniform() * 2 * rBig
      guard distance(x, y, rBig) <= rBig else { continue }
      let found = classify(x: x, y: y)
      if goal == nil || goal == found { return (x, y, found) }
    }
  }

  /// Draws `size` samples, the class of each at random.
  public mutating func nextBatch() -> LabelledBatch {
    batch(of: size)
  }

  /// Draws some samples, the class of each at random.
  public mutating func batch(of count: Int) -> LabelledBatch {
    precondition(count >= 0, "there is no negative number of samples")
    var features: [Float] = []
    var labels: [Int] = []
    features.reserveCapacity(4 * count)
    labels.reserveCapacity(count)
    let classes = YinYangClass.allCases
    for _ in 0..<count {
      let point = samplePoint(of: classes[random.uniform(below: classes.count)])
      Self.append(x: point.x, y: point.y, to: &features)
      labels.append(point.class.rawValue)
    }
    return LabelledBatch(unchecked: Tensor(unchecked: [count, 4], features), labels)
  }

  /// Features of a square grid over [0, 1]², the tutorial's picture: entry i · side + j is
  /// (x, y) = (i, j) / (side − 1).
  public static func grid(side: Int = 16) -> Tensor {
    precondition(side >= 2, "a grid needs two points a side")
    var features: [Float] = []
    for i in 0..<side {
      for j in 0..<side {
        append(x: Double(i) / Double(side - 1), y: Double(j) / Double(side - 1), to: &features)
      }
    }
    return Tensor(unchecked: [side * side, 4], features)
  }

  private static func append(x: Double, y: Double, to features: inout [Float]) {
    features.append(Float(x))
    features.append(Float(y))
    features.append(Float(1 - x))
    features.append(Float(1 - y))
  }
}

extension LabelledBatch {
  /// For batches that fit by construction.
  init(unchecked inputs: Tensor, _ labels: [Int]) {
    self.inputs = inputs
    self.labels = labels
  }
}
