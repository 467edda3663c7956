import Testing

/// Package.swift declares what the code uses, and nothing else.
@Suite struct ManifestTests {
  private let manifest: Manifest

  init() throws { manifest = Manifest(try Repository.text("Package.swift")) }

  private func folder(_ target: Manifest.Target) -> String {
    (target.kind == .test ? "Tests/" : "Sources/") + target.name
  }

  private func imports(_ target: Manifest.Target) throws -> [String: Set<String>] {
    let files = Repository.files(in: folder(target), [".swift"])
    return try Dictionary(
      uniqueKeysWithValues: files.map { ($0, Imports.modules(in: try Repository.text($0))) })
  }

  @Test func `every folder of code is a target, and every target has a folder`() throws {
    let sources = manifest.targets.filter { $0.kind != .test }.map(\.name)
    #expect(try Repository.codeFolders(in: "Sources") == Set(sources))
    let tests = manifest.targets.filter { $0.kind == .test }.map(\.name)
    let folders = try Repository.codeFolders(in: "Tests").filter {
      !Repository.files(in: "Tests/\($0)", [".swift"]).isEmpty
    }
    #expect(folders == Set(tests))
  }

  @Test func `every import is declared by its target`() throws {
    for target in manifest.targets {
      let allowed = target.dependencies.union(Imports.toolchain)
      for (file, modules) in try imports(target) {
        let undeclared = modules.subtracting(allowed).sorted()
        #expect(undeclared.isEmpty, "\(file) imports \(undeclared), \(target.name) declares none")
      }
    }
  }

  @Test func `every declared dependency is imported by a file of its target`() throws {
    for target in manifest.targets {
      let files = try imports(target)
      guard !files.isEmpty else { continue }
      let imported = files.values.reduce(into: Set()) { $0.formUnion($1) }
      // Tests may need the program itself, which they start and do not import.
      let unused = target.dependencies.subtracting(imported).filter {
        manifest.byName[$0]?.kind != .executable
      }
      #expect(unused.isEmpty, "\(target.name) declares \(unused.sorted()), no file imports it")
    }
  }

  @Test func `the parts of the chip do not import each other`() {
    let parts: Set = ["Synram", "Columns", "CADC"]
    for part in parts {
      #expect(manifest.closure(of: part).isDisjoint(with: parts), "\(part)")
    }
  }
}
