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
      guard parts.count == 2, let seconds = Double(parts[1]), seconds > 0 else { return nil }
      return Outcome(
        name: String(parts[0]), unit: "vectors", secondsPerRun: seconds,
        perSecond: 1000 / seconds, processorSecondsPerRun: nil, ceilingShare: nil, goal: nil)
    }
  }

  private static let script = """
    import sys, time
    def best(f):
        f()
        t = []
        for _ in range(int(sys.argv[1])):
            s = time.perf_counter(); f(); t.append(time.perf_counter() - s)
        return min(t)
    shapes = [(128, 512), (256, 256), (1024, 1024)]
    try:
        import numpy
        for k, n in shapes:
            x = numpy.ones((1000, k), numpy.float32); w = numpy.ones((k, n), numpy.float32)
            print(f"NumPy {numpy.__version__}: {k}×{n}, batch 1000", best(lambda: x @ w), sep="\\t")
    except ImportError: pass
    try:
        import torch
        for k, n in shapes:
            x = torch.ones(1000, k); w = torch.ones(k, n)
            print(f"PyTorch {torch.__version__}: {k}×{n}, batch 1000", best(lambda: x @ w), sep="\\t")
    except ImportError: pass
    try:
        import torch
        from aihwkit.nn import AnalogLinear
        for k, n in shapes:
            layer = AnalogLinear(k, n, bias=False).eval(); x = torch.ones(1000, k)
            print(f"aihwkit AnalogLinear: {k}×{n}, batch 1000", best(lambda: layer(x)), sep="\\t")
    except ImportError: pass
    """
}
