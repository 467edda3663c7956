// swift-tools-version: 6.0
import PackageDescription

let emulator = "bss2-emulator"

let package = Package(
  name: "yin-yang",
  dependencies: [.package(name: emulator, path: "../../..")],
  targets: [
    .executableTarget(
      name: "yin-yang",
      dependencies: ["Calib", "ChipConfiguration", "ChipModel", "Perceptron"].map {
        .product(name: $0, package: emulator)
      })
  ]
)
