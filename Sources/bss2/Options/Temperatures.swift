import ArgumentParser

/// Temperatures in kelvin, separated by commas.
struct Temperatures: ExpressibleByArgument {
  let values: [Double]

  init(_ values: [Double]) { self.values = values }

  init?(argument: String) {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0)
    }
    let values = numbers.compactMap { $0 }
    guard values.count == numbers.count, values.allSatisfy((200...450).contains) else {
      return nil
    }
    self.values = values
  }

  var defaultValueDescription: String {
    values.map { String(format: "%g", $0) }.joined(separator: ",")
  }

  /// The temperature where there can be one only.
  var only: Double {
    get throws {
      guard values.count == 1 else {
        throw ValidationError(
          "--kelvin takes one temperature here; 'bss2 temperature' takes several.")
      }
      return values[0]
    }
  }
}
