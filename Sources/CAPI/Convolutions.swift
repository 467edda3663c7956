internal import MAC

/// The largest number of windows of a batch entry, and of elements of a window.
private let windowLimit = 1 << 24

/// The shapes of a convolution behind pointers of the caller.
private struct ConvolutionArguments {
  let input: UnsafePointer<Int>?
  let inputAxes: Int
  let weight: UnsafePointer<Int>?
  let weightAxes: Int
  let stride: UnsafePointer<Int>?
  let spatialAxes: Int
  let copies: Int

  func plan(bias: [Int]? = nil) throws -> ConvolutionPlan {
    try check("spatial axes", spatialAxes, in: 1...2)
    try check("copies", copies, in: -windowLimit...windowLimit)
    let name = spatialAxes == 2 ? "conv2d" : copies == 1 ? "conv1d" : "expanded_conv1d"
    let stride = try elements(stride, spatialAxes, "stride")
    for step in stride { try check("stride", step, in: -windowLimit...windowLimit) }
    let shapes = try ConvolutionShapes(
      operation: name, input: shape(input, inputAxes, "input"),
      weight: shape(weight, weightAxes, "weight"), bias: bias, stride: stride, copies: copies)
    try checkSizes(shapes)
    return try ConvolutionPlan(shapes)
  }

  /// Keeps the places of windows and kernels within memory.
  private func checkSizes(_ shapes: ConvolutionShapes) throws {
    try check("elements of an entry", shapes.input.dropFirst().reduce(1, *), in: 0...windowLimit)
    let wide = (shapes.weight.last ?? 0) + (shapes.stride.last ?? 0) * max(0, copies - 1)
    try check("elements of an expanded kernel", wide, in: -windowLimit...windowLimit)
    let lines = shapes.weight.dropFirst().dropLast().reduce(1, *)
    try check("elements of a window", lines * wide, in: -windowLimit...windowLimit)
  }
}

/// Checks the shapes of a convolution and gives its sizes.
@c(bss2_conv_sizes)
public func convSizes(
  _ input: UnsafePointer<Int>?, _ inputAxes: Int, _ weight: UnsafePointer<Int>?,
  _ weightAxes: Int, _ bias: UnsafePointer<Int>?, _ biasAxes: Int, _ stride: UnsafePointer<Int>?,
  _ spatialAxes: Int, _ copies: Int, _ sizes: UnsafeMutablePointer<Int>?
) -> Int32 {
  attempt {
    let arguments = ConvolutionArguments(
      input: input, inputAxes: inputAxes, weight: weight, weightAxes: weightAxes, stride: stride,
      spatialAxes: spatialAxes, copies: copies)
    let biasShape = try bias == nil ? nil : shape(bias, biasAxes, "bias")
    let plan = try arguments.plan(bias: biasShape)
    let values =
      [plan.rows, plan.windows.length, plan.columns, plan.padding]
      + plan.outputShape.dropFirst(2)
    for (index, value) in values.enumerated() { sizes?[index] = value }
  }
}

/// Writes the windows of a convolution as rows of a matrix.
@c(bss2_conv_windows)
public func convWindows(
  _ values: UnsafePointer<Float>?, _ input: UnsafePointer<Int>?, _ weight: UnsafePointer<Int>?,
  _ stride: UnsafePointer<Int>?, _ spatialAxes: Int, _ copies: Int,
  _ windows: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    let plan = try plan(input, weight, stride, spatialAxes, copies)
    guard let values else { throw InterfaceError.null("input") }
    guard let windows else { throw InterfaceError.null("windows") }
    plan.gather(values, into: windows)
  }
}

/// Writes the kernels of a convolution as columns of a matrix.
@c(bss2_conv_matrix)
public func convMatrix(
  _ values: UnsafePointer<Float>?, _ input: UnsafePointer<Int>?, _ weight: UnsafePointer<Int>?,
  _ stride: UnsafePointer<Int>?, _ spatialAxes: Int, _ copies: Int,
  _ matrix: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    let plan = try plan(input, weight, stride, spatialAxes, copies)
    guard let values else { throw InterfaceError.null("weight") }
    guard let matrix else { throw InterfaceError.null("matrix") }
    plan.matrix(values, into: matrix)
  }
}

/// Moves products of a convolution to its output shape and adds the bias.
@c(bss2_conv_results)
public func convResults(
  _ products: UnsafePointer<Float>?, _ bias: UnsafePointer<Float>?,
  _ input: UnsafePointer<Int>?, _ weight: UnsafePointer<Int>?, _ stride: UnsafePointer<Int>?,
  _ spatialAxes: Int, _ copies: Int, _ results: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    let plan = try plan(input, weight, stride, spatialAxes, copies)
    guard let products else { throw InterfaceError.null("products") }
    guard let results else { throw InterfaceError.null("results") }
    plan.results(products, bias: bias, into: results)
  }
}

/// As many copies of a kernel as fit into one array.
@c(bss2_conv_copies)
public func convCopies(_ outChannels: Int, _ kernel: Int, _ stride: Int) -> Int {
  attemptCount {
    for (name, size) in [("out_channels", outChannels), ("kernel", kernel), ("stride", stride)] {
      try check(name, size, in: 1...windowLimit)
    }
    return ConvolutionShapes.fittingCopies(
      channels: outChannels, kernel: kernel, stride: stride)
  }
}

private func plan(
  _ input: UnsafePointer<Int>?, _ weight: UnsafePointer<Int>?, _ stride: UnsafePointer<Int>?,
  _ spatialAxes: Int, _ copies: Int
) throws -> ConvolutionPlan {
  try ConvolutionArguments(
    input: input, inputAxes: spatialAxes + 2, weight: weight, weightAxes: spatialAxes + 2,
    stride: stride, spatialAxes: spatialAxes, copies: copies
  ).plan()
}
