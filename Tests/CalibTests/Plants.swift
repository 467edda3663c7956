import Calib

/// A plant whose observable is its parameter, or the mirror image of it.
struct IdentityPlant: Plant {
  let instanceCount: Int
  var mirror: Int?
  var parameters: [Int] = []
  var configured: [[Int]] = []
  var measurementCount = 0

  init(count: Int, mirror: Int? = nil) {
    instanceCount = count
    self.mirror = mirror
  }

  mutating func configure(_ parameters: [Int]) {
    self.parameters = parameters
    configured.append(parameters)
  }

  mutating func measure() -> [Double] {
    measurementCount += 1
    return parameters.map { value in Double(mirror.map { $0 - value } ?? value) }
  }
}

/// A plant that returns whatever a closure makes of its parameters.
struct ClosurePlant: Plant {
  let instanceCount: Int
  let observable: ([Int]) -> [Double]
  var parameters: [Int] = []

  init(count: Int, observable: @escaping ([Int]) -> [Double]) {
    instanceCount = count
    self.observable = observable
  }

  mutating func configure(_ parameters: [Int]) { self.parameters = parameters }
  mutating func measure() -> [Double] { observable(parameters) }
}
