// swift-tools-version: 6.0
// bss2-emulator: a cycle-level emulator of the BrainScaleS-2 chip in hagen mode.
import PackageDescription

/// Settings of every Swift target: an inner module cannot leak through a public signature.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A folder of Sources with its README; `uses` names all that it may import.
func component(
  _ name: String, uses: [Target.Dependency] = [], resources: [Resource] = [],
  documents: [String] = []
) -> Target {
  .target(
    name: name, dependencies: uses, exclude: ["README.md"] + documents, resources: resources,
    swiftSettings: settings)
}

/// The tests of a component; `golden` copies their folder of reference files.
func tests(_ name: String, uses: [Target.Dependency], golden: Bool = false) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: uses, resources: golden ? [.copy("Golden")] : [],
    swiftSettings: settings)
}

let package = Package(
  name: "bss2-emulator",
  products: [
    .library(name: "ChipModel", targets: ["ChipModel"]),
    .library(name: "CKernels", targets: ["CKernels"]),
    .library(name: "Calib", targets: ["Calib"]),
    .library(name: "Perceptron", targets: ["Perceptron"]),
    .library(name: "ChipConfiguration", targets: ["ChipConfiguration"]),
    .library(name: "Experiments", targets: ["Experiments"]),
    .library(name: "TestSupport", targets: ["_TestSupport"]),
    .library(name: "bss2emu", type: .dynamic, targets: ["CAPI"]),
    .executable(name: "bss2", targets: ["bss2"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // MARK: - Leaves: names, quantities, time and randomness
    component("Coordinates"),
    component("Files"),
    component("Quantities"),
    component("SimulationCore", uses: ["CKernels"]),
    component("Threads"),
    component("Statistics", uses: ["CGSL", "Threads"]),
    component("Containers", uses: ["Coordinates"]),
    component("Cocolist", uses: ["Coordinates", "Containers", "CZlib"]),

    component("MAC", uses: ["Coordinates", "SimulationCore", "CKernels", "Threads"]),

    // MARK: - The chip, as its block diagram (siblings never import each other)
    component("Synram", uses: ["Quantities", "SimulationCore", "CKernels"]),
    component("Columns", uses: ["Quantities", "SimulationCore", "CKernels"]),
    component("CADC", uses: ["Quantities", "SimulationCore"]),
    component(
      "ChipModel",
      uses: [
        "Coordinates", "Quantities", "SimulationCore", "Containers", "Synram", "Columns", "CADC",
        "CKernels", "Threads",
      ]),

    component(
      "ChipDescription", uses: ["ChipModel", "Containers", "Quantities", "SimulationCore"]),

    // MARK: - Users of the chip: they see its public face only
    component(
      "Calib",
      uses: [
        "Coordinates", "Containers", "Cocolist", "SimulationCore", "ChipDescription", "ChipModel",
        "Statistics",
      ]),
    component(
      "Perceptron",
      uses: ["Coordinates", "ChipModel", "MAC", "SimulationCore", "CKernels", "COpenBLAS"]),

    component(
      "Characterization",
      uses: [
        "Calib", "Perceptron", "ChipModel", "Coordinates", "SimulationCore", "Statistics", "CGSL",
      ]),

    // MARK: - Files and pictures
    component(
      "ChipConfiguration",
      uses: [
        "ChipDescription", "ChipModel", "Containers", "Files", "Quantities", "Recording",
        "SimulationCore",
        .product(name: "Yams", package: "Yams"),
      ],
      resources: ["typical", "ideal", "v2", "faulty"].map { .embedInCode("Presets/\($0).yaml") }),
    component("Recording", uses: ["CHDF5", "CHDF5Shim", "CHDF5Reader", "CZlib", "Files"]),
    component("Figures", uses: ["Files"]),
    component(
      "CalibrationStore",
      uses: [
        "Calib", "ChipDescription", "ChipModel", "Cocolist", "Files", "Recording",
        "SimulationCore", "Statistics",
      ]),
    component("ModelStore", uses: ["Perceptron", "Recording"]),
    component(
      "Experiments",
      uses: [
        "Calib", "CalibrationStore", "Characterization", "ChipConfiguration", "ChipModel",
        "Coordinates", "Files", "ModelStore", "Perceptron", "Quantities", "Recording",
        "SimulationCore",
        "Statistics",
      ]),
    component(
      "Plots",
      uses: [
        "Calib", "Characterization", "ChipConfiguration", "ChipModel", "Experiments", "Figures",
        "Statistics",
      ]),

    // MARK: - Interfaces to the world
    component(
      "CAPI",
      uses: [
        "Calib", "Characterization", "ChipDescription", "ChipModel", "Cocolist", "Containers",
        "Coordinates", "MAC", "SimulationCore",
      ],
      documents: ["bss2emu.h", "blas.c"]),
    .executableTarget(
      name: "bss2",
      dependencies: [
        "CArguments", "Calib", "CalibrationStore", "Characterization", "ChipConfiguration",
        "ChipModel", "Cocolist", "Containers", "Experiments", "Figures", "Files", "Plots",
        "Recording",
        "SimulationCore", "Statistics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"], swiftSettings: settings),

    // MARK: - C: kernels and system libraries
    .target(name: "CKernels", exclude: ["README.md"]),
    .target(name: "CArguments", exclude: ["README.md"]),
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .target(name: "CHDF5Shim", dependencies: ["CHDF5"], exclude: ["README.md"]),
    .target(
      name: "CHDF5Reader", dependencies: ["CHDF5", "CHDF5Shim"], exclude: ["README.md"]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),

    // MARK: - Tests
    component(
      "_TestSupport",
      uses: [
        "Calib", "CalibrationStore", "Cocolist", "Coordinates", "Containers", "SimulationCore",
        "ChipModel", "ChipConfiguration", "Experiments", "Files", "Recording",
      ]),
    tests("Architecture", uses: [], golden: true),
    tests("Coordinates", uses: ["Coordinates"]),
    tests("Files", uses: ["Files"]),
    tests("Threads", uses: ["Threads"]),
    tests("Fuzz", uses: ["_TestSupport"]),
    tests("Containers", uses: ["Containers", "Coordinates"], golden: true),
    tests(
      "Cocolist",
      uses: ["Cocolist", "Calib", "ChipModel", "Coordinates", "Containers", "_TestSupport"],
      golden: true),
    tests("SimulationCore", uses: ["SimulationCore"]),
    tests("MAC", uses: ["MAC"]),
    tests("Statistics", uses: ["Statistics", "SimulationCore"]),
    tests("Quantities", uses: ["Quantities"]),
    tests(
      "Synram",
      uses: ["Synram", "ChipModel", "SimulationCore", "_TestSupport"]),
    tests(
      "Columns",
      uses: ["Columns", "ChipModel", "SimulationCore", "Statistics", "_TestSupport"]),
    tests(
      "CADC", uses: ["CADC", "ChipModel", "SimulationCore", "_TestSupport"]),
    tests(
      "ChipConfiguration",
      uses: [
        "ChipConfiguration", "ChipDescription", "ChipModel", "Quantities", "Recording",
        "SimulationCore",
      ],
      golden: true),
    tests(
      "ChipModel",
      uses: [
        "ChipModel", "Synram", "Columns", "CADC", "Coordinates", "Containers",
        "Quantities", "SimulationCore", "Statistics", "_TestSupport",
      ], golden: true),
    tests(
      "Digest",
      uses: [
        "Calib", "CalibrationStore", "ChipConfiguration", "ChipModel", "Cocolist", "Coordinates",
        "Experiments", "Perceptron", "Recording", "_TestSupport",
      ], golden: true),
    tests(
      "Reference",
      uses: [
        "ChipModel", "Synram", "Columns", "CGSL", "Coordinates", "SimulationCore",
        "_TestSupport",
      ]),
    tests(
      "Calib",
      uses: [
        "Calib", "ChipModel", "ChipConfiguration", "Cocolist", "Coordinates",
        "SimulationCore", "Statistics", "_TestSupport",
      ]),
    tests(
      "Perceptron", uses: ["Perceptron", "ChipModel", "SimulationCore", "_TestSupport"],
      golden: true),
    tests(
      "Characterization",
      uses: ["Characterization", "Perceptron"]),
    tests(
      "Literature",
      uses: [
        "Characterization", "Calib", "ChipModel", "ChipConfiguration", "Containers", "Coordinates",
        "Perceptron", "SimulationCore", "Statistics", "_TestSupport",
      ], golden: true),
    tests("Recording", uses: ["Recording", "_TestSupport"]),
    tests("Figures", uses: ["Figures", "_TestSupport"], golden: true),
    tests(
      "CalibrationStore",
      uses: [
        "CalibrationStore", "Calib", "ChipConfiguration", "ChipModel", "Recording", "_TestSupport",
      ]),
    tests("ModelStore", uses: ["ModelStore", "Perceptron", "Recording", "_TestSupport"]),
    tests(
      "Experiments",
      uses: [
        "Experiments", "Calib", "CalibrationStore", "Characterization", "ChipConfiguration",
        "ChipModel", "Perceptron", "Recording", "SimulationCore", "_TestSupport",
      ]),
    tests(
      "EndToEnd", uses: ["bss2", "ChipConfiguration", "Recording", "_TestSupport"], golden: true),
  ]
)
