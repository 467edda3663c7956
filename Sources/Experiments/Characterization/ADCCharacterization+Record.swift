public import Calib
public import Recording
internal import Statistics

extension ADCCharacterization {
  /// Returns the reads of both converters and their lines as an HDF5 record.
  /// - Parameter attributes: What it says of the chip.
  public func record(attributes: [String: Attribute]) -> Record {
    Record(
      attributes: attributes.merging(["content": "adc"]) { $1 },
      datasets: ["volts": Dataset(volts, unit: "V", summary: "voltage of the board's DAC")],
      groups: ["cadc": cadcRecord, "madc": madcRecord])
  }

  private var cadcRecord: Record {
    let shape = [volts.count, cadc.first?.count ?? 0]
    let reads = cadc.flatMap { $0 }
    return Record(datasets: [
      "reads": Dataset(
        reads.map(\.mean), shape: shape, unit: "LSB", summary: "mean of each channel"),
      "noise": Dataset(
        reads.map(\.standardDeviation), shape: shape, unit: "LSB",
        summary: "standard deviation of each channel"),
      "slopes": Dataset(cadcFits.map { $0?.slope ?? .nan }, unit: "V/LSB"),
      "intercepts": Dataset(cadcFits.map { $0?.intercept ?? .nan }, unit: "V"),
    ])
  }

  private var madcRecord: Record {
    Record(datasets: [
      "samples": Dataset(madc.map(\.mean), unit: "LSB", summary: "mean at each potential"),
      "noise": Dataset(
        madc.map(\.standardDeviation), unit: "LSB", summary: "standard deviation of samples"),
      "slope": Dataset([madcFit?.slope ?? .nan], unit: "V/LSB"),
      "intercept": Dataset([madcFit?.intercept ?? .nan], unit: "V"),
    ])
  }
}
