import Characterization
import Statistics
import Testing
import _TestSupport

/// Registers of calibrated chips, compared with the group's code.
@Suite(.fullTier, .serialized)
struct RegisterTests {
  /// Means over 512 neurons or 256 drivers differ by less than 3 % between chips, those over four
  /// quadrants by 5 %: the median of twelve leaves its range in less than 1e-4 of cases, if it
  /// lies in the inner half. Seeds are fixed.
  @Test(arguments: PublishedRegister.hagen.map(\.key))
  func `the median chip needs the registers that calix starts from`(_ key: String) throws {
    let register = try #require(PublishedRegister.hagen.first { $0.key == key })
    let values = try Population.calibrations(count: 12).map(register.value)
    #expect(
      abs(median(values) - register.published) <= register.tolerance,
      "\(register.title): \(median(values)), \(register.source)")
  }
}
