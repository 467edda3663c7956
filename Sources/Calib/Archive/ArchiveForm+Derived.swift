import Statistics

extension ArchiveForm<[Int]> {
  /// CapMem cells in LSB.
  static func cells(count: Int) -> Self {
    .integers(count: count, in: ParameterRange.capMem.values)
  }
}

extension ArchiveForm<Int> {
  /// One integer, as an array of one.
  static func integer(in range: ClosedRange<Int>? = nil) -> Self {
    Self(as: .integers(count: 1, in: range), encode: { [$0] }, decode: { $0[0] })
  }

  /// One CapMem cell in LSB.
  static var cell: Self { .integer(in: ParameterRange.capMem.values) }
}

extension ArchiveForm<Bool> {
  /// One truth value, as a mask of one.
  static var flag: Self { Self(as: .mask(count: 1), encode: { [$0] }, decode: { $0[0] }) }
}

extension ArchiveForm<Double> {
  /// One number, as an array of one.
  static var double: Self { Self(as: .doubles(count: 1), encode: { [$0] }, decode: { $0[0] }) }
}

extension ArchiveForm<[Double]> {
  /// One number for each neuron; a single one, as older files have it, stands for all.
  static func perNeuron(count: Int) -> Self {
    let stored = Self.doubles()
    let whole = Self.doubles(count: count)
    return Self(encode: whole.encode) { (value, name) throws(CalibrationArchiveError) in
      let values = try stored.decode(value, name)
      guard values.count != 1 else { return [Double](repeating: values[0], count: count) }
      return try whole.decode(value, name)
    }
  }
}

extension ArchiveForm<Double?> {
  /// One number or none, as an array of one or none.
  static var optionalDouble: Self {
    Self(as: .doubles(), encode: { $0.map { [$0] } ?? [] }, decode: \.first)
  }
}

extension ArchiveForm<LSBRange> {
  /// An interval, as its two ends.
  static var ends: Self {
    Self(
      as: .doubles(count: 2), encode: { [$0.lower, $0.upper] }, decode: { LSBRange($0[0], $0[1]) })
  }
}

extension ArchiveForm<[MeanAndDeviation]> {
  /// Means and standard deviations in turn.
  static var spreads: Self {
    let flat = ArchiveForm<[Double]>.doubles()
    return Self(
      encode: { .doubles($0.flatMap { [$0.mean, $0.standardDeviation] }) },
      decode: { (stored, name) throws(CalibrationArchiveError) in
        let values = try flat.decode(stored, name)
        guard values.count.isMultiple(of: 2) else {
          throw .wrongCount(name: name, expected: values.count + 1, found: values.count)
        }
        return stride(from: 0, to: values.count, by: 2).map {
          MeanAndDeviation(mean: values[$0], standardDeviation: values[$0 + 1])
        }
      })
  }
}

extension ArchiveForm<MeanAndDeviation?> {
  /// One spread or none.
  static var optionalSpread: Self {
    Self(as: .spreads, encode: { $0.map { [$0] } ?? [] }, decode: \.first)
  }
}

extension ArchiveForm<FixedDriverRegisters?> {
  /// The codes of stp_i_ramp and hagen_dac_offset; -1 for both where drivers are calibrated.
  static var registerCodes: Self {
    Self(
      as: .integers(count: 2, in: -1...ParameterRange.capMem.upper),
      encode: { $0.map { [$0.stpIRamp, $0.hagenDACOffset] } ?? [-1, -1] },
      decode: { codes in
        codes.contains(-1)
          ? nil : FixedDriverRegisters(stpIRamp: codes[0], hagenDACOffset: codes[1])
      })
  }
}
