public import ArgumentParser
public import Experiments

extension SeedRange: ExpressibleByArgument {
  /// Reads `7` or `0..9`.
  public init?(argument: String) { self.init(argument) }

  /// The range as a user writes it.
  public var defaultValueDescription: String { description }
}
