// swift-tools-version: 6.0
// Benchmarks of bss2-emulator; a package of its own, so that nobody else has to build them.
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "bss2-emulator", path: "..")],
  targets: [
    .target(name: "CCeilings"),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CCeilings",
        .product(name: "CKernels", package: "bss2-emulator"),
        .product(name: "Calib", package: "bss2-emulator"),
        .product(name: "ChipConfiguration", package: "bss2-emulator"),
        .product(name: "ChipModel", package: "bss2-emulator"),
        .product(name: "Perceptron", package: "bss2-emulator"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("InternalImportsByDefault")]
    ),
  ]
)
