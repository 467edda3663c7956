import Foundation

/// Installed peers side by side: the plain algebraic product in NumPy and PyTorch, and aihwkit's
/// analog tile. What is not installed is left out.
enum Peers {
  static func measure(rounds: Int) -> [Outcome] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, "\(rounds)"]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return [] }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t")
      guard parts.count == 3, let seconds = Double(parts[1]), seconds > 0,
        let processor = Double(parts[2])
      else { return nil }
      return Outcome(
        name: String(parts[0]), unit: "vectors", secondsPerRun: seconds,
        perSecond: 1000 / seconds, processorSecondsPerRun: processor, ceilingShare: nil, goal: nil)
    }
  }

  /// Effects and parts that the peers leave out, as the report says it.
  static let omissions = """
    NumPy and PyTorch compute the algebraic product only: no saturation, no noise, no fixed pattern.
    aihwkit's inference tile quantises inputs and outputs, adds noise to each output and bounds it. It
    has no events in time, no saturating lines, no mismatch of rows and columns beyond its weights, no
    registers and no calibration.
    """

  private static let script = """
    import sys, time
    def best(name, f):
        f()
        t, p = [], []
        for _ in range(int(sys.argv[1])):
            s, q = time.perf_counter(), time.process_time()
            f()
            t.append(time.perf_counter() - s); p.append(time.process_time() - q)
        print(name, min(t), min(p), sep="\\t")
    shapes = [(128, 512), (256, 256), (1024, 1024)]
    try:
        import numpy
        for k, n in shapes:
            x = numpy.ones((1000, k), numpy.float32); w = numpy.ones((k, n), numpy.float32)
            best(f"NumPy {numpy.__version__}: {k}×{n}, batch 1000", lambda: x @ w)
    except ImportError: pass
    try:
        import torch
        for k, n in shapes:
            x = torch.ones(1000, k); w = torch.ones(k, n)
            best(f"PyTorch {torch.__version__}: {k}×{n}, batch 1000", lambda: x @ w)
    except ImportError: pass
    try:
        import torch
        from aihwkit.nn import AnalogLinear
        from aihwkit.simulator.configs import InferenceRPUConfig, TorchInferenceRPUConfig
        # The compiled tile works with one version of PyTorch only; the other one is written in PyTorch.
        for config in InferenceRPUConfig, TorchInferenceRPUConfig:
            for k, n in shapes:
                x, name = torch.rand(1000, k), f"aihwkit {config.__name__}: {k}×{n}, batch 1000"
                try:
                    layer = AnalogLinear(k, n, bias=False, rpu_config=config()).eval()
                    with torch.no_grad(): best(name, lambda: layer(x))
                except RuntimeError: pass
    except ImportError: pass
    """
}
