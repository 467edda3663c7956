import Calib
import ChipConfiguration
import Experiments
import Foundation
import Testing
import _TestSupport

@Suite struct CalibTargetFileTests {
  private func file(_ text: String) throws -> String {
    let path = try ScratchFolder.path("targets") + "/\(UUID().uuidString).yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func `every field of a target for membranes is read, and others keep their defaults`()
    throws
  {
    let leak = (0..<512).map { "\(100 + $0 % 40)" }.joined(separator: ", ")
    let target = try CalibTargetFile.hagen(
      file(
        """
        cadc_target:
          dynamic_range: [160, 480]
          read_range: [30, 210]
        neuron_target:
          leak: [\(leak)]
          tau_mem: 45 us
          tau_syn: {excitatory: 1.5 us}
          i_synin_gm: 300
          target_noise: 1.5
          synapse_dac_bias: 900
        """))
    var expected = HagenCalibTarget(
      cadc: CADCCalibTarget(dynamicRange: LSBRange(160, 480), readRange: LSBRange(30, 210)),
      neuron: HagenNeuronCalibTarget(
        tauMemSeconds: 45 * 1e-6, iSyninGm: 300, targetNoise: 1.5, synapseDACBias: 900))
    expected.neuron.leak = (0..<512).map { Double(100 + $0 % 40) }
    expected.neuron.tauSynExcSeconds = [Double](repeating: 1.5 * 1e-6, count: 512)
    #expect(target == expected)
    #expect(
      try CalibTargetFile.hagen(file("neuron_target: {i_synin_gm: 450}")) == HagenCalibTarget())
  }

  @Test func `the membrane time constant has a value for each neuron`() throws {
    let times = (0..<512).map { "\(40 + $0 % 3) us" }.joined(separator: ", ")
    let target = try CalibTargetFile.hagen(file("neuron_target:\n  tau_mem: [\(times)]\n"))
    let expected: [Double] = (0..<512).map { Double(40 + $0 % 3) * 1e-6 }
    #expect(target.neuron.tauMemSeconds == expected)
  }

  @Test func `a target for lines is read`() throws {
    let target = try CalibTargetFile.hagenSynin(
      file("cadc_target: {dynamic_range: [140, 330]}\nsynapse_dac_bias: 700\n"))
    #expect(
      target
        == HagenSyninCalibTarget(
          cadc: CADCCalibTarget(dynamicRange: LSBRange(140, 330)), synapseDACBias: 700))
  }

  @Test func `single targets are set on top of others`() throws {
    let base = try CalibTargetFile.hagen(file("neuron_target: {leak: 130, i_synin_gm: 300}"))
    let target = try CalibTargetFile.set(
      [
        "neuron_target.tau_mem=30 us", "cadc_target.dynamic_range=[140, 480]",
        "neuron_target.tau_syn.excitatory=0.5 us",
      ], in: base)
    let whole = try CalibTargetFile.hagen(
      file(
        """
        cadc_target: {dynamic_range: [140, 480]}
        neuron_target: {leak: 130, i_synin_gm: 300, tau_mem: 30 us, tau_syn: {excitatory: 0.5 us}}
        """))
    #expect(target == whole)
    let lines = try CalibTargetFile.set(["synapse_dac_bias=700"], in: HagenSyninCalibTarget())
    #expect(lines.synapseDACBias == 700)
  }

  @Test(arguments: [
    ("neuron_target.leek=120", "did you mean 'leak'"), ("neuron_target", "KEY=VALUE"),
    ("neuron_target.leak=", "KEY=VALUE"), ("=3", "KEY=VALUE"), ("neuron_target=3", "neuron_target"),
    ("neuron_target.leak=256", "allowed is"), ("...=3", "neuron_target.tau_mem"),
    ("neuron_target.leak=}", "neuron_target.leak=}"),
  ])
  func `wrong targets are refused`(_ text: String, _ expected: String) {
    let error = #expect(throws: (any Error).self) {
      try CalibTargetFile.set([text], in: HagenCalibTarget())
    }
    #expect(error.map { "\($0)".contains(expected) } == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("neuron_target: {leek: 120}", "did you mean 'leak'"),
    ("neuron_target: {tau_mem: 60}", "tau_mem"),
    ("neuron_target: {leak: [1, 2]}", "one value, or a list of 512"),
    ("cadc_target: {dynamic_range: [150]}", "the lower and the upper end"),
    ("cadc_target: {dynamic_range: [500, 150]}", "dynamicRange"),
    ("neuron_target: {i_synin_gm: 1023}", "allowed is 0 to 1022"),
    ("neuron_target: {leak: 256}", "allowed is"),
    ("synapse_dac_bias: 800", "is not a known key"),
    ("[1, 2]", "no keys at the top level"),
  ])
  func `wrong files are refused with the key`(_ text: String, _ expected: String) throws {
    let path = try file(text)
    let error = #expect(throws: (any Error).self) { try CalibTargetFile.hagen(path) }
    #expect(error.map { "\($0)".contains(expected) } == true, "\(String(describing: error))")
  }
}
