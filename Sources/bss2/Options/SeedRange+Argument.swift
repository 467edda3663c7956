public import ArgumentParser
public import Experiments

extension SeedRange: ExpressibleByArgument {
  /// Reads `7`, `0..9` or `0,3,7..9`.
  public init?(argument: String) { self.init(argument) }

  /// The range as a user writes it.
  public var defaultValueDescription: String { description }
}
