// swift-tools-version: 6.0
// Damaged files for all readers of bss2-emulator; a package of its own, so that nobody else has to build it.
import PackageDescription

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "bss2-emulator", path: "..")],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [.product(name: "TestSupport", package: "bss2-emulator")],
      swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("InternalImportsByDefault")]
    )
  ]
)
