internal import MAC

/// Rounds operands as the way to a chip does, and checks them.
@c(bss2_mac_round)
public func macRound(
  _ inputs: UnsafePointer<Float>?, _ inputsShape: UnsafePointer<Int>?, _ inputsAxes: Int,
  _ weights: UnsafePointer<Float>?, _ weightsShape: UnsafePointer<Int>?, _ weightsAxes: Int,
  _ roundedInputs: UnsafeMutablePointer<UInt8>?, _ roundedWeights: UnsafeMutablePointer<Int8>?
) -> Int32 {
  attempt {
    let operands = try MACOperands(
      inputs: block(inputs, inputsShape, inputsAxes, "inputs"),
      weights: block(weights, weightsShape, weightsAxes, "weights"))
    guard let roundedInputs else { throw InterfaceError.null("rounded_inputs") }
    guard let roundedWeights else { throw InterfaceError.null("rounded_weights") }
    try operands.round(inputs: roundedInputs, weights: roundedWeights)
  }
}

/// Rounds doubles to floats half to even or, for another `rule` than 0, down.
@c(bss2_narrow)
public func narrow(
  _ values: UnsafePointer<Double>?, _ count: Int, _ rule: Int32,
  _ results: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    try check("count", count, in: 0...elementLimit)
    try check("rule", Int(rule), in: 0...1)
    guard count > 0 else { return }
    guard let values else { throw InterfaceError.null("values") }
    guard let results else { throw InterfaceError.null("results") }
    let narrowing: Narrowing = rule == 0 ? .halfToEven : .down
    narrowing(UnsafeBufferPointer(start: values, count: count), into: results)
  }
}

/// The value of a constant of `hxtorch.perceptron.constants` by its name there.
@c(bss2_constant)
public func constant(
  _ name: UnsafePointer<CChar>?, _ value: UnsafeMutablePointer<Double>?
) -> Int32 {
  attempt {
    let name = try text(name, "name")
    guard let entry = HagenConstants.named.first(where: { $0.name == name }) else {
      throw InterfaceError.unknownName(
        what: "constant", name: name,
        advice: "give a name of hxtorch.perceptron.constants, such as defaults.gain")
    }
    value?.pointee = entry.value
  }
}

/// Number of sends and spread of a layer's initial parameters.
@c(bss2_layer_law)
public func layerLaw(
  _ gain: Double, _ fanIn: Int, _ reluShift: Int64, _ numSends: UnsafeMutablePointer<Int64>?,
  _ weightStd: UnsafeMutablePointer<Double>?, _ biasBound: UnsafeMutablePointer<Double>?
) -> Int32 {
  attempt {
    try MockParameter(gain: gain).validate()
    try check("fan_in", fanIn, in: 1...elementLimit)
    guard let numSends else { throw InterfaceError.null("num_sends") }
    let law = LayerLaw(gain: gain, fanIn: fanIn, reluShift: Int(reluShift))
    if numSends.pointee == 0 { numSends.pointee = Int64(law.numSends) }
    weightStd?.pointee = law.weightStd(numSends: Int(numSends.pointee))
    biasBound?.pointee = law.biasBound
  }
}

/// The factor that scales a largest magnitude to `limit`; 1 for nothing to scale.
@c(bss2_scale)
public func scale(_ largest: Double, _ limit: Int32) -> Double {
  LayerLaw.scale(largest, to: 0...max(0, Int(limit)))
}
