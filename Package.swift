// swift-tools-version: 6.0
// bss2-emulator: a cycle-level emulator of the BrainScaleS-2 chip in hagen mode.
import PackageDescription

/// Settings of every Swift target: an inner module cannot leak through a public signature.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "bss2-emulator",
  products: [
    .library(name: "ChipModel", targets: ["ChipModel"]),
    .library(name: "Calib", targets: ["Calib"]),
    .library(name: "Perceptron", targets: ["Perceptron"]),
    .library(name: "bss2emu", type: .dynamic, targets: ["CAPI"]),
    .executable(name: "bss2", targets: ["bss2"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // MARK: - Leaves: names, quantities, time and randomness
    .target(name: "Coordinates", exclude: ["README.md"], swiftSettings: settings),
    .target(name: "Quantities", swiftSettings: settings),
    .target(name: "SimulationCore", dependencies: ["CKernels"], swiftSettings: settings),
    .target(
      name: "Containers", dependencies: ["Coordinates"], exclude: ["README.md"],
      swiftSettings: settings),

    // MARK: - The chip, as its block diagram (siblings never import each other)
    .target(
      name: "Synram", dependencies: ["Coordinates", "Quantities", "SimulationCore", "CKernels"],
      swiftSettings: settings),
    .target(
      name: "Columns", dependencies: ["Coordinates", "Quantities", "SimulationCore", "CKernels"],
      swiftSettings: settings),
    .target(
      name: "CADC", dependencies: ["Coordinates", "Quantities", "SimulationCore", "CKernels"],
      swiftSettings: settings),
    .target(
      name: "ChipModel",
      dependencies: [
        "Coordinates", "Quantities", "SimulationCore", "Containers", "Synram", "Columns", "CADC",
        "CKernels",
      ],
      swiftSettings: settings),

    // MARK: - Users of the chip: they see its public face only
    .target(
      name: "Calib",
      dependencies: ["Coordinates", "Containers", "SimulationCore", "ChipModel", "CGSL"],
      swiftSettings: settings),
    .target(
      name: "Perceptron", dependencies: ["ChipModel", "SimulationCore", "CKernels", "COpenBLAS"],
      exclude: ["README.md"], swiftSettings: settings),

    // MARK: - Files and pictures
    .target(
      name: "ChipConfiguration",
      dependencies: [
        "ChipModel", "Quantities", "SimulationCore", .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Presets/typical.yaml"), .embedInCode("Presets/ideal.yaml")],
      swiftSettings: settings),
    .target(
      name: "Recording", dependencies: ["CHDF5", "CHDF5Shim"], exclude: ["README.md"],
      swiftSettings: settings),
    .target(name: "Figures", exclude: ["README.md"], swiftSettings: settings),
    .target(
      name: "CalibrationStore", dependencies: ["Calib", "ChipModel", "Recording", "SimulationCore"],
      exclude: ["README.md"], swiftSettings: settings),

    // MARK: - Interfaces to the world
    .target(name: "CAPI", dependencies: ["ChipModel", "SimulationCore"], swiftSettings: settings),
    .executableTarget(
      name: "bss2",
      dependencies: [
        "Calib", "CalibrationStore", "Perceptron", "ChipModel", "ChipConfiguration", "Recording",
        "Figures",
        "Coordinates", "Containers", "SimulationCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // MARK: - C: kernels and system libraries
    .target(name: "CKernels"),
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .target(name: "CHDF5Shim", dependencies: ["CHDF5"]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),

    // MARK: - Tests
    .target(
      name: "_TestSupport",
      dependencies: [
        "Coordinates", "Containers", "SimulationCore", "ChipModel", "ChipConfiguration", "CGSL",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CoordinatesTests", dependencies: ["Coordinates"], swiftSettings: settings),
    .testTarget(
      name: "ContainersTests", dependencies: ["Containers", "Coordinates"],
      resources: [.copy("Golden")], swiftSettings: settings),
    .testTarget(
      name: "SimulationCoreTests", dependencies: ["SimulationCore"], swiftSettings: settings),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"], swiftSettings: settings),
    .testTarget(
      name: "SynramTests",
      dependencies: ["Synram", "ChipConfiguration", "ChipModel", "SimulationCore", "_TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ColumnsTests",
      dependencies: ["Columns", "ChipConfiguration", "ChipModel", "SimulationCore", "_TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CADCTests",
      dependencies: ["CADC", "ChipConfiguration", "ChipModel", "SimulationCore", "_TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ChipConfigurationTests",
      dependencies: ["ChipConfiguration", "ChipModel", "Quantities", "SimulationCore"],
      swiftSettings: settings),
    .testTarget(
      name: "ChipModelTests",
      dependencies: [
        "ChipModel", "ChipConfiguration", "Coordinates", "Containers", "SimulationCore",
        "_TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ReferenceTests",
      dependencies: [
        "ChipModel", "Synram", "Columns", "CGSL", "Coordinates", "Containers", "SimulationCore",
        "_TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CalibTests", dependencies: ["Calib", "ChipModel", "Coordinates", "Containers"],
      swiftSettings: settings),
    .testTarget(
      name: "PerceptronTests", dependencies: ["Perceptron", "ChipModel"],
      resources: [.copy("Golden")], swiftSettings: settings),
    .testTarget(name: "RecordingTests", dependencies: ["Recording"], swiftSettings: settings),
    .testTarget(
      name: "FiguresTests", dependencies: ["Figures"], resources: [.copy("Golden")],
      swiftSettings: settings),
  ]
)
